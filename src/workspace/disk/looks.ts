import { createHash } from 'node:crypto';
import type { Dirent, Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import { errorCode } from '../system-error.ts';

/*
 * All that an analysis reads from the disk is read here, so that it can be kept what it rests on.
 */

/** What was looked at of a path. */
export type LookKind = 'access' | 'bytes' | 'entries' | 'status' | 'target';

/** What an entry of a folder is; a link may lead to anything. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other';

/** Hears of all looks at the disk. */
export interface Witness {
  /** `seen` is the same for the same sight, and begins with `!` where there was an error. */
  saw(kind: LookKind, path: string, seen: string): void;
  /** A folder was asked for one of its entries only: undefined where it has none of that name. */
  sawEntry(folder: string, name: string, seen: EntryKind | undefined): void;
}

let witness: Witness | undefined;

/** Lets somebody hear of all looks of this process from now on; undefined ends that. */
export function setWitness(hears: Witness | undefined): void {
  witness = hears;
}

interface Look<Sight> {
  readonly at: (path: string) => Promise<Sight>;
  readonly describe: (sight: Sight) => string;
}

const access: Look<void> = { at: (path) => fs.access(path), describe: () => 'there' };

const bytes: Look<Buffer> = { at: (path) => fs.readFile(path), describe: hash };

const entries: Look<Dirent[]> = {
  at: (path) => fs.readdir(path, { withFileTypes: true }),
  describe: (found) =>
    hash(
      found
        .map((entry) => `${kindOf(entry)} ${entry.name}`)
        .sort()
        .join('\n'),
    ),
};

const status: Look<Stats> = {
  at: (path) => fs.stat(path),
  describe: (found) => (found.isFile() ? `file of ${found.size}` : found.isDirectory() ? 'folder' : 'other'),
};

const target: Look<string> = { at: (path) => fs.realpath(path), describe: (found) => found };

/** Whether there is something at a path. */
export async function isThere(path: string): Promise<boolean> {
  return await look('access', access, path).then(
    () => true,
    () => false,
  );
}

/** The bytes of a file. Throws what the system says. */
export async function bytesOf(path: string): Promise<Buffer> {
  return await look('bytes', bytes, path);
}

/** The text of a file in UTF-8. Throws what the system says. */
export async function textOf(path: string): Promise<string> {
  return (await bytesOf(path)).toString('utf8');
}

/** What is in a folder. Throws what the system says. */
export async function entriesOf(path: string): Promise<readonly Dirent[]> {
  return await look('entries', entries, path);
}

/** A folder that is asked for single entries: what else is in it does not matter. */
export interface Folder {
  entry(name: string): EntryKind | undefined;
}

/** Lists a folder for such questions. One that is not there, or may not be read, has no entries. */
export async function folderAt(path: string): Promise<Folder> {
  const kinds = await kindsIn(path);
  return {
    entry(name) {
      const kind = kinds.get(name);
      witness?.sawEntry(path, name, kind);
      return kind;
    },
  };
}

/** The entries of a folder by their names. Nobody hears of it. */
export async function kindsIn(path: string): Promise<ReadonlyMap<string, EntryKind>> {
  const found = await fs.readdir(path, { withFileTypes: true }).catch(() => []);
  return new Map(found.map((entry) => [entry.name, kindOf(entry)]));
}

/** What is at a path, links followed. Throws what the system says. */
export async function statusOf(path: string): Promise<Stats> {
  return await look('status', status, path);
}

/** A path with all links resolved. Throws what the system says. */
export async function targetOf(path: string): Promise<string> {
  return await look('target', target, path);
}

const looks: Readonly<Record<LookKind, (path: string) => Promise<string>>> = {
  access: (path) => describe(access, path),
  bytes: (path) => describe(bytes, path),
  entries: (path) => describe(entries, path),
  status: (path) => describe(status, path),
  target: (path) => describe(target, path),
};

/** What a witness would hear if somebody looked now. */
export async function lookAgain(kind: LookKind, path: string): Promise<string> {
  return await looks[kind](path);
}

async function look<Sight>(kind: LookKind, { at, describe }: Look<Sight>, path: string): Promise<Sight> {
  if (witness === undefined) return await at(path);
  try {
    const sight = await at(path);
    witness.saw(kind, path, describe(sight));
    return sight;
  } catch (error) {
    witness.saw(kind, path, `!${errorCode(error) ?? ''}`);
    throw error;
  }
}

async function describe<Sight>({ at, describe }: Look<Sight>, path: string): Promise<string> {
  try {
    return describe(await at(path));
  } catch (error) {
    return `!${errorCode(error) ?? ''}`;
  }
}

function kindOf(entry: Dirent): EntryKind {
  if (entry.isDirectory()) return 'folder';
  if (entry.isSymbolicLink()) return 'link';
  return entry.isFile() ? 'file' : 'other';
}

function hash(content: Buffer | string): string {
  return createHash('sha1').update(content).digest('base64');
}
