import assert from 'node:assert/strict';
import type { CodeAction, Range } from 'vscode-languageserver/node';
import { FakeSession } from './fake-session.ts';
import { TestClient } from './test-client.ts';

const uri = 'file:///project/app/a.ts';
const whole: Range = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };

function titles(actions: readonly CodeAction[]): string[] {
  return actions.map(({ title }) => title);
}

describe('server: code actions', () => {
  let client: TestClient;

  beforeEach(async () => {
    const session = new FakeSession();
    client = new TestClient({ createSession: () => session });
    await client.start();
  });

  afterEach(async () => {
    await client.stop();
  });

  it('offers for one finding to convert, to suppress and to read about it', async () => {
    await client.open(uri, 'x = readFileSync(p);\ny = 1;\n');
    const diagnostics = await client.diagnostics(uri);
    const actions = await client.actions(uri, client.rangeOf(uri, 'readFileSync'), undefined, diagnostics);
    assert.deepEqual(titles(actions), [
      'Convert to `await readFile`',
      'Make `load` async and await its callers',
      'Suppress on this line',
      'Show blocking path: load → read',
      'Open the documentation on blocking calls: file',
    ]);
    const [convert, , suppress] = actions;
    assert.ok(convert && suppress);
    assert.equal(convert.isPreferred, true);
    assert.equal(suppress.isPreferred, undefined);
    assert.deepEqual(convert.diagnostics, diagnostics);
    assert.equal(convert.edit, undefined);
    assert.equal(await client.textAfter(uri, convert), 'x = await readFile(p);\ny = 1;\n');
    assert.equal(await client.textAfter(uri, suppress), 'x = /* ignored */ readFileSync(p);\ny = 1;\n');
    assert.deepEqual(await client.actions(uri, client.rangeOf(uri, 'y = 1')), []);
  });

  it('offers to convert all where there are two or more to convert', async () => {
    await client.open(uri, 'readFileSync(fd);\nreadFileSync(p);\nreadFileSync(q);\n');
    const actions = await client.actions(uri, client.rangeOf(uri, 'readFileSync(p'));
    const all = actions.find(({ title }) => title === 'Convert all 2 blocking calls in this file');
    assert.ok(all);
    assert.equal(all.isPreferred, undefined);
    const refused = await client.actions(uri, client.rangeOf(uri, 'readFileSync(fd'));
    assert.deepEqual(titles(refused), [
      'Make `load` async and await its callers',
      'Suppress on this line',
      'Show blocking path: load → read',
      'Open the documentation on blocking calls: file',
    ]);
  });

  it('answers fix on save, and only when it is asked', async () => {
    await client.open(uri, 'readFileSync(p);\nreadFileSync(q);\n');
    for (const kind of ['source.fixAll.unblock', 'source.fixAll', 'source']) {
      const actions = await client.actions(uri, whole, [kind]);
      assert.deepEqual(
        actions.map((action) => action.kind),
        ['source.fixAll.unblock'],
        kind,
      );
      const [action] = actions;
      assert.ok(action);
      assert.equal(await client.textAfter(uri, action), 'await readFile(p);\nawait readFile(q);\n');
    }
    const kinds = (await client.actions(uri, whole)).map(({ kind }) => kind);
    assert.deepEqual([...new Set(kinds)], ['quickfix']);
  });

  it('does no work for kinds that it has not got', async () => {
    const session = new FakeSession();
    const other = new TestClient({ createSession: () => session });
    await other.start();
    await other.open(uri, 'readFileSync(p);');
    for (const kind of [
      'refactor.extract',
      'source.organizeImports',
      'source.fixAll.eslint',
      'quickfix.import',
    ]) {
      assert.deepEqual(await other.actions(uri, whole, [kind]), [], kind);
    }
    assert.equal(session.reports, 0);
    await other.stop();
  });

  it('changes nothing when an edit cannot be computed, and says so', async () => {
    await client.open(uri, "readFileSync('fix-fails');");
    const [action] = await client.actions(uri, whole, ['source.fixAll']);
    assert.ok(action);
    assert.equal((await client.resolve(action)).edit, undefined);
    assert.ok(client.logs.some((line) => line.includes('cannot fix this')));
    assert.equal(client.statuses.at(-1)?.state, 'fault');
  });

  it('removes a directive', async () => {
    await client.open(uri, 'x = 1; // unblock-ignore-line file -- why\n');
    const [diagnostic] = await client.diagnostics(uri);
    assert.equal(diagnostic?.code, 'unused-directive');
    assert.deepEqual(diagnostic.tags, [1]);
    const [remove, ...others] = await client.actions(uri, client.rangeOf(uri, 'unblock'), ['quickfix']);
    assert.ok(remove);
    assert.deepEqual(others, []);
    assert.equal(remove.isPreferred, true);
    assert.equal(await client.textAfter(uri, remove), 'x = 1; \n');
  });

  it('repairs a directive, and removes it only as a second choice', async () => {
    await client.open(uri, 'x = 1; // unblock-ignore-lin -- why\n');
    const diagnostics = await client.diagnostics(uri);
    const place = client.rangeOf(uri, 'unblock');
    const [repair, remove, ...others] = await client.actions(uri, place, ['quickfix'], diagnostics);
    assert.ok(repair && remove);
    assert.deepEqual(others, []);
    assert.equal(repair.title, 'Change `unblock-ignore-lin` to `unblock-ignore-line`');
    assert.deepEqual(repair.diagnostics, diagnostics);
    assert.deepEqual([repair.isPreferred, remove.isPreferred], [true, undefined]);
    assert.equal(await client.textAfter(uri, repair), 'x = 1; // unblock-ignore-line -- why\n');
  });

  it('leaves an action alone that is not its own', async () => {
    const action = { title: 'Another', kind: 'quickfix', data: { action: 'convert', uri: 3 } };
    assert.deepEqual(await client.resolve(action), action);
  });

  it('explains a finding on hover', async () => {
    await client.open(uri, 'readFileSync(p); readFileSync(fd);');
    const hover = await client.hover(uri, { line: 0, character: 3 });
    const { contents } = hover ?? {};
    assert.ok(contents !== undefined && typeof contents === 'object' && 'value' in contents);
    assert.equal(
      contents.value,
      [
        '**`node:fs.readFileSync`** holds the event loop until the device has answered (`file`, `io`).',
        `**The way there:** [\`load\`](${uri}#L1) → [\`read\`](file:///other/helper.ts#L4)`,
        '**Quick fix:** Convert to `await readFile`',
        '[More about `file` calls](https://github.com/unblock-dev/unblock/blob/main/docs/file.md)',
      ].join('\n\n'),
    );
    const refused = await client.hover(uri, client.rangeOf(uri, 'readFileSync(fd').start);
    assert.match(
      JSON.stringify(refused),
      /No automatic conversion:\*\* it reads from a descriptor\. The helper itself can use/,
    );
    assert.equal(await client.hover(uri, { line: 0, character: 14 }), null);
  });
});
