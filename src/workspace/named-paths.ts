import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';

import { statusOf, targetOf } from './disk/looks.ts';
import { compileGlob, isGlob, type PathTest } from './glob.ts';
import { describeError, errorCode, isSystemError } from './system-error.ts';

/** A path that the user named cannot be used. The message is one clear line. */
export class PathError extends Error {
  override readonly name = 'PathError';
}

/** A file that the user named. */
export interface NamedFile {
  readonly kind: 'file';
  readonly path: string;
  readonly realPath: string;
}

/** A folder to look in: named itself, or by a glob. */
export interface NamedFolder {
  readonly kind: 'folder';
  readonly path: string;
  readonly realPath: string;
  readonly depth: number;
  /** Which of its files are meant; all, when a folder was named. */
  readonly matches: PathTest;
  /** The glob as it was written, if there was one: it has to match something. */
  readonly glob?: string;
}

/** Finds out what a command-line argument names: a file, a folder, or files by a glob. */
export async function resolveNamed(text: string, cwd: string): Promise<NamedFile | NamedFolder> {
  if (text === '') throw new PathError('An empty path names no file.');
  const absolute = path.resolve(cwd, text);
  try {
    return await resolvePath(absolute);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    // Names such as `[id].ts` are files first, and globs only if there is no such file.
    if (errorCode(error) === 'ENOENT' && isGlob(text)) return await resolveGlob(text, cwd);
    throw new PathError(`Cannot read ${text}: ${describeError(error)}.`);
  }
}

async function resolvePath(absolute: string): Promise<NamedFile | NamedFolder> {
  const status = await statusOf(absolute);
  await access(absolute, constants.R_OK);
  const realPath = await targetOf(absolute);
  if (status.isFile()) return { kind: 'file', path: absolute, realPath };
  if (status.isDirectory()) {
    return { kind: 'folder', path: absolute, realPath, depth: Infinity, matches: () => true };
  }
  throw new PathError(`Cannot read ${absolute}: neither a file nor a folder.`);
}

async function resolveGlob(text: string, cwd: string): Promise<NamedFolder> {
  const { folder, depth, matches } = compileGlob(text, cwd);
  try {
    return { kind: 'folder', path: folder, realPath: await targetOf(folder), depth, matches, glob: text };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw noMatch(text);
  }
}

/** The error for a glob that names nothing. */
export function noMatch(glob: string): PathError {
  return new PathError(`No file matches ${glob}.`);
}
