import path from 'node:path';

/** A path with forward slashes, as globs, ignore files and reports have it. */
export function toSlashes(text: string): string {
  return path.sep === '/' ? text : text.replaceAll(path.sep, '/');
}

/** The way from a folder to a path, with forward slashes; empty when they are the same. */
export function relativePath(folder: string, absolute: string): string {
  return toSlashes(path.relative(folder, absolute));
}

/** Whether a path lies in a folder or is that folder. */
export function isWithin(folder: string, absolute: string): boolean {
  const relative = path.relative(folder, absolute);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** Order by code units: the same on every machine, whatever its language. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
