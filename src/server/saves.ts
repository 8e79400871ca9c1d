import { availableParallelism, loadavg } from 'node:os';
import { CancellationTokenSource, type CancellationToken } from 'vscode-languageserver';

/**
 * How long a save waits for us at the most, in milliseconds, with all that it asks for. It goes on without what is not
 * proved by then; the proof goes on as well, and the next save has what came of it.
 */
export const savePatienceMs = 80;

/** What is known already is given in any case: so long does that take at the most, in milliseconds. */
const knownWithinMs = 10;

/** How long the text has to stay as it is before a save is prepared, in milliseconds: less when nobody needs the machine. */
const quietMs = { idle: 50, busy: 200 };

function isIdle(): boolean {
  const [lastMinute = 0] = loadavg();
  return lastMinute < availableParallelism();
}

/**
 * Waits for some work, but no longer than a save does. Work that is late goes on, and nobody hears of it when it fails.
 *
 * @param waitedMs How long the save has waited before.
 */
export async function inTimeForSave<Result>(work: Promise<Result>, waitedMs = 0): Promise<Result | 'late'> {
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, Math.max(knownWithinMs, savePatienceMs - waitedMs), 'late' as const);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

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
    const timer = setTimeout(
      () => {
        this.#prepare(uri, source.token).catch(() => undefined);
      },
      quietMs[isIdle() ? 'idle' : 'busy'],
    );
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
