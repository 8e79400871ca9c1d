import { LSPErrorCodes, ResponseError } from 'vscode-languageclient/node';

/** Why the server refused an edit, for the user; undefined for any other error. */
export function refusalIn(error: unknown): string | undefined {
  return error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed
    ? error.message
    : undefined;
}
