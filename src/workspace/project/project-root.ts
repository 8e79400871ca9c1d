import { stat } from 'node:fs/promises';
import path from 'node:path';
import { findRepository } from '../git-ignore.ts';
import { isWithin } from '../paths.ts';

/**
 * The folders in which the code that some paths belong to lives: of each path its repository, else the nearest folder
 * with a `package.json`, else its own folder. Folders inside others are left out.
 */
export async function projectRoots(paths: readonly string[]): Promise<readonly string[]> {
  const folders = new Set<string>();
  for (const named of paths) folders.add(await rootOf(await folderOf(named)));
  return outermost([...folders]);
}

/** The repositories that some folders are in; a folder in none stands for itself. */
export async function repositoriesOf(folders: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(folders.map(async (folder) => (await findRepository(folder)) ?? folder));
  return outermost([...new Set(found)]);
}

function outermost(folders: readonly string[]): readonly string[] {
  return folders.filter((folder) => !folders.some((other) => other !== folder && isWithin(other, folder)));
}

async function rootOf(folder: string): Promise<string> {
  return (await findRepository(folder)) ?? (await nearestPackage(folder)) ?? folder;
}

async function nearestPackage(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    if (await isFile(path.join(at, 'package.json'))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}

async function folderOf(named: string): Promise<string> {
  const status = await stat(named).catch(() => undefined);
  return status?.isDirectory() === true ? named : path.dirname(named);
}

async function isFile(file: string): Promise<boolean> {
  const status = await stat(file).catch(() => undefined);
  return status?.isFile() === true;
}
