import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Defer } from './cleanup.ts';
import { runToEnd, stopGroup } from './process.ts';
import type { ServerFiles } from './setup.ts';

/** How to start a server. */
export interface ServerOptions {
  readonly profile: Profile;
  /** Added to the environment of the server, and so of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** The port to listen on; a free one when left out. */
  readonly port?: number;
  /** Receives what the server prints. */
  readonly onOutput?: (text: string) => void;
}

/** A running server. */
export interface RunningServer {
  /** Host name and port. */
  readonly authority: string;
  /** Resolves when the server has ended by itself or was stopped. */
  readonly ended: Promise<void>;
}

/** A profile of its own: settings, extensions and state that are thrown away afterwards. */
export interface Profile {
  readonly folder: string;
  readonly userData: string;
  readonly extensions: string;
}

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'npm.fetchOnlinePackageInfo': false,
  'window.confirmBeforeClose': 'never',
};

/** Makes an empty profile with settings that keep VS Code quiet, plus the given ones. */
export async function makeProfile(
  defer: Defer,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Profile> {
  // The resolved path, because extensions are reported under it (on macOS the temporary folder is a link). It is
  // short on purpose: VS Code puts a socket into the user data folder, and a socket's path has some 100 characters.
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), 'unblock-'));
  defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const profile = { folder, userData: path.join(folder, 'data'), extensions: path.join(folder, 'exts') };
  await mkdir(path.join(profile.userData, 'User'), { recursive: true });
  await mkdir(profile.extensions);
  await writeFile(
    path.join(profile.userData, 'User', 'settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }, undefined, 2),
  );
  return profile;
}

/** Installs a packed extension into a profile. */
export async function installVsix(files: ServerFiles, profile: Profile, vsix: string): Promise<void> {
  const args = [...serverArguments(files, profile), '--install-extension', path.resolve(vsix)];
  await runToEnd(files.node, args, { env: serverEnvironment() });
}

/** Starts a server on the loopback interface and waits until it listens. */
export async function startServer(
  files: ServerFiles,
  options: ServerOptions,
  defer: Defer,
): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  const args = [
    ...serverArguments(files, options.profile),
    ...['--host', '127.0.0.1', '--port', String(port)],
    '--without-connection-token',
    '--disable-telemetry',
    '--disable-experiments',
    '--disable-workspace-trust',
    '--disable-update-check',
    '--disable-getting-started-override',
    // Without it a released VS Code ignores the extension under development that the page's address names.
    '--enable-smoke-test-driver',
  ];
  const server = spawn(files.node, args, {
    env: { ...serverEnvironment(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // a group of its own, so that the extension hosts below it can be ended with it
  });
  defer(() => stopGroup(server));
  const ended = new Promise<void>((resolve) => {
    server.once('close', () => {
      resolve();
    });
  });
  await untilListening(server, options.onOutput);
  return { authority: `127.0.0.1:${port}`, ended };
}

function serverArguments(files: ServerFiles, profile: Profile): string[] {
  return [
    files.serverMain,
    '--accept-server-license-terms',
    ...['--server-data-dir', profile.folder],
    ...['--user-data-dir', profile.userData],
    ...['--extensions-dir', profile.extensions],
  ];
}

function serverEnvironment(): NodeJS.ProcessEnv {
  // No gallery: nothing is looked up on the network. And nothing of the Node that runs this script is inherited, such
  // as a loader for TypeScript in NODE_OPTIONS.
  return { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', NODE_OPTIONS: '' };
}

async function untilListening(server: ChildProcess, onOutput: ServerOptions['onOutput']): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let log = '';
    const listen = (text: string) => {
      log = (log + text).slice(-10_000);
      onOutput?.(text);
      if (log.includes('Extension host agent listening')) resolve();
    };
    server.stdout?.setEncoding('utf8').on('data', listen);
    server.stderr?.setEncoding('utf8').on('data', listen);
    server.once('error', reject);
    server.once('exit', (code, signal) => {
      reject(new Error(`The VS Code server ended with ${code ?? signal ?? 'no exit code'}\n${log}`));
    });
    setTimeout(() => {
      reject(new Error(`The VS Code server did not listen within 60 s\n${log}`));
    }, 60_000).unref();
  });
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}
