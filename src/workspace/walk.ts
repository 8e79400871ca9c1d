import path from 'node:path';

import { mapConcurrently } from './concurrency.ts';
import { entriesOf, statusOf, targetOf } from './disk/looks.ts';
import { ignoreFilesOf, isIgnored, withIgnoreFile, type IgnoreFiles } from './git-ignore.ts';
import type { PathTest } from './glob.ts';
import { comparePaths, isWithin } from './paths.ts';
import { describeError, isSystemError } from './system-error.ts';

/** Folders read at a time: enough to keep a disk busy, few enough for every limit on open files. */
const width = 16;

/** What decides over the entries of folders. */
export interface WalkRules {
  /** Whether a file has a language. */
  readonly isSource: PathTest;
  /** Says which entries of a folder are left out. */
  readonly excluderOf: (folder: string) => Promise<PathTest>;
  readonly signal?: AbortSignal | undefined;
}

/** A file, folder or link. */
export interface Entry {
  readonly path: string;
  /** The path with all links above the entry resolved. */
  readonly realPath: string;
  /** How many levels of folders may be entered below this folder, or below the one that this file or link is in. */
  readonly depth: number;
}

/** The folder that a walk begins in. */
export interface WalkRoot extends Entry {
  /** Ignore files count from this folder down. A real path. */
  readonly boundary: string;
}

/** What a walk came upon. */
export interface WalkResult {
  readonly files: readonly Entry[];
  readonly links: readonly Entry[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
  /** How many source files and folders the rules and the ignore files left out. */
  readonly excluded: number;
}

interface Folder extends Entry {
  readonly ignoreFiles: IgnoreFiles;
}

interface Listing {
  files: Entry[];
  links: Entry[];
  folders: Folder[];
  unreadable: { path: string; reason: string }[];
  excluded: number;
}

/**
 * Lists a folder's source files, level by level. Links are reported, not followed; a folder that is in `seen` (real
 * paths, added to as the walk goes) is not entered again.
 */
export async function walk(root: WalkRoot, rules: WalkRules, seen: Set<string>): Promise<WalkResult> {
  const { path, realPath, depth, boundary } = root;
  const total = emptyListing();
  let level: Folder[] = [{ path, realPath, depth, ignoreFiles: await ignoreFilesOf(realPath, boundary) }];
  while (level.length > 0) {
    const fresh = level.filter((folder) => !seen.has(folder.realPath) && seen.add(folder.realPath));
    const listings = await mapConcurrently(fresh, width, (folder) => list(folder, rules), rules.signal);
    for (const listing of listings) {
      total.files.push(...listing.files);
      total.links.push(...listing.links);
      total.unreadable.push(...listing.unreadable);
      total.excluded += listing.excluded;
    }
    level = listings.flatMap(({ folders }) => folders);
  }
  return { ...total, links: total.links.sort((a, b) => comparePaths(a.path, b.path)) };
}

/** What a link leads to, as far as the walk may follow it there. */
export type LinkTarget =
  | { readonly kind: 'file' | 'folder'; readonly realPath: string }
  | { readonly kind: 'outside' }
  /** Broken, circular, or excluded where it really is. */
  | { readonly kind: 'nothing' };

/** Finds out what a link leads to. */
export async function followLink(link: Entry, boundary: string, rules: WalkRules): Promise<LinkTarget> {
  try {
    const target = await targetOf(link.realPath);
    const status = await statusOf(target);
    if (!status.isFile() && !status.isDirectory()) return { kind: 'nothing' };
    if (status.isFile() && !rules.isSource(link.path)) return { kind: 'nothing' };
    if (!isWithin(boundary, target)) return { kind: 'outside' };
    const isFolder = status.isDirectory();
    if (await isExcludedOnTheWay(boundary, target, isFolder, rules)) return { kind: 'nothing' };
    return { kind: isFolder ? 'folder' : 'file', realPath: target };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { kind: 'nothing' };
  }
}

async function list(folder: Folder, rules: WalkRules): Promise<Listing> {
  const listing = emptyListing();
  const entries = await readEntries(folder.path);
  if (typeof entries === 'string') {
    listing.unreadable.push({ path: folder.path, reason: entries });
    return listing;
  }
  const hasOwn = entries.some((entry) => entry.name === '.gitignore') && !holdsFolder(folder);
  const ignoreFiles = hasOwn ? await withIgnoreFile(folder.ignoreFiles, folder.realPath) : folder.ignoreFiles;

  const isExcluded = await rules.excluderOf(folder.path);
  for (const entry of entries) {
    const isFolder = entry.isDirectory();
    const isLink = entry.isSymbolicLink();
    const found = {
      path: path.join(folder.path, entry.name),
      realPath: path.join(folder.realPath, entry.name),
      depth: folder.depth,
    };
    if (isFolder ? isHidden(entry.name) : !isLink && !(entry.isFile() && rules.isSource(found.path)))
      continue;
    if (isFolder && folder.depth === 0) continue;
    if (isExcluded(found.path) || isIgnored(ignoreFiles, found.realPath, isFolder)) {
      listing.excluded += 1;
    } else if (isFolder) {
      listing.folders.push({ ...found, depth: folder.depth - 1, ignoreFiles });
    } else {
      (isLink ? listing.links : listing.files).push(found);
    }
  }
  return listing;
}

async function readEntries(folder: string) {
  try {
    return await entriesOf(folder);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return describeError(error);
  }
}

/** Whether the folder's own ignore file is in the list already, as it is for the root of a walk. */
function holdsFolder({ ignoreFiles, realPath }: Folder): boolean {
  return ignoreFiles.some(({ folder }) => folder === realPath);
}

/** Whether something on the way from the boundary down to a place keeps it out, so that a link must not lead there. */
async function isExcludedOnTheWay(boundary: string, target: string, isFolder: boolean, rules: WalkRules) {
  const names = path.relative(boundary, target).split(path.sep);
  let current = boundary;
  let ignoreFiles = await ignoreFilesOf(boundary, boundary);
  for (const [index, name] of names.entries()) {
    if (name === '') continue;
    const here = index < names.length - 1 || isFolder;
    const isExcluded = await rules.excluderOf(current);
    current = path.join(current, name);
    if ((here && isHidden(name)) || isExcluded(current)) return true;
    if (isIgnored(ignoreFiles, current, here)) return true;
    if (here) ignoreFiles = await withIgnoreFile(ignoreFiles, current);
  }
  return false;
}

function isHidden(name: string): boolean {
  return name.startsWith('.');
}

function emptyListing(): Listing {
  return { files: [], links: [], folders: [], unreadable: [], excluded: 0 };
}
