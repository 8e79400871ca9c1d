import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import { closeEverything, until, workspaceFolder, writeFile } from './support.ts';

const helper = `import { readFileSync } from 'node:fs';

export const load = (): string => readFileSync('a', 'utf8');
`;

const caller = `import { existsSync } from 'node:fs';
import { load } from './task-helper.js';

export async function start() {
  return existsSync('b') && load();
}
`;

/** Runs what a task runs, without a terminal: the VS Code that the tests use may have none. */
async function outputOf({ execution }: vscode.Task): Promise<string> {
  assert.ok(execution instanceof vscode.ProcessExecution);
  const { process: program, args, options } = execution;
  return await new Promise((resolve) => {
    const env = { ...process.env, ...options?.env };
    // The status is 1 when something is found.
    execFile(program, args, { cwd: options?.cwd, env }, (_error, stdout) => {
      resolve(stdout);
    });
  });
}

/** A task that prints this, and whose output VS Code reads with our problem matcher. */
function printing(output: string): vscode.Task {
  const execution = new vscode.CustomExecution(() => {
    const written = new vscode.EventEmitter<string>();
    const closed = new vscode.EventEmitter<number>();
    return Promise.resolve({
      onDidWrite: written.event,
      onDidClose: closed.event,
      open: () => {
        written.fire(output.replaceAll('\n', '\r\n'));
        closed.fire(1);
      },
      close: () => undefined,
    });
  });
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return new vscode.Task({ type: 'printing' }, folder, 'print', 'tests', execution, '$unblock');
}

describe('the task', () => {
  afterEach(closeEverything);

  it('checks the folder, and its findings become problems', async () => {
    await writeFile('task-helper.ts', helper);
    const uri = await writeFile('task-caller.ts', caller);
    const [task] = await vscode.tasks.fetchTasks({ type: 'unblock' });
    assert.ok(task);
    assert.deepEqual([task.name, task.source, task.problemMatchers], ['check', 'unblock', ['$unblock']]);
    const output = await outputOf(task);
    assert.match(
      output,
      /task-caller\.ts:5:10 information .*\n.*task-caller\.ts:5:29 warning .*\n {4}→ task-helper/,
    );

    await vscode.tasks.executeTask(printing(output));
    const problems = await until('the problems are there', () => {
      const found = vscode.languages.getDiagnostics(uri);
      return found.length === 2 ? found : undefined;
    });
    const { Information, Warning } = vscode.DiagnosticSeverity;
    assert.deepEqual(
      problems
        .map(({ range, severity, code, source }) => [
          range.start.line,
          range.start.character,
          severity,
          code,
          source,
        ])
        .sort(),
      [
        [4, 28, Warning, 'file', 'unblock'],
        [4, 9, Information, 'file', 'unblock'],
      ],
    );
    // The lines of a chain are no problems of their own.
    const inHelper = vscode.languages.getDiagnostics(
      vscode.Uri.joinPath(workspaceFolder(), 'task-helper.ts'),
    );
    assert.deepEqual(inHelper, []);
  });

  it('takes paths, a configuration and a baseline from tasks.json', async () => {
    const configured = { paths: ['src', 'lib/*.ts'], config: 'a.json', baseline: 'b.json' };
    const tasks = [{ type: 'unblock', label: 'of the folder', ...configured }];
    const uri = await writeFile('.vscode/tasks.json', JSON.stringify({ version: '2.0.0', tasks }));
    try {
      const task = await until('the task is there', async () => {
        const all = await vscode.tasks.fetchTasks({ type: 'unblock' });
        return all.find(({ name }) => name === 'of the folder');
      });
      assert.ok(task.execution instanceof vscode.ProcessExecution);
      const [, ...args] = task.execution.args;
      assert.deepEqual(args, [
        'check',
        '--config',
        'a.json',
        '--baseline',
        'b.json',
        '--',
        'src',
        'lib/*.ts',
      ]);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });
});
