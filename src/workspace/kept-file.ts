import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file that only saves time: all of it or nothing. Where it cannot be written, nobody has to know.
 */
export async function keepFile(file: string, text: string | Iterable<string>): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await removeLeftovers(file);
    await writeFile(temporary, text);
    await rename(temporary, file);
  } catch {
    // A full disk or a read-only home costs the saving of time, nothing else.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** What is left of a write that was cut off is this old, in milliseconds; a younger one may still go on. */
const leftoverMs = 3_600_000;

async function removeLeftovers(file: string): Promise<void> {
  const folder = path.dirname(file);
  const begin = `${path.basename(file)}.`;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(begin) || !name.endsWith('.tmp')) continue;
    const leftover = path.join(folder, name);
    if (Date.now() - (await stat(leftover)).mtimeMs > leftoverMs) await rm(leftover, { force: true });
  }
}
