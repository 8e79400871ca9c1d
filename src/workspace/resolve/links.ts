import path from 'node:path';
import { targetOf } from '../disk/looks.ts';
import type { Directories } from './directories.ts';

/**
 * The true path of a file that was found by way of symbolic links, so that each file has one name. What both paths have
 * in common stays as it is written, links or not: that is how the project's files are called.
 */
export async function withoutLinks(disk: Directories, from: string, file: string): Promise<string> {
  const common = commonFolder(from, file);
  const names = path.relative(common, file).split(path.sep);
  let folder = common;
  for (const name of names) {
    if (await disk.isLink(path.join(folder, name))) return await trueName(common, file);
    folder = path.join(folder, name);
  }
  return file;
}

async function trueName(common: string, file: string): Promise<string> {
  try {
    const [base, real] = await Promise.all([targetOf(common), targetOf(file)]);
    const below = path.relative(base, real);
    return below.startsWith('..') || path.isAbsolute(below) ? real : path.join(common, below);
  } catch {
    // It vanished meanwhile.
    return file;
  }
}

function commonFolder(a: string, b: string): string {
  let folder = path.dirname(b);
  while (folder !== a && !a.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep)) {
    const above = path.dirname(folder);
    if (above === folder) break;
    folder = above;
  }
  return folder;
}
