import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Options of {@link runToEnd}. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command and returns what it printed; an exit code other than 0 is an error that carries its output. */
export async function runToEnd(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await exitOf(child);
  if (code !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} ended with ${code}\n${stdout.slice(-2000)}${stderr.slice(-4000)}`,
    );
  }
  return stdout;
}

/** Waits for a child process; resolves to its exit code, or the name of the signal that ended it. */
export async function exitOf(child: ChildProcess): Promise<number | string> {
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve(code ?? signal ?? 'no exit code');
    });
  });
}

/**
 * Ends a process group that this program started with `detached: true`: politely, then by force.
 * It knows the group by its leader's id, so nothing that was started elsewhere can be hit.
 */
export async function stopGroup(leader: ChildProcess, patienceMs = 5000): Promise<void> {
  if (leader.pid === undefined) return;
  const running = leader.exitCode === null && leader.signalCode === null;
  const gone = running
    ? new Promise<void>((resolve) =>
        leader.once('exit', () => {
          resolve();
        }),
      )
    : Promise.resolve();
  signalGroup(leader.pid, 'SIGTERM');
  await Promise.race([gone, delay(patienceMs, undefined, { ref: false })]);
  // Also when the leader is gone: its children (the extension host) may outlive it.
  signalGroup(leader.pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // The group is gone, which is what was asked for.
  }
}

/** The first of some commands that is found on PATH, as a full path. */
export function findOnPath(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  for (const name of names) {
    for (const folder of folders) {
      for (const ending of endings) {
        const file = path.join(folder, name + ending);
        try {
          accessSync(file, constants.X_OK);
          return file;
        } catch {
          // Not here: go on looking.
        }
      }
    }
  }
  return undefined;
}
