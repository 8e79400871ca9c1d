import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { actionAt } from './actions.ts';
import { closeEverything, rangeOf, readFile, show, until, withSettings, workspaceFolder } from './support.ts';

const run = (command: string, ...parameters: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...parameters);

function uriOf(name: string): vscode.Uri {
  return vscode.Uri.joinPath(workspaceFolder(), 'src', name);
}

async function open(name: string): Promise<vscode.TextDocument> {
  return await show(await vscode.workspace.openTextDocument(uriOf(name)));
}

/** Opens a file with the cursor at the first occurrence of some text. */
async function openAt(name: string, text: string): Promise<vscode.TextDocument> {
  const document = await open(name);
  const editor = await vscode.window.showTextDocument(document);
  const { start } = rangeOf(document, text);
  editor.selection = new vscode.Selection(start, start);
  return document;
}

/** Where the cursor is: `deploy.ts: execSync`, with the word that begins there. */
function cursor(): string {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return 'nowhere';
  const { document, selection } = editor;
  const word = document.getWordRangeAtPosition(selection.active);
  const atStart = word?.start.isEqual(selection.active) === true;
  return `${document.uri.path.split('/').at(-1) ?? ''}: ${atStart ? document.getText(word) : '?'}`;
}

async function untilCursor(expected: string): Promise<void> {
  await until(`the cursor is at ${expected}`, () => (cursor() === expected ? true : undefined), cursor);
}

const listCommands = { focusFirst: 'list.focusFirst', expand: 'list.expand', down: 'list.focusDown' };

/** Goes through the tree as a keyboard does, until what it selects puts the cursor where it is expected. */
async function untilTreeLeadsTo(expected: string, steps: readonly string[]): Promise<void> {
  await until(
    `the tree leads to ${expected}`,
    async () => {
      await run('unblock.blockingCalls.focus');
      await run('list.collapseAll');
      for (const step of steps) {
        await run(step);
        // What is expanded is asked for first.
        await delay(100);
      }
      await run('list.select');
      await delay(400);
      return cursor() === expected ? true : undefined;
    },
    cursor,
  );
}

/** Waits for a page of the editor whose kind has this in its name. */
async function untilWebview(kind: string): Promise<vscode.Tab> {
  return await until(`a page ${kind} is open`, () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .find(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes(kind)),
  );
}

