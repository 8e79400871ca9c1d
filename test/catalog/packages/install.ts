import { createHash } from 'node:crypto';
import { copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { cachedPart } from '../../host/packages.ts';
import { runToEnd } from '../../host/process.ts';

const manifests = ['package.json', 'package-lock.json'].map((name) => path.join(import.meta.dirname, name));

/**
 * A folder with the pinned packages, installed when it is first asked for. Only their declarations are read: nothing of
 * theirs is run, and what is large (binaries for each platform) is left out.
 */
export async function installedPackages(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of manifests) hash.update(await readFile(file));
  return await cachedPart(`catalog-packages-${hash.digest('hex').slice(0, 16)}`, async (folder) => {
    for (const file of manifests) await copyFile(file, path.join(folder, path.basename(file)));
    const shell = process.platform === 'win32' ? { shell: true } : {};
    // Not `npm ci`: that insists on the binaries for other platforms, which not every registry has.
    const flags = [
      '--no-save',
      '--ignore-scripts',
      '--omit=optional',
      '--legacy-peer-deps',
      '--no-audit',
      '--no-fund',
    ];
    await runToEnd('npm', ['install', ...flags], { cwd: folder, ...shell });
  });
}
