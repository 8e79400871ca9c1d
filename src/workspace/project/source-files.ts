import { canonicalModule } from '../../catalog/canonical-module.ts';
import type { Resolver } from '../resolve/resolver.ts';

/** What is known of a file before it is parsed. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Files of the project that it imports, by the specifiers it uses. */
  readonly imports: ReadonlyMap<string, string>;
  /** Packages and built-in modules that it imports. */
  readonly modules: readonly string[];
}

/** Resolves what a file imports. */
export async function describeSource(
  path: string,
  text: string,
  specifiers: readonly string[],
  resolver: Resolver,
): Promise<SourceFile> {
  const imports = new Map<string, string>();
  const modules: string[] = [];
  for (const specifier of specifiers) {
    const file = await resolver.resolve(path, specifier);
    if (file !== undefined) imports.set(specifier, file);
    else modules.push(canonicalModule(specifier));
  }
  return { path, text, imports, modules };
}

/** Which files import which, backwards. */
export class ImportGraph {
  readonly #importers = new Map<string, Set<string>>();

  add(file: SourceFile): void {
    for (const target of file.imports.values()) {
      const known = this.#importers.get(target);
      if (known === undefined) this.#importers.set(target, new Set([file.path]));
      else known.add(file.path);
    }
  }

  remove(file: SourceFile): void {
    for (const target of file.imports.values()) this.#importers.get(target)?.delete(file.path);
  }

  importersOf(path: string): ReadonlySet<string> {
    return this.#importers.get(path) ?? none;
  }

  /** The files themselves and all that reach one of them by imports. */
  closure(paths: Iterable<string>): ReadonlySet<string> {
    const found = new Set(paths);
    for (const path of found) for (const importer of this.importersOf(path)) found.add(importer);
    return found;
  }
}

const none: ReadonlySet<string> = new Set();
