import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { statusOf } from '../disk/looks.ts';
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
  const found = await Promise.all(folders.map(async (folder) => (await repositoryOf(folder)) ?? folder));
  return outermost([...new Set(found)]);
}

function outermost(folders: readonly string[]): readonly string[] {
  return folders.filter((folder) => !folders.some((other) => other !== folder && isWithin(other, folder)));
}

async function rootOf(folder: string): Promise<string> {
  return (await repositoryOf(folder)) ?? (await nearestPackage(folder)) ?? folder;
}

async function repositoryOf(folder: string): Promise<string | undefined> {
  const repository = await findRepository(folder);
  return repository === undefined || isShared(repository) ? undefined : repository;
}

async function nearestPackage(folder: string): Promise<string | undefined> {
  for (let at = folder; !isShared(at); at = path.dirname(at))
    if (await isFile(path.join(at, 'package.json'))) return at;
  return undefined;
}

/** Folders that hold many things: what makes a project of others is left over there, or is about settings of the user. */
function isShared(folder: string): boolean {
  return path.dirname(folder) === folder || folder === homedir() || folder === tmpdir();
}

async function folderOf(named: string): Promise<string> {
  const status = await statusOf(named).catch(() => undefined);
  return status?.isDirectory() === true ? named : path.dirname(named);
}

async function isFile(file: string): Promise<boolean> {
  const status = await statusOf(file).catch(() => undefined);
  return status?.isFile() === true;
}
