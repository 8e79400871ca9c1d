import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { findSourceMap } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import * as vscode from 'vscode';
import type { SuiteResult, TestResult } from './result.ts';

/**
 * The entry that VS Code calls in its extension host: runs the mocha suite that was bundled next to this file and
 * writes what came out to the file that the environment names.
 */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const result: SuiteResult = { finished: false, vscode: vscode.version, tests: [] };
  save(result);
  try {
    checkThatPackedExtensionRuns();
    await runMocha(result);
    result.finished = true;
  } catch (error) {
    result.error = describeError(error);
  }
  save(result);
  if (!result.finished || result.tests.some((test) => test.state === 'failed')) {
    throw new Error('the suite failed'); // becomes VS Code's exit code
  }
}

async function runMocha(result: SuiteResult): Promise<void> {
  const { default: Mocha } = await import('mocha');
  // The result file is the report, and whoever started the run prints it: the base reporter prints nothing.
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: Mocha.reporters.Base });
  mocha.addFile(path.join(__dirname, 'suite.js'));
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      resolve();
    });
    const add = (test: Mocha.Runnable, state: TestResult['state'], error?: unknown) => {
      const title = test.titlePath().join(' › ');
      const failure = error === undefined ? {} : { error: describeError(error) };
      result.tests.push({ title, state, ms: test.duration ?? 0, ...failure });
      delete result.running;
      save(result);
    };
    runner.on('test', (test) => {
      result.running = test.titlePath().join(' › ');
      save(result);
    });
    runner.on('pass', (test) => {
      add(test, 'passed');
    });
    runner.on('pending', (test) => {
      add(test, 'pending');
    });
    runner.on('fail', (test, error: unknown) => {
      add(test, 'failed', error ?? 'failed without an error');
    });
  });
}

/** Fails when what would be tested is not what was packed and installed. */
function checkThatPackedExtensionRuns(): void {
  const folder = environment('UNBLOCK_E2E_EXTENSIONS');
  const installed: unknown = JSON.parse(readFileSync(path.join(folder, 'extensions.json'), 'utf8'));
  const ids = Array.isArray(installed) ? installed.map(extensionId).filter((id) => id !== undefined) : [];
  if (ids.length === 0) throw new Error('no extension is installed');
  for (const id of ids) {
    const extension = vscode.extensions.getExtension(id);
    if (extension === undefined) throw new Error(`${id} is installed, but VS Code did not load it`);
    if (!extension.extensionPath.toLowerCase().startsWith(folder.toLowerCase())) {
      throw new Error(`${id} was loaded from ${extension.extensionPath}, not from the installed package`);
    }
  }
}

function extensionId(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null || !('identifier' in entry)) return undefined;
  const { identifier } = entry;
  if (typeof identifier !== 'object' || identifier === null || !('id' in identifier)) return undefined;
  return typeof identifier.id === 'string' ? identifier.id : undefined;
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const comparison =
    'actual' in error && 'expected' in error && !error.message.includes('\n')
      ? `\nactual: ${inspect(error.actual)}\nexpected: ${inspect(error.expected)}`
      : '';
  return `${inSources(error.stack ?? error.message)}${comparison}`;
}

/** Names the source lines in a stack; Node would by itself, had VS Code not put its own stack writer in place. */
function inSources(stack: string): string {
  const bundle = path.join(__dirname, 'suite.js');
  const map = findSourceMap(bundle);
  if (map === undefined) return stack;
  return stack.replace(/[^\s(]*suite\.js:(\d+):(\d+)/g, (position, line, column) => {
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (!('originalSource' in entry)) return position;
    const source = path.relative(process.env['UNBLOCK_E2E_ROOT'] ?? '', sourcePath(entry.originalSource));
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

function sourcePath(source: string): string {
  return source.startsWith('file:') ? fileURLToPath(source) : path.resolve(__dirname, source);
}

function save(result: SuiteResult): void {
  const file = environment('UNBLOCK_E2E_RESULT');
  // Renamed into place, so that a reader never finds half of it.
  writeFileSync(`${file}.new`, JSON.stringify(result));
  renameSync(`${file}.new`, file);
}

function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
