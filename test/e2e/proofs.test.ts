import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionAt, actionsAt, apply } from './actions.ts';
import { closeEverything, openFile, rangeOf, until, untilReported, untilText } from './support.ts';

const source = `import { readFileSync } from 'node:fs';

export async function load(names: string[]) {
  const found: ('a' | 'b')[] = names.map((name) => { readFileSync(name); return 'a'; });
  return [found, readFileSync('b', 'utf8')];
}
`;

const converted = source
  .replace("import { readFileSync } from 'node:fs';\n", "$&import { readFile } from 'node:fs/promises';\n")
  .replace("readFileSync('b'", "await readFile('b'");

describe('proofs by the type checker', () => {
  afterEach(closeEverything);

  it('keep an edit from being applied that would not compile', async () => {
    const document = await openFile('proved.ts', source);
    await untilReported(document, ['readFileSync warning', 'readFileSync warning']);
    const range = rangeOf(document, 'readFileSync(name)');
    const refused = await actionAt(document, range, /^Convert to/);
    assert.equal(refused.edit, undefined);
    // Now that it is known, it is not offered any more. A late event of another file makes it worth another try.
    await until('it is not offered', async () => {
      const offered = (await actionsAt(document, range)).filter(({ title }) =>
        title.startsWith('Convert to'),
      );
      assert.ok(offered.every(({ edit }) => edit === undefined));
      return offered.length === 0 ? true : undefined;
    });
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      range.start,
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
      .join('\n');
    assert.match(text, /No automatic conversion:\*\* TypeScript would report proved\.ts:5:9 TS2322/);
  });

  it('are worked out for each call when all are converted', async () => {
    const document = await openFile('proved-all.ts', source);
    await untilReported(document, ['readFileSync warning', 'readFileSync warning']);
    const kind = vscode.CodeActionKind.SourceFixAll.append('unblock');
    await apply(await actionAt(document, new vscode.Range(0, 0, 0, 0), /^Convert all/, kind));
    await untilText(document, converted);
  });
});