describe('the whole workspace', () => {
  before(async () => {
    // A command starts the extension: no document of ours is open.
    await run('unblock.scanWorkspace');
  });

  afterEach(closeEverything);

  it('is gone through from finding to finding, across files', async () => {
    for (const expected of [
      'deploy.ts: execSync',
      'deploy.ts: loadConfig',
      'notes.ts: readFileSync',
      'deploy.ts: execSync',
    ]) {
      await run('unblock.nextFinding');
      await untilCursor(expected);
    }
    await run('unblock.previousFinding');
    await untilCursor('notes.ts: readFileSync');
  });

  it('is a tree in the side bar, down to each hop', async () => {
    await run('unblock.groupByFile');
    const { focusFirst, expand, down } = listCommands;
    const call = [focusFirst, expand, down, down];
    await untilTreeLeadsTo('deploy.ts: loadConfig', call);
    await untilTreeLeadsTo('config.ts: readJson', [...call, expand, down]);
    await untilTreeLeadsTo('config.ts: readFileSync', [...call, expand, down, down]);
  });

  it('is grouped by what blocks, and by the async code', async () => {
    const { focusFirst, expand, down } = listCommands;
    await run('unblock.groupByApi');
    // What blocks most often comes first: node:fs.readFileSync.
    await untilTreeLeadsTo('notes.ts: readFileSync', [focusFirst, expand, down, down]);
    await run('unblock.groupByEntry');
    await untilTreeLeadsTo('deploy.ts: execSync', [focusFirst, expand, down]);
    await run('unblock.groupByFile');
  });

  it('shows the finding at the cursor in the tree', async () => {
    await openAt('notes.ts', "readFileSync('notes");
    await run('unblock.revealFinding');
    await open('quiet.ts');
    await until(
      'the tree has it selected',
      async () => {
        await run('unblock.blockingCalls.focus');
        await run('list.select');
        await delay(200);
        return cursor() === 'notes.ts: readFileSync' ? true : undefined;
      },
      cursor,
    );
  });

  it('has the finding at the cursor ignored', async () => {
    const document = await openAt('notes.ts', "readFileSync('notes");
    await run('unblock.suppressFinding');
    assert.match(document.getText(), /unblock-ignore-next-line file -- /);
  });

  it('has the finding at the cursor converted', async () => {
    const document = await openAt('notes.ts', "readFileSync('notes");
    await run('unblock.fixFinding');
    assert.match(document.getText(), /await readFile\('notes\.txt'/);
  });

  it('is explained, finding by finding', async () => {
    await openAt('notes.ts', "readFileSync('notes");
    await run('unblock.explainFinding');
    const tab = await untilWebview('unblock.explanation');
    assert.match(tab.label, /fs\.readFileSync blocks/);
  });

  it('has its ways shown from the light bulb', async () => {
    const document = await open('deploy.ts');
    const range = rangeOf(document, 'loadConfig()');
    const action = await until('the action is offered', async () => {
      try {
        return await actionAt(
          document,
          range,
          /^Show blocking path: loadConfig → readJson → fs\.readFileSync$/,
        );
      } catch {
        return undefined;
      }
    });
    assert.equal(action.command?.command, 'unblock.showBlockingPath');
    await run(action.command.command, ...((action.command.arguments ?? []) as unknown[]));
  });

  it('says who blocks through a helper', async () => {
    await openAt('config.ts', 'readJson(path');
    await run('unblock.showBlockingCallers');
  });

  it('says above async functions what they block on, when the settings ask for it', async () => {
    await withSettings({ 'unblock.codeLens': true }, async () => {
      const document = await open('deploy.ts');
      const title = await until('there is a lens', async () => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
          'vscode.executeCodeLensProvider',
          document.uri,
          20,
        );
        return lenses.map(({ command }) => command?.title).find((text) => text?.startsWith('blocks:'));
      });
      assert.equal(title, 'blocks: 1 process, 1 file access, via loadConfig');
    });
  });

  it('is a picture, which becomes a file', async () => {
    await run('unblock.showPicture');
    await untilWebview('unblock.picture');
    const file = vscode.Uri.joinPath(workspaceFolder(), 'picture.svg');
    await run('unblock.exportPicture', { target: file });
    const svg = await readFile(file);
    for (const text of ['deploy', 'readNotes', 'node:fs.readFileSync', 'node:child_process.execSync'])
      assert.ok(svg.includes(`>${text}<`), text);
  });

  it('is reported on for maintainers, without names and texts', async () => {
    await vscode.env.clipboard.writeText('');
    await Promise.race([
      run('unblock.copyReport'),
      until('the report is copied', async () => (await vscode.env.clipboard.readText()) || undefined),
    ]);
    const report = await vscode.env.clipboard.readText();
    assert.match(report, /^Unblock \d/);
    assert.match(report, /Scan: 3 findings in 4 files/);
    assert.match(report, /Findings: (file 2, process 1|process 1, file 2)/);
    assert.doesNotMatch(report, /deploy|notes|config\.ts/);
  });

  it('is kept current, also by files that change on disk', async () => {
    const added = uriOf('added.ts');
    const text = await readFile(uriOf('notes.ts'));
    await vscode.workspace.fs.writeFile(added, Buffer.from(text));
    await until(
      'the new finding is reached',
      async () => {
        await open('quiet.ts');
        await run('unblock.previousFinding');
        await run('unblock.nextFinding');
        await show(await vscode.workspace.openTextDocument(uriOf('config.ts')));
        await run('unblock.previousFinding');
        return cursor() === 'added.ts: readFileSync' ? true : undefined;
      },
      cursor,
    );
    await closeEverything();
    await vscode.workspace.fs.delete(added);
  });

  it('is converted as a whole, once the user has agreed', async () => {
    const before = await readFile(uriOf('notes.ts'));
    await run('unblock.fixAllInWorkspace', { preview: false });
    await until('the file is converted and saved', async () =>
      (await readFile(uriOf('notes.ts'))) === before ? undefined : true,
    );
    assert.match(await readFile(uriOf('notes.ts')), /return await readFile\('notes\.txt', 'utf8'\)/);
    await run('unblock.nextFinding');
    await until('the converted call is no finding any more', async () => {
      await run('unblock.nextFinding');
      return cursor().startsWith('notes.ts') ? undefined : true;
    });
    const { focusFirst, expand, down } = listCommands;
    await untilTreeLeadsTo('deploy.ts: execSync', [focusFirst, expand, down]);
  });
});
