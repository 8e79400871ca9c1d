import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';

const run = promisify(execFile);
const hook = path.join(import.meta.dirname, 'runtime-hook.cjs');

/** What a program printed, on both streams, and which blocking calls it made. */
export interface Execution {
  readonly stdout: string;
  readonly stderr: string;
  readonly seen: readonly string[];
}

/** Runs a program that is a single file. What is typed for it is one line. */
export async function execute(folder: string, name: string, text: string): Promise<Execution> {
  const extension = path.extname(name);
  const file = path.join(folder, name.replace(/\.([mc])ts$/, '.$1js'));
  const isTypeScript = /ts$/.test(extension);
  const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022 };
  const code = isTypeScript
    ? ts.transpileModule(text, { fileName: name, compilerOptions: options }).outputText
    : text;
  await writeFile(file, code);
  const env = { ...process.env, UNBLOCK_PROGRAMS: folder, NODE_OPTIONS: '' };
  const running = run(process.execPath, ['--require', hook, file], { env, cwd: folder });
  running.child.stdin?.end('typed\n');
  const { stdout, stderr } = await running;
  const seen = JSON.parse(await readFile(`${file}.seen`, 'utf8')) as string[];
  return { stdout, stderr, seen };
}
