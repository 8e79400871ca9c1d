import { LSPErrorCodes, type ConnectionOptions, type RequestMessage } from 'vscode-languageserver';

/**
 * Messages are handled one at a time and in order, so that nothing changes while an answer is computed. A request that
 * is cancelled ends at once and lets the next message in; one that has not begun yet is answered here.
 */
export const connectionOptions: ConnectionOptions = {
  maxParallelism: 1,
  connectionStrategy: {
    cancelUndispatched: (message) => ({
      jsonrpc: message.jsonrpc,
      // Only requests can be cancelled.
      id: (message as RequestMessage).id,
      error: { code: LSPErrorCodes.RequestCancelled, message: 'Cancelled before it began.' },
    }),
  },
};
