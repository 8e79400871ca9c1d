/** Asks the client to pull again, once for many changes that come together, such as those of a `git checkout`. */
export class Refresher {
  readonly #refresh: () => Promise<void>;
  readonly #delayMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(refresh: () => Promise<void>, delayMs = 200) {
    this.#refresh = refresh;
    this.#delayMs = delayMs;
  }

  schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // A client that is going away may refuse; there is nothing left to refresh then.
      this.#refresh().catch(() => undefined);
    }, this.#delayMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
