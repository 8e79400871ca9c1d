import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { exitOf } from '../../host/process.ts';

/** What a command came to. */
export interface CommandResult {
  readonly status: number | string;
  /** Both streams, without colours. */
  readonly output: string;
}

/** Runs a shell command. */
export async function runShell(command: string, cwd: string): Promise<CommandResult> {
  const env = { ...process.env, CI: '1', FORCE_COLOR: '0', NODE_OPTIONS: undefined };
  const child = spawn(command, { cwd, shell: true, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const status = await exitOf(child);
  return { status, output: stripVTControlCharacters(output) };
}

/** The command that checks the types of a project by its own compiler; undefined where it has none. */
export async function typeCheckCommand(folder: string): Promise<string | undefined> {
  const config = path.join(folder, 'tsconfig.json');
  const compiler = path.join(folder, 'node_modules', '.bin', 'tsc');
  try {
    await access(config);
    await access(compiler);
  } catch {
    return undefined;
  }
  return 'node_modules/.bin/tsc --noEmit --pretty false -p tsconfig.json';
}

/** Type errors in the output of a compiler, each without its place in the file. */
export function typeErrors({ output }: CommandResult): readonly string[] {
  const pattern = /^(\S.*?)[(:]\d+[,:]\d+\)?(?::| -) error (TS\d+): (.*)$/gm;
  return [...output.matchAll(pattern)].map(([, file = '', code = '', message = '']) =>
    [file, code, message].join(' '),
  );
}

/** What is in the second list more often than in the first. */
export function added(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const item of before) left.set(item, (left.get(item) ?? 0) + 1);
  return after.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}
