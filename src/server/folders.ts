import path from 'node:path';
import { URI } from 'vscode-uri';
import { createExcluder } from '../workspace/discovery.ts';
import type { PathTest } from '../workspace/glob.ts';
import { isWithin } from '../workspace/paths.ts';
import type { Excludes } from './settings.ts';

/** The folders of the workspace, and what their settings leave out. */
export class Folders {
  #paths: readonly string[] = [];
  readonly #excluders = new WeakMap<Excludes, Map<string, PathTest>>();

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

  /** Whether the settings leave out a file, or a folder on the way to it. */
  excludes(excludes: Excludes, file: string): boolean {
    if (!path.isAbsolute(file)) return false;
    const folder = this.folderOf(file);
    if (folder === undefined) {
      // Nobody knows where its project begins, so only its own name counts, and that it was installed.
      const isInstalled = file.split(path.sep).includes('node_modules');
      return isInstalled || this.#excluder(excludes, path.dirname(file))(file);
    }
    const isExcluded = this.#excluder(excludes, folder);
    for (let current = file; current !== folder; current = path.dirname(current)) {
      if (isExcluded(current)) return true;
    }
    return false;
  }

  #excluder(excludes: Excludes, base: string): PathTest {
    const known = this.#excluders.get(excludes) ?? new Map<string, PathTest>();
    this.#excluders.set(excludes, known);
    const excluder = known.get(base) ?? createExcluder({ ...excludes, base });
    known.set(base, excluder);
    return excluder;
  }
}
