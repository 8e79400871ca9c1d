import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MemoryFiles } from './memory-files.ts';
import { closeEverything, openFile, replace, reported, show, untilReported, untilText } from './support.ts';

const blocking = `import { readFileSync } from 'node:fs';
import { load } from './helper';

export const read = async () => [readFileSync('a'), load()];
`;

const files = new MemoryFiles({
  '/project/a.ts': blocking,
  '/project/helper.ts':
    "import { readFileSync } from 'node:fs';\nexport const load = () => readFileSync('b');\n",
});

describe('a document of a virtual file system', () => {
  const providers: vscode.Disposable[] = [];

  before(() => {
    providers.push(
      vscode.workspace.registerFileSystemProvider('memfs', files),
      vscode.workspace.registerFileSystemProvider('memory-of-the-past', files, { isReadonly: true }),
    );
  });

  afterEach(closeEverything);

  after(() => {
    vscode.Disposable.from(...providers).dispose();
  });

  const open = async (scheme: string): Promise<vscode.TextDocument> =>
    await show(await vscode.workspace.openTextDocument(vscode.Uri.parse(`${scheme}:/project/a.ts`)));

  it('has the findings that need no other file, and follows changes', async () => {
    const document = await open('memfs');
    await untilReported(document, ['readFileSync warning']);
    await replace(document, "readFileSync('a')", "readFileSync('a'), readFileSync('c')");
    await untilReported(document, ['readFileSync warning', 'readFileSync warning']);
  });

  it('is converted', async () => {
    const document = await open('memfs');
    await untilReported(document, ['readFileSync warning']);
    await vscode.commands.executeCommand('unblock.fixAllInFile');
    await untilText(
      document,
      blocking
        .replace("{ readFileSync } from 'node:fs'", "{ readFile } from 'node:fs/promises'")
        .replace('readFileSync(', 'await readFile('),
    );
    await untilReported(document, []);
  });

  it('is left alone where nobody can write: one side of a comparison, say', async () => {
    const past = await open('memory-of-the-past');
    // The other one is looked at after it.
    const document = await openFile('present.ts', blocking);
    await untilReported(document, ['readFileSync warning']);
    assert.deepEqual(reported(past), []);
    await vscode.window.showTextDocument(past);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      past.uri,
      past.positionAt(blocking.indexOf('readFileSync(') + 2),
    );
    assert.doesNotMatch(JSON.stringify(hovers.map(({ contents }) => contents)), /event loop/);
  });
});
