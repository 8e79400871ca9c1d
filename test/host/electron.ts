import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  downloadAndUnzipVSCode,
  resolveCliArgsFromVSCodeExecutablePath,
  SilentReporter,
} from '@vscode/test-electron';
import { withCleanup, type Defer } from './cleanup.ts';
import { driverEnvironment, withinTime, type Session, type TestHost } from './host.ts';
import { cacheRoot } from './paths.ts';
import { exitOf, findOnPath, runToEnd, stopGroup } from './process.ts';
import { makeProfile, type Profile } from './server.ts';

/** A desktop VS Code on this machine. */
export interface Desktop {
  /** The command and its first arguments that open a window. */
  readonly window: readonly string[];
  /** The command line tool: installs extensions, tells the version. */
  readonly cli: string;
  readonly version: string;
}

/** Whether a window would be seen by somebody. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

/**
 * Downloads a VS Code, or takes the one that was downloaded before.
 *
 * @param version - As `@vscode/test-electron` takes it: `stable`, or a number.
 * @throws When there is no way to its download host, or when it cannot run here.
 */
export async function downloadDesktop(version: string): Promise<Desktop> {
  const wrapper = hasDisplay() ? [] : [virtualDisplay()];
  const executable = await downloadAndUnzipVSCode({
    version,
    cachePath: cacheRoot,
    reporter: new SilentReporter(),
    timeout: 8000, // without any data: a closed network must not hold up the run for long
  });
  const [cli] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  if (cli === undefined) throw new Error(`${executable} has no command line tool`);
  const window = wrapper.flatMap((command) => [command, '-a']).concat(executable);
  return { window, cli, version: await versionOf(cli) };
}

/** The desktop VS Code that is installed on this machine, if any. */
export async function installedDesktop(): Promise<Desktop | undefined> {
  const cli = findOnPath('code', 'code-insiders', 'codium');
  if (cli === undefined) return undefined;
  try {
    return { window: [cli, '--wait'], cli, version: await versionOf(cli) };
  } catch {
    return undefined; // such as the `code` that only works inside of a remote window's terminal
  }
}

/** A downloaded desktop VS Code, run by the means of its own test support. */
export async function desktopHost(version: string): Promise<TestHost> {
  const desktop = await downloadDesktop(version);
  return {
    describe: (seen) => `VS Code ${seen} desktop (test-electron)`,
    run: (session) => runSession(desktop, session),
  };
}

async function runSession(desktop: Desktop, session: Session): Promise<number> {
  return await withCleanup(async (defer) => {
    const profile = await makeProfile(defer, session.settings);
    const install = [...profileArguments(profile), '--install-extension', session.vsix, '--force'];
    await runToEnd(desktop.cli, install, { env: desktopEnvironment() });
    const args = [
      session.workspace,
      `--extensionDevelopmentPath=${session.driver}`,
      `--extensionTestsPath=${path.join(session.driver, 'index')}`,
      ...profileArguments(profile),
      '--disable-gpu',
      '--disable-gpu-sandbox',
      // Counts where a language pack is at hand.
      ...(session.language === undefined ? [] : [`--locale=${session.language}`]),
    ];
    const env = driverEnvironment(session, profile.extensions);
    const window = openWindow(desktop, args, env, session.onOutput, defer);
    const code = await withinTime(window, session);
    return typeof code === 'number' ? code : 1;
  });
}

/** The arguments that keep a window away from the user's own settings and extensions. */
export function profileArguments(profile: Profile): string[] {
  return [
    `--user-data-dir=${profile.userData}`,
    `--extensions-dir=${profile.extensions}`,
    '--no-sandbox', // needed as root and in containers
    '--disable-workspace-trust',
    '--disable-updates',
    '--disable-telemetry',
    '--skip-welcome',
    '--skip-release-notes',
  ];
}

/** Opens a window; resolves to its exit code when it is closed. */
export async function openWindow(
  desktop: Desktop,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  onOutput: (line: string) => void,
  defer: Defer,
): Promise<number | string> {
  const [command = '', ...first] = desktop.window;
  const windows = process.platform === 'win32';
  const shell = windows && command.endsWith('.cmd');
  const quote = (text: string) => (shell ? `"${text}"` : text);
  const child = spawn(quote(command), [...first, ...args].map(quote), {
    env: { ...desktopEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !windows, // a group of its own, so that the processes below it can be ended with it
    shell,
  });
  defer(() => stopGroup(child));
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (line.trim() !== '') onOutput(line);
    });
  }
  const code = await exitOf(child);
  await delay(100); // the last of what a window writes to its profile
  return code;
}

function virtualDisplay(): string {
  const command = findOnPath('xvfb-run');
  if (command === undefined) throw new Error('there is no display, and no xvfb-run');
  return command;
}

async function versionOf(cli: string): Promise<string> {
  const output = await runToEnd(
    cli,
    ['--version', '--no-sandbox', `--user-data-dir=${path.join(cacheRoot, 'version')}`],
    {
      env: desktopEnvironment(),
    },
  );
  const version = /^\d+\.\d+\.\d+\S*/.exec(output)?.[0];
  if (version === undefined) throw new Error(`${cli} tells no version`);
  return version;
}

/** The environment without what a VS Code around this program, or npm, would pass on to the one it starts. */
function desktopEnvironment(): NodeJS.ProcessEnv {
  const passedOn = /^(VSCODE_|ELECTRON_RUN_AS_NODE$|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !passedOn.test(key)));
}
