import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeEverything,
  openFile,
  readFile,
  replace,
  until,
  untilReported,
  withSettings,
} from './support.ts';

const blocking = `import { openSync, readFileSync } from 'node:fs';

export async function load(path: string) {
  openSync(path, 'r');
  return readFileSync(path);
}
`;

const converted = `import { openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export async function load(path: string) {
  openSync(path, 'r');
  return await readFile(path);
}
`;

/**
 * Saves as the keyboard does, until the file has this text: a save does not wait for types that are checked for the first
 * time, the one after it has what came of that.
 */
async function untilSaved({ uri }: vscode.TextDocument, text: string): Promise<void> {
  await until('the file is converted', async () => {
    await vscode.commands.executeCommand('workbench.action.files.save');
    return (await readFile(uri)) === text ? true : undefined;
  });
}

describe('saving', () => {
  afterEach(closeEverything);

  for (const kind of ['source.fixAll.unblock', 'source.fixAll']) {
    it(`converts what is safe with ${kind}`, async () => {
      const document = await openFile('saved.ts', blocking);
      await untilReported(document, ['openSync information', 'readFileSync warning']);
      await withSettings({ 'editor.codeActionsOnSave': { [kind]: 'explicit' } }, async () => {
        await replace(document, '}\n', '}\n\n');
        await untilSaved(document, `${converted}\n`);
      });
      await untilReported(document, ['openSync information']);
    });
  }

  it('converts nothing unless it is told to', async () => {
    const document = await openFile('plain.ts', blocking);
    await untilReported(document, ['openSync information', 'readFileSync warning']);
    await replace(document, '}\n', '}\n\n');
    assert.ok(await document.save());
    assert.equal(await readFile(document.uri), `${blocking}\n`);
  });

  it('leaves clean files as they are', async () => {
    const document = await openFile('clean.ts', converted.replace("  openSync(path, 'r');\n", ''));
    await withSettings({ 'editor.codeActionsOnSave': { 'source.fixAll.unblock': 'explicit' } }, async () => {
      await replace(document, 'load(path: string)', 'load(file: string, path = file)');
      const edited = document.getText();
      assert.ok(await document.save());
      assert.equal(await readFile(document.uri), edited);
    });
  });
});
