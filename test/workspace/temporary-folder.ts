import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Content of a file, or `{ linkTo }` for a symbolic link to a path relative to the link. */
export type Entry = string | Buffer | { readonly linkTo: string };

/** A folder that is removed after the test. */
export interface TemporaryFolder {
  readonly path: string;
  /** The absolute path of a place in it. */
  at(relative: string): string;
  /** Writes files by their relative paths; a path that ends in a slash makes a folder. */
  write(entries: Readonly<Record<string, Entry>>): Promise<void>;
}

const made: string[] = [];

/** Makes an empty folder; `removeTemporaryFolders` has to be called after the test. */
export async function temporaryFolder(
  entries: Readonly<Record<string, Entry>> = {},
): Promise<TemporaryFolder> {
  const root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'unblock-test-')));
  made.push(root);
  const folder: TemporaryFolder = {
    path: root,
    at: (relative) => path.join(root, relative),
    write: async (more) => {
      for (const [name, entry] of Object.entries(more)) await writeEntry(path.join(root, name), name, entry);
    },
  };
  await folder.write(entries);
  return folder;
}

/** Removes what `temporaryFolder` made. For `afterEach`. */
export async function removeTemporaryFolders(): Promise<void> {
  await Promise.all(made.splice(0).map((root) => rm(root, { recursive: true, force: true })));
}

async function writeEntry(absolute: string, name: string, entry: Entry): Promise<void> {
  if (name.endsWith('/')) {
    await mkdir(absolute, { recursive: true });
    return;
  }
  await mkdir(path.dirname(absolute), { recursive: true });
  if (typeof entry === 'string' || Buffer.isBuffer(entry)) await writeFile(absolute, entry);
  else await symlink(entry.linkTo, absolute);
}
