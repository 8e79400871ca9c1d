import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, internalCommandIds } from '../../src/client/command-ids.ts';
import { closeEverything, openFile, replace, untilReported, untilText } from './support.ts';

const blocking = `import { readFileSync } from 'node:fs';

export const load = async () => [readFileSync('a'), readFileSync('b')];
`;

describe('commands', () => {
  afterEach(closeEverything);

  it('are there', async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const name of [...Object.values(commandIds), ...Object.values(internalCommandIds)])
      assert.ok(commands.includes(name), name);
  });

  it('convert all blocking calls of the file', async () => {
    const document = await openFile('convert-all.ts', blocking);
    await untilReported(document, ['readFileSync warning', 'readFileSync warning']);
    await vscode.commands.executeCommand('unblock.fixAllInFile');
    await untilText(
      document,
      `import { readFile } from 'node:fs/promises';

export const load = async () => [await readFile('a'), await readFile('b')];
`,
    );
    await untilReported(document, []);
  });

  it('restart the server, which then knows the open documents again', async () => {
    const document = await openFile('restart.ts', blocking);
    await untilReported(document, ['readFileSync warning', 'readFileSync warning']);
    await vscode.commands.executeCommand('unblock.restartServer');
    await untilReported(document, ['readFileSync warning', 'readFileSync warning']);
    await replace(document, "readFileSync('a'), ", '');
    await untilReported(document, ['readFileSync warning']);
  });

  it('show the output', async () => {
    await vscode.commands.executeCommand('unblock.showOutput');
  });
});
