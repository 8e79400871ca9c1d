import path from 'node:path';
import { URI } from 'vscode-uri';
import type { Configs } from '../workspace/configs.ts';
import { createExcluders, type ExcluderOf } from '../workspace/excluders.ts';
import { isWithin } from '../workspace/paths.ts';
import type { Settings } from './settings.ts';

type Excludes = Settings['excludes'];

/** The folders of the workspace, and what their settings leave out. */
export class Folders {
  #paths: readonly string[] = [];
  readonly #configs: Configs;
  readonly #excluders = new WeakMap<Excludes, Map<string, ExcluderOf>>();

  constructor(configs: Configs) {
    this.#configs = configs;
  }

  /** The client opened or closed folders. */
  set(uris: readonly string[]): void {
    this.#paths = uris
      .map((uri) => URI.parse(uri))
      .filter((uri) => uri.scheme === 'file')
      .map((uri) => path.normalize(uri.fsPath))
      // The innermost folder first: it is the one that a file belongs to.
      .sort((a, b) => b.length - a.length);
  }

  get paths(): readonly string[] {
    return this.#paths;
  }

  /** The innermost folder of the workspace that a file belongs to. */
  folderOf(file: string): string | undefined {
    return this.#paths.find((candidate) => isWithin(candidate, file));
  }

  /**
   * Whether a file, or a folder on the way to it, is left out by its configuration file or, where there is none, by the
   * editor's settings.
   */
  async excludes(excludes: Excludes, file: string): Promise<boolean> {
    if (!path.isAbsolute(file)) return false;
    const folder = this.folderOf(file);
    if (folder === undefined) {
      // Nobody knows where its project begins, so only its own name counts, and that it was installed.
      const isInstalled = file.split(path.sep).includes('node_modules');
      return isInstalled || (await this.#isExcluded(excludes, path.dirname(file), file));
    }
    for (let current = file; current !== folder; current = path.dirname(current)) {
      if (await this.#isExcluded(excludes, folder, current)) return true;
    }
    return false;
  }

  async #isExcluded(excludes: Excludes, base: string, entry: string): Promise<boolean> {
    const known = this.#excluders.get(excludes) ?? new Map<string, ExcluderOf>();
    this.#excluders.set(excludes, known);
    const excluderOf = known.get(base) ?? createExcluders(this.#configs, { ...excludes, base });
    known.set(base, excluderOf);
    return (await excluderOf(path.dirname(entry)))(entry);
  }
}
