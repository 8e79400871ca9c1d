/** `RequestFailed` in the protocol of language servers: the request was fine, and the answer is no. */
const requestFailed = -32803;

/** Why the server refused an edit, for the user; undefined for any other error. */
export function refusalIn(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && error.code === requestFailed
    ? error.message
    : undefined;
}
