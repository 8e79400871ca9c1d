import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionAt, apply } from './actions.ts';
import { closeEverything, openFile, rangeOf, replace, untilReported, untilText } from './support.ts';

const blocking = `import { readFileSync } from 'node:fs';

export async function load(path: string) {
  return readFileSync(path);
}
`;

const suppressed = `import { readFileSync } from 'node:fs';

export async function load(path: string) {
  // unblock-ignore-next-line file -- explain why this may block
  return readFileSync(path);
}
`;

describe('suppression', () => {
  afterEach(closeEverything);

  it('is written by an action', async () => {
    const document = await openFile('suppress.ts', blocking);
    await untilReported(document, ['readFileSync warning']);
    const action = await actionAt(document, rangeOf(document, 'readFileSync(path'), /^Ignore `file`/);
    assert.notEqual(action.isPreferred, true);
    await apply(action);
    await untilText(document, suppressed);
    await untilReported(document, []);
  });

  it('that suppresses nothing is reported and removed', async () => {
    const document = await openFile('unused.ts', suppressed);
    await replace(document, 'readFileSync(path)', 'path');
    const comment = '// unblock-ignore-next-line file -- explain why this may block';
    const [diagnostic] = await untilReported(document, [`${comment} information`]);
    assert.deepEqual(diagnostic?.tags, [vscode.DiagnosticTag.Unnecessary]);
    const action = await actionAt(document, rangeOf(document, comment), /^Remove the unused directive/);
    assert.equal(action.isPreferred, true);
    await apply(action);
    await untilText(document, blocking.replace('readFileSync(path)', 'path'));
    await untilReported(document, []);
  });

  it('that is malformed is reported, and holds all the same', async () => {
    const document = await openFile('malformed.ts', suppressed.replace(' -- explain why this may block', ''));
    const [diagnostic] = await untilReported(document, ['// unblock-ignore-next-line file warning']);
    assert.match(diagnostic?.message ?? '', /has no reason/);
    await apply(await actionAt(document, rangeOf(document, 'unblock-ignore'), /^Add a reason/));
    await untilText(document, suppressed);
    await replace(document, 'next-line', 'nextline');
    await untilReported(document, [
      '// unblock-ignore-nextline file -- explain why this may block warning',
      'readFileSync warning',
    ]);
    const rename = await actionAt(
      document,
      rangeOf(document, 'unblock-ignore'),
      /^Change `unblock-ignore-nextline`/,
    );
    assert.equal(rename.isPreferred, true);
    await apply(rename);
    await untilText(document, suppressed);
  });

  it('is completed, in comments only', async () => {
    const document = await openFile('complete.ts', blocking.replace('  return', '  // unblock\n  return'));
    await untilReported(document, ['readFileSync warning']);
    const offered = async (after: string): Promise<readonly vscode.CompletionItem[]> => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        rangeOf(document, after).end,
      );
      return items.filter(({ label }) => typeof label === 'string' && label.startsWith('unblock-ignore'));
    };
    const [first, ...others] = await offered('// unblock');
    assert.equal(first?.label, 'unblock-ignore-next-line');
    assert.ok(first.insertText instanceof vscode.SnippetString);
    assert.match(first.insertText.value, /^unblock-ignore-next-line file -- /);
    assert.equal(others.length, 2);
    assert.deepEqual(await offered('return '), []);
  });

  it('holds for a line and for a file', async () => {
    const onLine = await openFile(
      'line.ts',
      blocking.replace('(path);', '(path); // unblock-ignore-line -- read once'),
    );
    const inFile = await openFile('file.ts', `// unblock-ignore-file -- a script\n${blocking}`);
    await untilReported(await openFile('neither.ts', blocking), ['readFileSync warning']);
    await untilReported(onLine, []);
    await untilReported(inFile, []);
    await replace(inFile, '// unblock-ignore-file -- a script\n', '');
    await replace(onLine, '// unblock-ignore-line -- read once', '');
    await untilReported(inFile, ['readFileSync warning']);
    await untilReported(onLine, ['readFileSync warning']);
  });
});
