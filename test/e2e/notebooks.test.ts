import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionAt, apply } from './actions.ts';
import { closeEverything, rangeOf, untilReported } from './support.ts';

const cell = `import { readFileSync } from 'node:fs';

export const load = async () => readFileSync('a');
`;

describe('notebooks', () => {
  afterEach(closeEverything);

  it('are analysed and converted cell by cell', async () => {
    const { Code, Markup } = vscode.NotebookCellKind;
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([
        new vscode.NotebookCellData(Markup, '# Notes', 'markdown'),
        new vscode.NotebookCellData(Code, cell, 'typescript'),
        new vscode.NotebookCellData(Code, 'print(1)', 'python'),
      ]),
    );
    await vscode.window.showNotebookDocument(notebook);
    const { document } = notebook.cellAt(1);
    assert.equal(document.uri.scheme, 'vscode-notebook-cell');
    await untilReported(document, ['readFileSync warning']);
    await apply(await actionAt(document, rangeOf(document, "readFileSync('a"), /^Convert to/));
    await untilReported(document, []);
    assert.match(document.getText(), /await readFile\('a'\)/);
  });
});
