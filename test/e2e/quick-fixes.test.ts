import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionAt, actionsAt, apply } from './actions.ts';
import { closeEverything, openFile, rangeOf, replace, untilReported, untilText } from './support.ts';

const mixed = `import { existsSync, readFileSync, openSync } from 'node:fs';

export async function load(path: string) {
  if (!existsSync(path)) return undefined;
  openSync(path, 'r');
  return readFileSync(path, 'utf8').trim();
}
`;

const mixedReport = ['existsSync information', 'openSync information', 'readFileSync warning'];

const mixedConverted = `import { openSync } from 'node:fs';
import { readFile, access } from 'node:fs/promises';

export async function load(path: string) {
  if (!(await access(path).then(() => true, () => false))) return undefined;
  openSync(path, 'r');
  return (await readFile(path, 'utf8')).trim();
}
`;

describe('quick fixes', () => {
  afterEach(closeEverything);

  it('convert one call with its import, as the preferred action', async () => {
    const document = await openFile('one.ts', mixed);
    await untilReported(document, mixedReport);
    const action = await actionAt(document, rangeOf(document, 'readFileSync(path'), /^Convert to/);
    assert.equal(action.title, 'Convert to `await readFile(…)`');
    assert.equal(action.isPreferred, true);
    await apply(action);
    await untilText(
      document,
      `import { existsSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export async function load(path: string) {
  if (!existsSync(path)) return undefined;
  openSync(path, 'r');
  return (await readFile(path, 'utf8')).trim();
}
`,
    );
    await untilReported(document, ['existsSync information', 'openSync information']);
  });

  it('convert all calls of the file that can be converted safely', async () => {
    const document = await openFile('all.ts', mixed);
    await untilReported(document, mixedReport);
    await apply(await actionAt(document, rangeOf(document, 'readFileSync(path'), /^Convert all 2 /));
    await untilText(document, mixedConverted);
    await untilReported(document, ['openSync information']);
  });

  it('convert all calls of one category', async () => {
    const document = await openFile(
      'category.ts',
      mixed
        .replace("from 'node:fs';", "from 'node:fs';\nimport { gzipSync } from 'node:zlib';")
        .replace('.trim();', ' + gzipSync(path).length;'),
    );
    await untilReported(document, [...mixedReport, 'gzipSync warning']);
    const title = /^Convert all 2 `file` calls in this file$/;
    await apply(await actionAt(document, rangeOf(document, 'readFileSync(path'), title));
    await untilReported(document, ['openSync information', 'gzipSync warning']);
  });

  it('are undone in one step', async () => {
    const document = await openFile('undo.ts', mixed);
    await untilReported(document, mixedReport);
    await apply(await actionAt(document, rangeOf(document, 'readFileSync(path'), /^Convert to/));
    await untilReported(document, mixedReport.slice(0, 2));
    await vscode.commands.executeCommand('undo');
    await untilText(document, mixed);
    await untilReported(document, mixedReport);
  });

  it('do not offer to convert all where there is one call', async () => {
    const document = await openFile('single.ts', mixed);
    await untilReported(document, mixedReport);
    await replace(document, '  if (!existsSync(path)) return undefined;\n', '');
    await untilReported(document, mixedReport.slice(1));
    const titles = (await actionsAt(document, rangeOf(document, 'readFileSync(path'))).map(
      ({ title }) => title,
    );
    assert.deepEqual(titles, [
      'Convert to `await readFile(…)`',
      'Ignore `file` on this line',
      'Open the documentation on blocking calls: file',
    ]);
  });

  it('offer no conversion where there is no awaited form', async () => {
    const document = await openFile('none.ts', mixed);
    const [, open] = await untilReported(document, mixedReport);
    assert.match(open?.message ?? '', /Instead, /);
    const titles = (await actionsAt(document, rangeOf(document, 'openSync(path'))).map(({ title }) => title);
    assert.deepEqual(titles, [
      'Ignore `file` on this line',
      'Open the documentation on blocking calls: file',
    ]);
  });

  it('are given nowhere else', async () => {
    const document = await openFile('elsewhere.ts', mixed);
    await untilReported(document, mixedReport);
    assert.deepEqual(await actionsAt(document, rangeOf(document, 'function load')), []);
  });

  it('are asked for as a source action too', async () => {
    const document = await openFile('source.ts', mixed);
    await untilReported(document, mixedReport);
    const kind = vscode.CodeActionKind.SourceFixAll.append('unblock');
    const start = new vscode.Range(0, 0, 0, 0);
    const action = await actionAt(document, start, /^Convert all/, kind);
    assert.equal(action.kind?.value, 'source.fixAll.unblock');
    await apply(action);
    await untilText(document, mixedConverted);
  });
});
