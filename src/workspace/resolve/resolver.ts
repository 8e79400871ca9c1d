import path from 'node:path';
import { canonicalModule } from '../../catalog/canonical-module.ts';
import type { Directories } from './directories.ts';
import { splitSpecifier } from './installed.ts';
import { asString } from './json.ts';
import { manifestOf, resolveExports, resolveImports, type Manifest } from './packages.ts';
import { isWithin } from '../paths.ts';
import { withoutLinks } from './links.ts';
import { outputFolder, sourceBehind, sourceFile } from './source-file.ts';
import { pathMappingOf, type PathMapping } from './tsconfig.ts';

/** Finds the files of the project that imports name. */
export interface Resolver {
  /** The file; undefined for a package from elsewhere, a built-in module or nothing. */
  resolve(from: string, specifier: string): Promise<string | undefined>;
}

/** Where a resolver looks. */
export interface ResolverOptions {
  readonly disk: Directories;
  /** Packages of the project by their names: the members of a workspace. */
  readonly packages: ReadonlyMap<string, Manifest>;
}

/** Resolves specifiers as the project has it: relative paths, path mappings, `#imports`, its own packages. */
export function createResolver({ disk, packages }: ResolverOptions): Resolver {
  const mappings = new Map<string, Promise<PathMapping | undefined>>();
  const manifests = new Map<string, Promise<Manifest | undefined>>();
  const known = new Map<string, Promise<string | undefined>>();

  async function find(folder: string, specifier: string): Promise<string | undefined> {
    if (specifier.startsWith('.') || path.isAbsolute(specifier)) return await relative(folder, specifier);
    if (canonicalModule(specifier).startsWith('node:')) return undefined;
    const mapping = await cached(mappings, folder, () => pathMappingOf(disk, folder));
    for (const candidate of mapping?.candidates(specifier) ?? []) {
      const found = await sourceFile(disk, candidate);
      if (found !== undefined && !found.includes(`${path.sep}node_modules${path.sep}`)) return found;
    }
    const own = await cached(manifests, folder, () => manifestOf(disk, folder));
    if (specifier.startsWith('#'))
      return own === undefined ? undefined : await resolveImports(disk, own, specifier);
    const [name, subpath] = splitSpecifier(specifier);
    const target = asString(own?.json.name) === name ? own : packages.get(name);
    return target === undefined ? undefined : await resolveExports(disk, target, subpath);
  }

  async function relative(folder: string, specifier: string): Promise<string | undefined> {
    const target = path.resolve(folder, specifier);
    const own = await cached(manifests, folder, () => manifestOf(disk, folder));
    const output = own === undefined ? undefined : outputFolder(own.folder, target);
    // Built files name each other as they are; from outside, their sources are meant.
    const isOutside = output !== undefined && own !== undefined && !isWithin(output, folder);
    const source = isOutside ? await sourceBehind(disk, own.folder, target) : undefined;
    return source ?? (await sourceFile(disk, target));
  }

  return {
    async resolve(from, specifier) {
      const folder = path.dirname(from);
      const found = await cached(known, `${folder}\n${specifier}`, async () => {
        const file = await find(folder, specifier);
        return file === undefined ? undefined : await withoutLinks(disk, folder, file);
      });
      // A file does not import itself: what looks like it is a package of the same name.
      return found === from ? undefined : found;
    },
  };
}

function cached<Result>(
  memo: Map<string, Promise<Result>>,
  key: string,
  make: () => Promise<Result>,
): Promise<Result> {
  const before = memo.get(key);
  if (before !== undefined) return before;
  const made = make();
  memo.set(key, made);
  return made;
}
