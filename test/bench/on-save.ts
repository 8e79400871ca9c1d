import { fork } from 'node:child_process';
import path from 'node:path';
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
  type CodeAction,
} from 'vscode-languageserver/node';
import { repoRoot } from '../host/paths.ts';
import { median } from './median.ts';

/*
 * How long a save waits for our conversions: the packed server is asked for the fix-all action of a file of 1,000 lines
 * right after a change, and for its edit, as editors do on save. Fails over the budget.
 */

const budgetMs = 100;
const runs = 10;
const lines = 1000;

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

async function measure(calls: number): Promise<readonly number[]> {
  const child = fork(path.join(repoRoot, 'dist', 'server.js'), ['--node-ipc'], { execArgv: [] });
  const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  connection.listen();
  try {
    await connection.sendRequest(InitializeRequest.method, {
      processId: process.pid,
      workspaceFolders: null,
      capabilities: { workspace: { workspaceEdit: { documentChanges: true } } },
    });
    await connection.sendNotification(InitializedNotification.type, {});
    const uri = 'untitled:Untitled-1';
    const text = fileWith(calls);
    const textDocument = { uri, languageId: 'typescript', version: 1, text };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    const times: number[] = [];
    // The first one is not counted: it loads the parser, which opening the file did before anybody saves.
    for (let run = 0; run <= runs; run++) {
      await connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: run + 2 },
        contentChanges: [{ text: `${text}// ${run}\n` }],
      });
      const begun = performance.now();
      const actions = await connection.sendRequest(CodeActionRequest.type, {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: lines + 2, character: 0 } },
        context: { diagnostics: [], only: ['source.fixAll.unblock'] },
      });
      const action = actions?.find((candidate): candidate is CodeAction => 'kind' in candidate);
      if ((action !== undefined) !== calls > 0)
        throw new Error('the file has other findings than were meant');
      if (action !== undefined) {
        const { edit } = await connection.sendRequest(CodeActionResolveRequest.type, action);
        if (edit === undefined) throw new Error('nothing was converted');
      }
      if (run > 0) times.push(performance.now() - begun);
    }
    return times;
  } finally {
    connection.dispose();
    child.kill();
  }
}

async function main(): Promise<number> {
  let isOver = false;
  for (const calls of [0, 1, 10]) {
    const middle = median(await measure(calls));
    isOver ||= middle > budgetMs;
    console.log(
      `fix on save, ${lines} lines, ${calls} calls to convert: ${middle.toFixed(1)} ms (median of ${runs})`,
    );
  }
  if (isOver) console.error(`over the budget of ${budgetMs} ms`);
  return isOver ? 1 : 0;
}

void main().then((code) => {
  process.exitCode = code;
});
