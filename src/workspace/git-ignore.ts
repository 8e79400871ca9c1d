import path from 'node:path';
import ignore, { type Ignore } from 'ignore';

import { isThere, textOf } from './disk/looks.ts';
import { isWithin, relativePath } from './paths.ts';
import { errorCode } from './system-error.ts';

/** The rules of one `.gitignore`, for what lies below its folder. */
interface IgnoreFile {
  readonly folder: string;
  readonly lines: readonly string[];
  readonly rules: Ignore;
  /** The rules without those that ignore a folder, by that folder. */
  readonly rulesInside: Map<string, Ignore>;
}

/** The ignore files that apply in a folder, outermost first. */
export type IgnoreFiles = readonly IgnoreFile[];

/** Repositories by the folders that were looked at on the way to them. */
export type KnownRepositories = Map<string, Promise<string | undefined>>;

/**
 * The nearest folder upwards that git keeps a repository in, or undefined when there is none.
 *
 * @param known What was found for other folders; is added to.
 */
export function findRepository(
  folder: string,
  known: KnownRepositories = new Map(),
): Promise<string | undefined> {
  const found = known.get(folder) ?? searchUpwards(folder, known);
  known.set(folder, found);
  return found;
}

async function searchUpwards(folder: string, known: KnownRepositories): Promise<string | undefined> {
  if (await isThere(path.join(folder, '.git'))) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : await findRepository(parent, known);
}

/** The ignore files that apply in a folder, from the root of its repository down to the folder itself. */
export async function ignoreFilesOf(folder: string, repository: string | undefined): Promise<IgnoreFiles> {
  const folders = [folder];
  if (repository !== undefined && isWithin(repository, folder)) {
    for (let current = folder; current !== repository; current = path.dirname(current)) {
      folders.unshift(path.dirname(current));
    }
  }
  let files: IgnoreFiles = [];
  for (const current of folders) files = await withIgnoreFile(files, current);
  return files;
}

/** Adds the ignore file of one more folder, if it has one. One that cannot be read counts as missing, as for git. */
export async function withIgnoreFile(outer: IgnoreFiles, folder: string): Promise<IgnoreFiles> {
  let text: string;
  try {
    text = await textOf(path.join(folder, '.gitignore'));
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return outer;
  }
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return [...outer, { folder, lines, rules: createRules(lines), rulesInside: new Map() }];
}

/** Whether git ignores an entry, given that it ignores none of the folders around it. */
export function isIgnored(files: IgnoreFiles, absolute: string, isFolder: boolean): boolean {
  // The innermost file that has a rule for the entry decides.
  for (const file of files.toReversed()) {
    const relative = relativePath(file.folder, absolute);
    if (relative === '') continue;
    const { ignored, unignored } = rulesFor(file, relative).test(isFolder ? `${relative}/` : relative);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/**
 * The rules that count for an entry. One that ignores the folder it is in has no say: an inner ignore file has taken that
 * folder back in, or the user named it.
 */
function rulesFor(file: IgnoreFile, relative: string): Ignore {
  const parent = `${path.posix.dirname(relative)}/`;
  if (parent === './' || !file.rules.ignores(parent)) return file.rules;
  let rules = file.rulesInside.get(parent);
  if (rules === undefined) {
    rules = createRules(file.lines.filter((line) => !createRules([line]).ignores(parent)));
    file.rulesInside.set(parent, rules);
  }
  return rules;
}

function createRules(lines: readonly string[]): Ignore {
  // Git compares names as the file system does.
  const ignorecase = process.platform === 'win32' || process.platform === 'darwin';
  return ignore({ ignorecase }).add(lines);
}
