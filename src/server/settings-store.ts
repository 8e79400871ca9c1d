import path from 'node:path';
import { URI } from 'vscode-uri';
import { ConfigError, configWarnings, type ConfigFile, type Configs } from '../workspace/configs.ts';
import { describeError, type Log } from './log.ts';
import { normalizeSettings, type Settings } from './settings.ts';

/** The settings of each document, asked for once and kept until they change. A configuration file decides before them. */
export class SettingsStore {
  readonly #fetch: (uri: string | undefined) => Promise<unknown>;
  readonly #configs: Configs;
  readonly #log: Log;
  readonly #cache = new Map<string, Promise<Settings>>();
  readonly #reported = new Set<string>();

  /** @param fetch Asks the client for the section `unblock` as it holds for a document, or for the window. */
  constructor(fetch: (uri: string | undefined) => Promise<unknown>, configs: Configs, log: Log) {
    this.#fetch = fetch;
    this.#configs = configs;
    this.#log = log;
  }

  /** The settings of a document or folder; those of the window without one. */
  get(uri?: string): Promise<Settings> {
    const known = this.#cache.get(uri ?? '');
    if (known !== undefined) return known;
    const settings = this.#load(uri);
    this.#cache.set(uri ?? '', settings);
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

  async #load(uri: string | undefined): Promise<Settings> {
    try {
      const settings = normalizeSettings(await this.#fetch(uri), (problem) => {
        this.#report(problem);
      });
      const config = uri === undefined ? undefined : await this.#configOf(uri);
      return config === undefined ? settings : { ...settings, analysis: config.config.analysis };
    } catch (error) {
      this.#cache.delete(uri ?? '');
      this.#report(`The settings could not be read, so the defaults are used: ${describeError(error)}`);
      return normalizeSettings(undefined);
    }
  }

  async #configOf(uri: string): Promise<ConfigFile | undefined> {
    const { scheme, fsPath } = URI.parse(uri);
    const config =
      scheme === 'file' ? await this.#configs.of(path.dirname(path.normalize(fsPath))) : undefined;
    if (config === undefined) return undefined;
    try {
      for (const warning of configWarnings(config, config.path)) this.#report(warning);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      this.#report(error.message);
    }
    return config;
  }

  /** Once is enough: every open document of a folder has the same problem. */
  #report(problem: string): void {
    if (this.#reported.has(problem)) return;
    this.#reported.add(problem);
    this.#log.warn(problem);
  }
}
