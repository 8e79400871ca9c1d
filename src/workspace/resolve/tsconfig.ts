import path from 'node:path';
import type { Directories } from './directories.ts';
import { asObject, asString, asStrings, readJson, type JsonObject } from './json.ts';
import { matchPattern, substitute } from './patterns.ts';

/** What a `tsconfig.json` or `jsconfig.json` says about the names of modules. */
export interface PathMapping {
  /** Files or folders that a specifier may stand for, without their extension, the best first. */
  candidates(specifier: string): readonly string[];
}

const configNames = ['tsconfig.json', 'jsconfig.json'];

/** Configurations that extend each other go no deeper. */
const deepest = 10;

/** Finds the configuration that counts in a folder: its own, or the nearest one above. */
export async function pathMappingOf(disk: Directories, folder: string): Promise<PathMapping | undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    for (const name of configNames) {
      const file = path.join(at, name);
      if (await disk.hasFile(file)) return await loadMapping(disk, file);
    }
    if (path.dirname(at) === at) return undefined;
  }
}

async function loadMapping(disk: Directories, file: string): Promise<PathMapping> {
  const { baseUrl, paths, pathsBase } = await load(disk, file, 0);
  const folder = path.dirname(file);
  return {
    candidates(specifier) {
      const found: string[] = [];
      const patterns = Object.keys(paths).sort((a, b) => b.indexOf('*') - a.indexOf('*'));
      for (const pattern of patterns) {
        const rest = matchPattern(pattern, specifier);
        if (rest === undefined) continue;
        for (const target of paths[pattern] ?? [])
          found.push(inFolder(folder, path.resolve(pathsBase, substitute(target, rest))));
      }
      if (baseUrl !== undefined) found.push(inFolder(folder, path.resolve(baseUrl, specifier)));
      return found;
    },
  };
}

/** `${configDir}` is the folder of the configuration that extends the one in which it is written. */
function inFolder(folder: string, target: string): string {
  const variable = '${configDir}';
  const at = target.indexOf(variable);
  return at === -1 ? target : path.join(folder, target.slice(at + variable.length));
}

interface Loaded {
  readonly baseUrl: string | undefined;
  readonly paths: Readonly<Record<string, readonly string[]>>;
  readonly pathsBase: string;
}

async function load(disk: Directories, file: string, depth: number): Promise<Loaded> {
  const folder = path.dirname(file);
  const json = await readJson(disk, file);
  let inherited: Loaded = { baseUrl: undefined, paths: {}, pathsBase: folder };
  for (const parent of parentsOf(json)) {
    const found = depth < deepest ? await locate(disk, folder, parent) : undefined;
    if (found !== undefined) inherited = merged(inherited, await load(disk, found, depth + 1));
  }
  // A solution file has no options of its own: the first project it refers to that maps paths speaks for it.
  const own = optionsOf(json);
  const baseUrl =
    own?.baseUrl === undefined ? inherited.baseUrl : path.resolve(folder, asString(own.baseUrl) ?? '.');
  const paths = asObject(own?.paths);
  if (paths === undefined) {
    const referred =
      Object.keys(inherited.paths).length > 0 ? undefined : await referredPaths(disk, folder, json, depth);
    return referred ?? { ...inherited, baseUrl };
  }
  const lists = Object.fromEntries(Object.entries(paths).map(([name, value]) => [name, asStrings(value)]));
  return { baseUrl, paths: lists, pathsBase: baseUrl ?? folder };
}

/** Of several configurations the last that says something counts. */
function merged(before: Loaded, after: Loaded): Loaded {
  const { paths, pathsBase } = Object.keys(after.paths).length > 0 ? after : before;
  return { baseUrl: after.baseUrl ?? before.baseUrl, paths, pathsBase };
}

async function referredPaths(
  disk: Directories,
  folder: string,
  json: JsonObject | undefined,
  depth: number,
): Promise<Loaded | undefined> {
  const references: readonly unknown[] = Array.isArray(json?.references) ? json.references : [];
  for (const reference of depth === 0 ? references : []) {
    const target = asString(asObject(reference)?.path);
    const found = target === undefined ? undefined : await locate(disk, folder, `./${target}`);
    const loaded = found === undefined ? undefined : await load(disk, found, depth + 1);
    if (loaded !== undefined && Object.keys(loaded.paths).length > 0) return loaded;
  }
  return undefined;
}

function optionsOf(json: JsonObject | undefined): JsonObject | undefined {
  return asObject(json?.compilerOptions);
}

/** The configurations that one extends, as it writes them. */
export function parentsOf(json: JsonObject | undefined): readonly string[] {
  const single = asString(json?.extends);
  return single === undefined ? asStrings(json?.extends) : [single];
}

/** The file of a configuration that another one names. */
export async function locate(disk: Directories, folder: string, name: string): Promise<string | undefined> {
  const bases = /^[./]/.test(name) ? [path.resolve(folder, name)] : installed(folder, name);
  for (const base of bases) {
    for (const candidate of [base, `${base}.json`, path.join(base, 'tsconfig.json')])
      if (candidate.endsWith('.json') && (await disk.hasFile(candidate))) return candidate;
  }
  return undefined;
}

function installed(folder: string, name: string): string[] {
  const found: string[] = [];
  for (let at = folder; ; at = path.dirname(at)) {
    found.push(path.join(at, 'node_modules', name));
    if (path.dirname(at) === at) return found;
  }
}
