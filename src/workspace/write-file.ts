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
  await swapIn(target, encodeText(file, text), await stat(target), async () => {
    if (!(await readFile(target)).equals(encodeText(file))) throw new FileChangedError();
  });
}

/**
 * Writes a file that holds nothing but this text, as UTF-8, completely or not at all. It need not exist before; its folder
 * must.
 */
export async function writeText(file: string, text: string): Promise<void> {
  const target = await realpathIfThere(file);
  const owner = target === undefined ? undefined : await stat(target);
  await swapIn(target ?? file, Buffer.from(text), owner);
}

async function realpathIfThere(file: string): Promise<string | undefined> {
  try {
    return await realpath(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a temporary file beside the target and renames it; `check` may still say no, by throwing. */
async function swapIn(
  target: string,
  bytes: Buffer,
  owner: Ownership | undefined,
  check?: () => Promise<void>,
): Promise<void> {
  const temporary = path.join(path.dirname(target), `.unblock-${process.pid}-${++written}.tmp`);
  const handle = await open(temporary, 'wx', owner?.mode);
  try {
    await writeThrough(handle, bytes, owner);
    // As late as possible, so that little time is left for another program to write in between.
    await check?.();
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

async function writeThrough(handle: FileHandle, bytes: Buffer, owner: Ownership | undefined): Promise<void> {
  try {
    await handle.writeFile(bytes);
    if (owner !== undefined) {
      await keepOwner(handle, owner);
      // After `chown`, which may clear bits of the mode, and regardless of the umask that `open` applied.
      await handle.chmod(owner.mode);
    }
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
