import { CancellationTokenSource, type CancellationToken } from 'vscode-languageserver';

/** How long the text has to stay as it is before a save is prepared, in milliseconds. */
const quietMs = 200;

interface Pending {
  readonly version: number | undefined;
  readonly timer: NodeJS.Timeout;
  readonly source: CancellationTokenSource;
}

/**
 * Conversions on save are proved ahead of time, while nobody waits: once it is known that saves convert, each document that
 * was looked at is prepared as soon as its text has come to rest.
 */
export class Saves {
  readonly #prepare: (uri: string, token: CancellationToken) => Promise<void>;
  readonly #pending = new Map<string, Pending>();
  #convert = false;

  /** @param prepare Works out what a save would convert. What goes wrong there is no concern of anybody's yet. */
  constructor(prepare: (uri: string, token: CancellationToken) => Promise<void>) {
    this.#prepare = prepare;
  }

  /** A save asked for conversions, or the settings say that saves will. */
  begun(): void {
    this.#convert = true;
  }

  /** The findings of a document were asked for: this version of it may be saved next. */
  looked(uri: string, version: number | undefined): void {
    if (this.#pending.get(uri)?.version === version) return;
    this.forget(uri);
    if (!this.#convert) return;
    const source = new CancellationTokenSource();
    const timer = setTimeout(() => {
      this.#prepare(uri, source.token).catch(() => undefined);
    }, quietMs);
    timer.unref();
    this.#pending.set(uri, { version, timer, source });
  }

  /** The document is closed, or its text is no longer what it was. */
  forget(uri: string): void {
    const pending = this.#pending.get(uri);
    if (pending === undefined) return;
    this.#pending.delete(uri);
    clearTimeout(pending.timer);
    pending.source.cancel();
  }

  dispose(): void {
    for (const uri of [...this.#pending.keys()]) this.forget(uri);
  }
}
