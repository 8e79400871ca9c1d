import { constants } from 'node:fs';
import { access, open, readFile, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

import { errorCode } from './system-error.ts';
import { encodeText, type TextFile } from './text-file.ts';

/** The file is no longer what was read, so a text made from it must not replace it. */
export class FileChangedError extends Error {
  override readonly name = 'FileChangedError';

  constructor() {
    super('was changed by another program in the meantime');
  }
}

let written = 0;

/**
 * Replaces a file's text, completely or not at all: the bytes go to a temporary file in the same folder, which is then
 * renamed. Encoding, byte-order mark and mode stay; a symbolic link stays and its target is written.
 * @throws FileChangedError when the file differs from what was read.
 */
export async function replaceText(file: TextFile, text: string): Promise<void> {
  const target = await realpath(file.path);
  // Renaming needs no right to write the file itself, but a read-only file is meant to stay as it is.
  await access(target, constants.W_OK);
  const { mode, uid, gid } = await stat(target);

  const temporary = path.join(path.dirname(target), `.unblock-${process.pid}-${++written}.tmp`);
  const handle = await open(temporary, 'wx', mode);
  try {
    await writeThrough(handle, encodeText(file, text), { mode, uid, gid });
    // As late as possible, so that little time is left for another program to write in between.
    if (!(await readFile(target)).equals(encodeText(file))) throw new FileChangedError();
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

interface Ownership {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

async function writeThrough(handle: FileHandle, bytes: Buffer, owner: Ownership): Promise<void> {
  try {
    await handle.writeFile(bytes);
    await keepOwner(handle, owner);
    // After `chown`, which may clear bits of the mode, and regardless of the umask that `open` applied.
    await handle.chmod(owner.mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function keepOwner(handle: FileHandle, { uid, gid }: Ownership): Promise<void> {
  try {
    await handle.chown(uid, gid);
  } catch (error) {
    // Only a privileged user can give files away; for all others the file is their own anyway, or its folder is.
    if (!['EPERM', 'EINVAL', 'ENOSYS'].includes(errorCode(error) ?? '')) throw error;
  }
}
