import path from 'node:path';
import type { Directories } from '../resolve/directories.ts';
import { asObject, asString } from '../resolve/json.ts';
import { manifestOf, resolveExports, type Manifest } from '../resolve/packages.ts';

/** Answers whether a file is what a package shows to those who install it. */
export type IsEntry = (file: string) => Promise<boolean>;

/**
 * Reads the entry points of packages from their manifests. A package that is private, and one that names no entry, is
 * an application: nobody outside imports it.
 */
export function createEntries(disk: Directories): IsEntry {
  const known = new Map<string, Promise<ReadonlySet<string> | 'all'>>();
  return async (file) => {
    const manifest = await manifestOf(disk, path.dirname(file));
    if (manifest === undefined) return false;
    const before = known.get(manifest.folder);
    const found = before ?? entriesOf(disk, manifest);
    known.set(manifest.folder, found);
    const entries = await found;
    return entries === 'all' || entries.has(file);
  };
}

async function entriesOf(disk: Directories, manifest: Manifest): Promise<ReadonlySet<string> | 'all'> {
  const { json } = manifest;
  if (json.private === true || asString(json.name) === undefined) return new Set();
  // An editor loads its extensions by an agreed interface.
  if (asString(asObject(json.engines)?.vscode) !== undefined) return new Set();
  const subpaths = Object.keys(asObject(json.exports) ?? {}).filter((key) => key.startsWith('.'));
  if (subpaths.some((key) => key.includes('*'))) return 'all';
  const named = ['main', 'module', 'types', 'typings', 'exports', 'source'].some((key) => key in json);
  if (!named) return new Set();
  const entries = new Set<string>();
  for (const subpath of new Set(['.', ...subpaths])) {
    const file = await resolveExports(disk, manifest, subpath);
    if (file !== undefined) entries.add(file);
  }
  return entries;
}
