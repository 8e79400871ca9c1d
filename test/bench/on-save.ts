import { fork } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
  type CodeAction,
} from 'vscode-languageserver/node';
import { repoRoot } from '../host/paths.ts';
import { table } from '../tools/markdown.ts';
import { median } from './median.ts';
import { publish } from './page.ts';

/*
 * How long a save waits for our conversions: the packed server is asked for the fix-all action of a file of 1,000 lines
 * and for its edit, as editors do on save. The file is in a project that TypeScript checks, so that every edit is proved.
 * Once the save comes right after a change, when it may go on without its conversions, once after the text has rested for a
 * second. Both are to be within the budget.
 * `-- --write` puts the figures into docs/performance.md.
 */

const budgetMs = 100;
const runs = 10;
const lines = 1000;
const restMs = 1000;

/** A file of 1,000 lines that holds some calls to convert. */
function fileWith(calls: number): string {
  const functions = Array.from({ length: lines / 5 }, (_, index) =>
    [
      `export async function load${index}(name: string): Promise<string> {`,
      index < calls
        ? `  const text = readFileSync(name + '${index}', 'utf8');`
        : `  const text = await Promise.resolve(name + '${index}');`,
      '  return text.trim();',
      '}',
      '',
    ].join('\n'),
  );
  return [`import { readFileSync } from 'node:fs';`, ...functions].join('\n');
}

/** What a save costs: how long it waits, and the processor time of the server, in milliseconds. */
interface Save {
  readonly wall: number;
  readonly cpu: number;
  /** The save did not go on without its conversions. */
  readonly isConverted: boolean;
}

interface Case {
  readonly calls: number;
  /** How long nobody types before the save. */
  readonly restMs: number;
}

async function measure(folder: string, { calls, restMs: rest }: Case): Promise<readonly Save[]> {
  const child = fork(path.join(repoRoot, 'dist', 'server.js'), ['--node-ipc'], { execArgv: [] });
  const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  connection.listen();
  try {
    await connection.sendRequest(InitializeRequest.method, {
      processId: process.pid,
      workspaceFolders: [{ uri: pathToFileURL(folder).toString(), name: 'project' }],
      capabilities: { workspace: { workspaceEdit: { documentChanges: true } } },
      initializationOptions: { convertsOnSave: true },
    });
    await connection.sendNotification(InitializedNotification.type, {});
    const uri = pathToFileURL(path.join(folder, 'file.ts')).toString();
    const text = fileWith(calls);
    const textDocument = { uri, languageId: 'typescript', version: 1, text };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    // Before anybody saves, parser and type checker were loaded.
    await delay(8000);
    const saves: Save[] = [];
    for (let run = 0; run <= runs; run++) {
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: run + 2 },
        contentChanges: [{ text: `${text}// ${run}\n` }],
      });
      if (rest > 0) {
        await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
        await delay(rest);
      }
      const used = await processorTime(child.pid);
      const begun = performance.now();
      const actions = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: lines + 2, character: 0 } },
        context: {
          diagnostics: [],
          only: ['source.fixAll.unblock'],
          triggerKind: CodeActionTriggerKind.Automatic,
        },
      });
      const action = actions?.find((candidate): candidate is CodeAction => 'kind' in candidate);
      if (action !== undefined && calls === 0) throw new Error('the file has other findings than were meant');
      const resolved = action && (await connection.sendRequest(CodeActionResolveRequest.type, action));
      const wall = performance.now() - begun;
      const cpu = (await processorTime(child.pid)) - used;
      const save = { wall, cpu, isConverted: resolved?.edit !== undefined };
      // What the save did not wait for must not hold up the next one.
      await delay(500);
      // The first one is not counted: it meets code that has not run yet.
      if (run > 0) saves.push(save);
    }
    return saves;
  } finally {
    connection.dispose();
    child.kill();
  }
}

/** The processor time that a process has used so far, all threads together, in milliseconds; NaN where none is told. */
async function processorTime(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid ?? 0}/stat`, 'utf8').catch(() => '');
  // After the name, which may hold anything: fields 14 and 15 of all, in hundredths of a second.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** A folder that TypeScript checks, with the declarations of Node. */
async function project(): Promise<string> {
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), 'unblock-on-save-'));
  const compilerOptions = {
    strict: true,
    module: 'nodenext',
    target: 'es2023',
    noEmit: true,
    types: ['node'],
  };
  await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(path.join(folder, 'file.ts'), fileWith(0));
  await mkdir(path.join(folder, 'node_modules', '@types'), { recursive: true });
  const types = path.join('node_modules', '@types', 'node');
  await symlink(path.join(repoRoot, types), path.join(folder, types), 'junction');
  return folder;
}

/** Measures, and says whether that is within the budget. */
export async function measureSaves(): Promise<boolean> {
  const folder = await project();
  let isOver = false;
  const rows: string[][] = [];
  try {
    for (const rest of [0, restMs])
      for (const calls of [0, 1, 10]) {
        const saves = await measure(folder, { calls, restMs: rest });
        const wall = median(saves.map((save) => save.wall));
        const cpu = saves.reduce((sum, save) => sum + save.cpu, 0) / saves.length;
        isOver ||= wall > budgetMs;
        const converted = saves.filter(({ isConverted }) => isConverted).length;
        rows.push([
          rest === 0 ? 'right after a change' : 'after a second',
          String(calls),
          `${wall.toFixed(0)} ms`,
          `${cpu.toFixed(0)} ms`,
          calls === 0 ? '' : `${converted} of ${saves.length}`,
        ]);
      }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await publish({
    'on save': table(['save', 'calls to convert', 'waits', 'processor', 'converted at once'], rows),
  });
  if (isOver) console.error(`over the budget of ${budgetMs} ms`);
  return !isOver;
}
