import { ResponseError } from 'vscode-languageserver';
import { t } from '../l10n/translate.ts';
import { describeError, type Log } from './log.ts';
import type { ServerStatus } from './protocol.ts';

/** Keeps a fault in one document from costing more than that document's answer. */
export class Guard {
  readonly #log: Log;
  readonly #notify: (status: ServerStatus) => void;
  readonly #faulty = new Set<string>();

  constructor(log: Log, notify: (status: ServerStatus) => void) {
    this.#log = log;
    this.#notify = notify;
  }

  /** Runs `work` for a document; when it throws, logs why and gives `fallback`. */
  async run<Result>(
    uri: string,
    what: string,
    fallback: Result,
    work: () => Promise<Result>,
  ): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      // An answer to the client, not a fault.
      if (error instanceof ResponseError) throw error;
      this.#log.error(`${what} failed for ${uri}: ${describeError(error)}`);
      this.#faulty.add(uri);
      this.#tell();
      return fallback;
    }
  }

  /** The document was analysed without a fault, or is no longer open. */
  clear(uri: string): void {
    if (this.#faulty.delete(uri)) this.#tell();
  }

  #tell(): void {
    const count = this.#faulty.size;
    if (count === 0) this.#notify({ state: 'ok', message: '' });
    else {
      const message =
        count === 1
          ? t('Something went wrong in 1 file; the output says what.')
          : t('Something went wrong in {0} files; the output says what.', count);
      this.#notify({ state: 'fault', message });
    }
  }
}
