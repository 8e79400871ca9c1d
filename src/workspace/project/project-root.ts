import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { statusOf } from '../disk/looks.ts';
import { findRepository, type KnownRepositories } from '../git-ignore.ts';
import { isWithin } from '../paths.ts';

/**
 * The folders in which the code of some folders lives: of each its repository, else the nearest folder with a
 * `package.json`, else the folder itself. Folders inside others are left out.
 */
export async function projectRoots(folders: readonly string[]): Promise<readonly string[]> {
  const known: KnownRepositories = new Map();
  const packages = new Map<string, Promise<string | undefined>>();
  const roots = new Set<string>();
  for (const folder of new Set(folders))
    roots.add((await repositoryOf(folder, known)) ?? (await nearestPackage(folder, packages)) ?? folder);
  return outermost([...roots]);
}

/** The repositories that some folders are in; a folder in none stands for itself. */
export async function repositoriesOf(folders: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(folders.map(async (folder) => (await repositoryOf(folder)) ?? folder));
  return outermost([...new Set(found)]);
}

function outermost(folders: readonly string[]): readonly string[] {
  return folders.filter((folder) => !folders.some((other) => other !== folder && isWithin(other, folder)));
}

async function repositoryOf(folder: string, known?: KnownRepositories): Promise<string | undefined> {
  const repository = await findRepository(folder, known);
  return repository === undefined || isShared(repository) ? undefined : repository;
}

/** @param known What was found for other folders; is added to. */
function nearestPackage(
  folder: string,
  known: Map<string, Promise<string | undefined>>,
): Promise<string | undefined> {
  const found = known.get(folder) ?? searchUpwards(folder, known);
  known.set(folder, found);
  return found;
}

async function searchUpwards(
  folder: string,
  known: Map<string, Promise<string | undefined>>,
): Promise<string | undefined> {
  if (isShared(folder)) return undefined;
  if (await isFile(path.join(folder, 'package.json'))) return folder;
  return await nearestPackage(path.dirname(folder), known);
}

/** Folders that hold many things: what makes a project of others is left over there, or is about settings of the user. */
function isShared(folder: string): boolean {
  return path.dirname(folder) === folder || folder === homedir() || folder === tmpdir();
}

async function isFile(file: string): Promise<boolean> {
  const status = await statusOf(file).catch(() => undefined);
  return status?.isFile() === true;
}
