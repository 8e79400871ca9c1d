import path from 'node:path';
import type { ModuleUse } from '../../fixes/fix.ts';
import { codeOf, sourcesOf } from '../resolve/built-sources.ts';
import type { Directories } from '../resolve/directories.ts';
import { asObject, asString } from '../resolve/json.ts';
import { flatten, manifestOf, resolveExports, type Manifest } from '../resolve/packages.ts';
import { sourceOfOutput } from '../resolve/source-file.ts';

/** What packages show to those who install them. */
export interface Entries {
  /** Whether a file is what its package shows. */
  readonly isEntry: (file: string) => Promise<boolean>;
  /** Whether declarations that the package of a file shows, and that are written by hand, have a member of some name. */
  readonly isDeclared: (file: string, name: string) => Promise<boolean>;
  /** How a file is used. */
  readonly useOf: (file: string, isImported: boolean) => Promise<ModuleUse>;
}

interface Shown {
  readonly entries: ReadonlySet<string> | 'all';
  readonly programs: ReadonlySet<string>;
}

/** Manifest fields that name what a package shows. */
const fields = ['main', 'module', 'types', 'typings', 'browser', 'source'];

/**
 * Reads the entry points of packages from their manifests; for one that is built, and may not be there, its source. A
 * package that is private, and one that names no entry, is an application: nobody outside imports it.
 */
export function createEntries(disk: Directories): Entries {
  const known = new Map<string, Promise<Shown>>();

  async function shownBy(file: string): Promise<Shown | undefined> {
    const manifest = await manifestOf(disk, path.dirname(file));
    if (manifest === undefined) return undefined;
    const before = known.get(manifest.folder);
    const found = before ?? shown(disk, manifest);
    known.set(manifest.folder, found);
    return await found;
  }

  async function isEntry(file: string): Promise<boolean> {
    const entries = (await shownBy(file))?.entries;
    return entries === 'all' || entries?.has(file) === true;
  }

  return {
    isEntry,
    async isDeclared(file, name) {
      const entries = (await shownBy(file))?.entries;
      if (entries === undefined || entries === 'all') return false;
      const member = new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\s*\\??\\s*[:(<]`);
      for (const entry of entries)
        if (/\.d\.[cm]?ts$/.test(entry) && member.test((await disk.read(entry)) ?? '')) return true;
      return false;
    },
    async useOf(file, isImported) {
      if (await isEntry(file)) return 'imported';
      if ((await shownBy(file))?.programs.has(file) === true) return 'program';
      return isImported ? 'imported' : 'not-imported';
    },
  };
}

async function shown(disk: Directories, manifest: Manifest): Promise<Shown> {
  const programs = await sources(disk, manifest, flatten(manifest.json.bin));
  return { entries: await entriesOf(disk, manifest), programs: new Set(programs) };
}

async function entriesOf(disk: Directories, manifest: Manifest): Promise<ReadonlySet<string> | 'all'> {
  const { json } = manifest;
  if (json.private === true || asString(json.name) === undefined) return new Set();
  // An editor loads its extensions by an agreed interface.
  if (asString(asObject(json.engines)?.vscode) !== undefined) return new Set();
  const subpaths = Object.keys(asObject(json.exports) ?? {}).filter((key) => key.startsWith('.'));
  if (subpaths.some((key) => key.includes('*'))) return 'all';
  if (!['exports', ...fields].some((key) => key in json)) return new Set();
  const named = fields.map((key) => json[key]).filter((value) => typeof value === 'string');
  const targets = [...named, ...flatten(json.exports)];
  const entries = new Set(await sources(disk, manifest, targets));
  for (const target of targets) {
    const whole = codeOf(path.resolve(manifest.folder, target));
    const file = await sourceOfOutput(disk, manifest.folder, whole);
    if (file !== undefined) entries.add(file);
  }
  for (const subpath of new Set(['.', ...subpaths])) {
    const file = await resolveExports(disk, manifest, subpath);
    if (file !== undefined) entries.add(file);
  }
  return entries;
}

async function sources(
  disk: Directories,
  { folder }: Manifest,
  targets: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const target of targets) found.push(...(await sourcesOf(disk, folder, path.resolve(folder, target))));
  return found;
}
