import path from 'node:path';
import type { Directories } from './directories.ts';
import { asObject, asString, readJson, type JsonObject } from './json.ts';
import { matchPattern, substitute } from './patterns.ts';
import { sourceFile, sourceOfOutput } from './source-file.ts';

/** A package of the project. */
export interface Manifest {
  readonly folder: string;
  readonly json: JsonObject;
}

/** Conditions of `exports` and `imports` in the order in which they are preferred: sources first. */
const conditions = ['source', 'development', 'import', 'node', 'require', 'module', 'default', 'types'];

/** Finds the `package.json` that counts in a folder: its own, or the nearest one above. */
export async function manifestOf(disk: Directories, folder: string): Promise<Manifest | undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    const file = path.join(at, 'package.json');
    const json = (await disk.hasFile(file)) ? await readJson(disk, file) : undefined;
    if (json !== undefined) return { folder: at, json };
    if (path.dirname(at) === at) return undefined;
  }
}

/** The file that `#name` stands for by the `imports` of its package. */
export async function resolveImports(
  disk: Directories,
  manifest: Manifest,
  specifier: string,
): Promise<string | undefined> {
  return await firstTarget(disk, manifest, targets(asObject(manifest.json.imports), specifier));
}

/** The file that a package gives for a subpath: `.` for the package itself, else `./x`. */
export async function resolveExports(
  disk: Directories,
  manifest: Manifest,
  subpath: string,
): Promise<string | undefined> {
  const { json, folder } = manifest;
  const target = await firstTarget(disk, manifest, exportTargets(json, subpath));
  if (target !== undefined) return target;
  if (subpath !== '.') return await sourceOfOutput(disk, folder, path.join(folder, subpath));
  for (const field of ['source', 'module', 'main', 'types']) {
    const main = asString(json[field]);
    const file = main === undefined ? undefined : await sourceOfOutput(disk, folder, path.join(folder, main));
    if (file !== undefined) return file;
  }
  return (
    (await sourceFile(disk, path.join(folder, 'src'))) ?? (await sourceFile(disk, path.join(folder, 'index')))
  );
}

async function firstTarget(
  disk: Directories,
  { folder }: Manifest,
  found: readonly string[],
): Promise<string | undefined> {
  for (const target of found) {
    if (!target.startsWith('.')) continue;
    const file = await sourceOfOutput(disk, folder, path.resolve(folder, target));
    if (file !== undefined) return file;
  }
  return undefined;
}

/** What `exports` has for a subpath under all conditions, those of `order` first; empty where it has nothing. */
export function exportTargets(
  { exports }: JsonObject,
  subpath: string,
  order: readonly string[] = conditions,
): readonly string[] {
  const table = asObject(exports);
  const bySubpath = table !== undefined && Object.keys(table).some((key) => key.startsWith('.'));
  if (bySubpath) return targets(table, subpath, order);
  return subpath === '.' ? flatten(exports, order) : [];
}

/** Targets of a table of names, the most specific pattern first. */
function targets(
  table: JsonObject | undefined,
  name: string,
  order: readonly string[] = conditions,
): readonly string[] {
  const patterns = Object.keys(table ?? {}).sort((a, b) => b.length - a.length);
  for (const pattern of patterns) {
    const rest = matchPattern(pattern, name);
    if (rest !== undefined) return flatten(table?.[pattern], order).map((target) => substitute(target, rest));
  }
  return [];
}

/** All targets under all conditions, the preferred ones first. */
export function flatten(value: unknown, preferred: readonly string[] = []): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((one) => flatten(one, preferred));
  const table = asObject(value);
  if (table === undefined) return [];
  const order = [...preferred.filter((name) => name in table), ...Object.keys(table)];
  return [...new Set(order)].flatMap((name) => flatten(table[name], preferred));
}
