import { spawn, type ChildProcessByStdio } from 'node:child_process';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';

/** What a process left behind. */
export interface Outcome {
  /** Exit code, or the name of the signal that ended it. */
  readonly status: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The module to run; the one with the stand-in session, unless it is given. */
  readonly main?: string;
}

export const realMain = path.resolve('src/cli/main.ts');
const standInMain = path.resolve('test/cli/stand-in-main.ts');
const loader = pathToFileURL(require.resolve('tsx')).href;

/** Starts the command line as a child process. */
export function startCli(
  args: readonly string[],
  options: CliOptions,
): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, [`--import=${loader}`, options.main ?? standInMain, ...args], {
    cwd: options.cwd,
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the command line to its end. */
export async function runCli(args: readonly string[], options: CliOptions): Promise<Outcome> {
  const child = startCli(args, options);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return { status: await ended(child), stdout, stderr };
}

/** Waits for the end of a process and of its output. */
export async function ended(child: ReturnType<typeof startCli>): Promise<number | string> {
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve(code ?? signal ?? 'no status');
    });
  });
}
