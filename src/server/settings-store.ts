import { describeError, type Log } from './log.ts';
import { normalizeSettings, type Settings } from './settings.ts';

/** The settings of each document, asked for once and kept until they change. */
export class SettingsStore {
  readonly #fetch: (uri: string) => Promise<unknown>;
  readonly #log: Log;
  readonly #cache = new Map<string, Promise<Settings>>();
  readonly #reported = new Set<string>();

  /** @param fetch Asks the client for the section `unblock` as it holds for a document. */
  constructor(fetch: (uri: string) => Promise<unknown>, log: Log) {
    this.#fetch = fetch;
    this.#log = log;
  }

  get(uri: string): Promise<Settings> {
    const known = this.#cache.get(uri);
    if (known !== undefined) return known;
    const settings = this.#load(uri);
    this.#cache.set(uri, settings);
    return settings;
  }

  /** The document was closed. */
  forget(uri: string): void {
    this.#cache.delete(uri);
  }

  /** Some setting changed. */
  clear(): void {
    this.#cache.clear();
    this.#reported.clear();
  }

  async #load(uri: string): Promise<Settings> {
    try {
      return normalizeSettings(await this.#fetch(uri), (problem) => {
        this.#report(problem);
      });
    } catch (error) {
      this.#cache.delete(uri);
      this.#report(`The settings could not be read, so the defaults are used: ${describeError(error)}`);
      return normalizeSettings(undefined);
    }
  }

  /** Once is enough: every open document of a folder has the same problem. */
  #report(problem: string): void {
    if (this.#reported.has(problem)) return;
    this.#reported.add(problem);
    this.#log.warn(problem);
  }
}
