import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import path from 'node:path';

/** What a program has used: times in milliseconds, of the processor over all threads; the most memory in megabytes. */
export interface Usage {
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
}

/** A run with what the program printed. */
export interface Run extends Usage {
  readonly output: string;
}

const preload = path.join(import.meta.dirname, 'usage.cjs');

/**
 * Runs a program in a Node process of its own to its end.
 *
 * @throws Error when it ends by a signal or with a status that is not among `statuses`.
 */
export async function measure(
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly statuses?: readonly number[];
  },
): Promise<Run> {
  const { cwd, env = {}, statuses = [0] } = options;
  const begun = performance.now();
  const child = spawn(process.execPath, ['--require', preload, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const [status, output, usage] = await Promise.all([
    ended,
    text(child.stdout as Readable),
    text(child.stdio[3] as Readable),
  ]);
  if (status === null || !statuses.includes(status))
    throw new Error(`${args.join(' ')} ended with status ${String(status)}`);
  const { cpu, memory } = JSON.parse(usage) as { cpu: number; memory: number };
  return { wall: performance.now() - begun, cpu, memory, output };
}

/** The run in the middle by processor time of several ones. */
export async function middleOf(times: number, run: () => Promise<Run>): Promise<Run> {
  const runs: Run[] = [];
  for (let count = 0; count < times; count++) runs.push(await run());
  runs.sort((a, b) => a.cpu - b.cpu);
  const middle = runs[Math.floor(times / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
