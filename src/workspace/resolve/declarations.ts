import path from 'node:path';
import type { Directories } from './directories.ts';
import { installedPackage, splitSpecifier, type InstalledPackage } from './installed.ts';
import { asObject, asString, asStrings } from './json.ts';
import { exportTargets } from './packages.ts';
import { matchPattern, substitute } from './patterns.ts';

/** Conditions of `exports` in the order in which a compiler prefers them. */
const conditions = ['types', 'import', 'node', 'require', 'module', 'default'];

/** The declarations that stand beside compiled files, by the extensions of these. */
const beside: Readonly<Record<string, string>> = { '.js': '.d.ts', '.mjs': '.d.mts', '.cjs': '.d.cts' };

/**
 * Finds the declaration file that an import in a folder stands for: of a package the one that it names, or that of
 * `@types`; of a relative path the one beside it.
 */
export async function declarationFile(
  disk: Directories,
  folder: string,
  specifier: string,
): Promise<string | undefined> {
  if (isRelative(specifier)) return await declarationAt(disk, path.resolve(folder, specifier));
  const [name, subpath] = splitSpecifier(specifier);
  const own = await installedPackage(disk, folder, name);
  const found = own && (await declarationIn(disk, own, subpath));
  if (found !== undefined) return found;
  const typed = await installedPackage(disk, folder, `@types/${name.replace(/^@/, '').replace('/', '__')}`);
  return typed && (await declarationIn(disk, typed, subpath));
}

/** The JavaScript that an import in a folder stands for, for packages without declarations. */
export async function codeFile(
  disk: Directories,
  folder: string,
  specifier: string,
): Promise<string | undefined> {
  if (isRelative(specifier)) return await codeAt(disk, path.resolve(folder, specifier));
  const [name, subpath] = splitSpecifier(specifier);
  const own = await installedPackage(disk, folder, name);
  if (own === undefined) return undefined;
  const main = asString(own.json['main']) ?? 'index.js';
  const targets = exportTargets(own.json, subpath, codeConditions);
  for (const target of [...targets, subpath === '.' ? main : subpath]) {
    const found = await codeAt(disk, path.join(own.folder, target));
    if (found !== undefined) return found;
  }
  return undefined;
}

const codeConditions = ['import', 'node', 'require', 'module', 'default'];

async function codeAt(disk: Directories, file: string): Promise<string | undefined> {
  const candidates = [
    ...(/\.[cm]?js$/.test(file) ? [file] : []),
    ...['.js', '.cjs', '.mjs'].map((extension) => file + extension),
    path.join(file, 'index.js'),
  ];
  for (const candidate of candidates) if (await disk.hasFile(candidate)) return candidate;
  return undefined;
}

function isRelative(specifier: string): boolean {
  return /^\.{0,2}\//.test(specifier) || /^\.{1,2}$/.test(specifier);
}

async function declarationIn(
  disk: Directories,
  { folder, json }: InstalledPackage,
  subpath: string,
): Promise<string | undefined> {
  const named = [asString(json['types']), asString(json['typings']), asString(json['main']), 'index'];
  const targets = [
    ...exportTargets(json, subpath, conditions),
    ...(subpath === '.' ? named.filter((file) => file !== undefined) : [subpath]),
  ];
  const mapped = targets.flatMap((target) => [...versionedTargets(json['typesVersions'], target), target]);
  for (const target of mapped) {
    const found = await declarationAt(disk, path.join(folder, target));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where `typesVersions` puts a file, by its first entry: that of the newest compilers. */
function versionedTargets(table: unknown, target: string): readonly string[] {
  const [newest] = Object.values(asObject(table) ?? {});
  const plain = target.replace(/^\.\//, '');
  return Object.entries(asObject(newest) ?? {}).flatMap(([pattern, targets]) => {
    const rest = matchPattern(pattern, plain);
    return rest === undefined ? [] : asStrings(targets).map((one) => substitute(one, rest));
  });
}

async function declarationAt(disk: Directories, file: string): Promise<string | undefined> {
  const extension = path.extname(file);
  const stem = file.slice(0, file.length - extension.length);
  const candidates = [
    ...(/\.d\.[mc]?ts$/.test(file) ? [file] : []),
    ...(extension in beside ? [stem + (beside[extension] ?? '')] : []),
    `${file}.d.ts`,
    `${file}.d.mts`,
    path.join(file, 'index.d.ts'),
  ];
  for (const candidate of candidates) if (await disk.hasFile(candidate)) return candidate;
  return undefined;
}
