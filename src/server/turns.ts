import {
  LSPErrorCodes,
  type ConnectionOptions,
  type Message,
  type RequestMessage,
} from 'vscode-languageserver';
import { t } from '../l10n/translate.ts';

/**
 * The order in which messages are handled: one at a time, so that nothing changes while an answer is computed. A request
 * that is cancelled ends at once and lets the next message in; one that has not begun yet is answered here. One that only
 * waits for another thread may let the next message in before it is done.
 */
export class Turns {
  #end: () => void = () => undefined;

  /** What a connection needs to keep to the order. */
  readonly options: ConnectionOptions = {
    maxParallelism: 1,
    connectionStrategy: {
      cancelUndispatched: (message) => ({
        jsonrpc: message.jsonrpc,
        // Only requests can be cancelled.
        id: (message as RequestMessage).id,
        error: { code: LSPErrorCodes.RequestCancelled, message: t('Cancelled before it began.') },
      }),
    },
    messageStrategy: { handleMessage: (message, next) => this.#handle(message, next) },
  };

  /**
   * The end of the turn of the message that is being handled, for its handler to call. To be taken before the handler
   * first waits: then it may be another's turn.
   */
  current(): () => void {
    return this.#end;
  }

  #handle(message: Message, next: (message: Message) => void | Promise<void>): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      this.#end = resolve;
    });
    return Promise.race([next(message), ended]);
  }
}
