import assert from 'node:assert/strict';
import path from 'node:path';
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { FakeSession } from './fake-session.ts';
import { TestClient, until, type TestClientOptions } from './test-client.ts';

const uri = 'file:///project/app/a.ts';

function isServerCancelled(error: unknown): boolean {
  assert.ok(error instanceof ResponseError);
  assert.equal(error.code, LSPErrorCodes.ServerCancelled);
  assert.deepEqual(error.data, { retriggerRequest: true });
  return true;
}

describe('server: conduct', () => {
  let session: FakeSession;
  let client: TestClient;

  async function start(options: Omit<TestClientOptions, 'createSession'> = {}): Promise<void> {
    session = new FakeSession();
    client = new TestClient({ createSession: () => session, ...options });
    await client.start();
  }

  afterEach(async () => {
    await client.stop();
  });

  it('says that a report is unchanged, whatever the version', async () => {
    await start();
    await client.open(uri, 'readFileSync(p);');
    const first = await client.pull(uri);
    assert.equal(first.kind, 'full');
    await client.change(uri, 'readFileSync(p); ');
    const second = await client.pull(uri, first.resultId);
    assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
    await client.change(uri, 'readFileSync(p); readFileSync(q);');
    assert.equal((await client.pull(uri, first.resultId)).kind, 'full');
  });

  it('answers a cancelled pull with ServerCancelled, at once and never with an empty list', async () => {
    await start();
    await client.open(uri, 'readFileSync(p);');
    session.gate = new Promise(() => undefined);
    const source = new CancellationTokenSource();
    const pull = client.pull(uri, undefined, source.token);
    await until(() => session.reports === 1, 'the analysis begins');
    source.cancel();
    await assert.rejects(pull, isServerCancelled);
  });

  it('drops a cancelled request that has not begun', async () => {
    await start();
    await client.open(uri, 'readFileSync(p);');
    let open = (): void => undefined;
    session.gate = new Promise((resolve) => (open = resolve));
    const first = client.pull(uri);
    await until(() => session.reports === 1, 'the analysis begins');
    const source = new CancellationTokenSource();
    const second = client.pull(uri, undefined, source.token);
    source.cancel();
    await assert.rejects(second, { code: LSPErrorCodes.RequestCancelled });
    open();
    assert.equal((await first).kind, 'full');
    assert.equal(session.reports, 1);
  });

  it('gives up a pull for a text that is no longer there', async () => {
    await start({ connection: { maxParallelism: -1 } });
    await client.open(uri, 'readFileSync(p);');
    let open = (): void => undefined;
    session.gate = new Promise((resolve) => (open = resolve));
    const stale = client.pull(uri);
    await until(() => session.reports === 1, 'the analysis begins');
    await client.change(uri, 'no more;');
    await until(() => [...session.texts.values()].includes('no more;'), 'the change arrives');
    const current = client.pull(uri);
    open();
    await assert.rejects(stale, isServerCancelled);
    const report = await current;
    assert.deepEqual(report.kind === 'full' ? report.items : report, []);
  });

  it('computes once for several who ask at the same time', async () => {
    await start({ connection: { maxParallelism: -1 } });
    await client.open(uri, 'readFileSync(p);');
    const reports = await Promise.all([client.pull(uri), client.pull(uri), client.pull(uri)]);
    assert.equal(session.reports, 1);
    assert.deepEqual(reports[0], reports[2]);
  });

  it('has nothing to say about a closed document', async () => {
    await start();
    await client.open(uri, 'readFileSync(p);');
    await client.close(uri);
    assert.deepEqual(await client.diagnostics(uri), []);
    assert.equal(session.texts.size, 0);
  });

  it('loses the findings of one file to a fault, and shows that until it is over', async () => {
    await start();
    await client.open(uri, 'throw-up');
    assert.deepEqual(await client.diagnostics(uri), []);
    await until(() => client.statuses.length === 1, 'the status');
    assert.equal(client.statuses[0]?.state, 'fault');
    assert.ok(client.logs.some((line) => line.includes('thrown up') && line.includes(uri)));
    const other = 'file:///project/app/b.ts';
    await client.open(other, 'readFileSync(p);');
    assert.equal((await client.diagnostics(other)).length, 1);
    await client.change(uri, 'readFileSync(p);');
    assert.equal((await client.diagnostics(uri)).length, 1);
    await until(() => client.statuses.at(-1)?.state === 'ok', 'the status is well again');
  });

  it('leaves out texts beyond the limits, with one note', async () => {
    await start();
    await client.open(uri, `readFileSync('${'x'.repeat(20_001)}');`);
    assert.deepEqual(await client.diagnostics(uri), []);
    assert.deepEqual(await client.diagnostics(uri), []);
    const notes = client.logs.filter((line) => line.includes('is not analysed'));
    assert.deepEqual(notes, [`${uri} is not analysed: has a line of more than 20,000 characters.`]);
    await client.change(uri, 'readFileSync(p);\n'.repeat(60_000));
    assert.deepEqual(await client.diagnostics(uri), []);
    assert.equal(session.reports, 0);
    await client.change(uri, 'skip-me');
    assert.deepEqual(await client.diagnostics(uri), []);
    assert.ok(client.logs.at(-1)?.includes('was skipped on purpose'));
  });

  it('names documents without a file by their language', async () => {
    await start();
    await client.open('untitled:Untitled-1', 'readFileSync(p);', 'javascriptreact');
    assert.equal((await client.diagnostics('untitled:Untitled-1')).length, 1);
    await client.open('file:///project/app/run', 'readFileSync(p);', 'javascript');
    assert.equal((await client.diagnostics('file:///project/app/run')).length, 1);
    assert.deepEqual(
      [...session.texts.keys()],
      ['untitled:Untitled-1~.jsx', path.normalize('/project/app/run~.js')],
    );
  });

  it('hands on what changes on disk, and asks for one new pull', async () => {
    await start();
    const changes = ['a', 'b', 'c'].map((name) => ({ uri: `file:///project/app/${name}.ts`, type: 2 }));
    await client.notify('workspace/didChangeWatchedFiles', { changes });
    await client.notify('workspace/didChangeWatchedFiles', { changes });
    await until(() => client.refreshes === 1, 'the refresh');
    assert.equal(session.changedOnDisk.length, 6);
  });

  it('refuses an action for a text that has changed', async () => {
    await start();
    await client.open(uri, 'readFileSync(p);');
    const [action] = await client.actions(uri, client.rangeOf(uri, 'readFileSync'));
    assert.ok(action);
    await client.change(uri, ' readFileSync(p);');
    await assert.rejects(client.resolve(action), { code: LSPErrorCodes.ContentModified });
  });

  it('analyses nothing for code lenses that the settings do not ask for', async () => {
    await start();
    await client.open(uri, 'readFileSync(p);');
    assert.deepEqual(await client.lenses(uri), []);
    assert.equal(session.reports, 0);
    await client.settingsChanged(() => ({ codeLens: true }));
    assert.deepEqual(
      (await client.lenses(uri)).map(({ command }) => command?.title),
      ['blocks: 1 file access, via load'],
    );
    assert.equal(session.reports, 1);
  });

  it('opens the documentation without waiting for the user', async () => {
    await start();
    await client.open(uri, 'readFileSync(p);');
    const actions = await client.actions(uri, client.rangeOf(uri, 'readFileSync'));
    const command = actions.find(({ title }) => title.startsWith('Open the documentation'))?.command;
    assert.ok(command?.arguments);
    await client.execute(command.command, ...(command.arguments as unknown[]));
    await until(() => client.shown.length === 1, 'the page');
    assert.match(client.shown[0] ?? '', /\/docs\/file\.md$/);
  });

  it('shows the way to the primitive and what makes the code async', async () => {
    await start();
    await client.open(uri, 'readFileSync(p);');
    const [diagnostic] = await client.diagnostics(uri);
    assert.deepEqual(diagnostic?.relatedInformation, [
      {
        location: {
          uri: 'file:///other/helper.ts',
          range: { start: { line: 3, character: 2 }, end: { line: 3, character: 7 } },
        },
        message: '`read` blocks here',
      },
      {
        location: { uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } } },
        message: '`load` is async',
      },
    ]);
  });

  it('reads settings for each document, and again when they change', async () => {
    const folders = ['file:///project/app', 'file:///project/other'];
    const other = 'file:///project/other/b.ts';
    await start({
      folders,
      settings: (of) => (of === uri ? { severity: { file: 'error' } } : { enable: false }),
    });
    await client.open(uri, 'readFileSync(p);');
    await client.open(other, 'readFileSync(p);');
    assert.equal((await client.diagnostics(uri))[0]?.severity, 1);
    assert.deepEqual(await client.diagnostics(other), []);
    await client.settingsChanged(() => ({ severity: { file: 'hint' }, exclude: 'nonsense' }));
    await until(() => client.refreshes === 1, 'the refresh');
    assert.equal((await client.diagnostics(uri))[0]?.severity, 4);
    assert.equal((await client.diagnostics(other))[0]?.severity, 4);
    assert.equal(client.logs.filter((line) => line.includes('unblock.exclude')).length, 1);
  });

  it('leaves excluded files alone, also in fix-all', async () => {
    const folders = ['file:///project/app'];
    await start({ folders, settings: () => ({ exclude: ['generated', 'src/old.ts'] }) });
    const all = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    const excluded = ['test/a.ts', 'generated/deep/a.ts', 'src/old.ts', 'a.test.ts', 'node_modules/x/a.js'];
    for (const file of excluded) {
      const document = `file:///project/app/${file}`;
      await client.open(document, 'readFileSync(p);');
      assert.deepEqual(await client.diagnostics(document), [], file);
      assert.deepEqual(await client.actions(document, all, ['source.fixAll']), [], file);
    }
    for (const document of ['file:///project/app/src/a.ts', 'file:///project/test/single.ts']) {
      await client.open(document, 'readFileSync(p);');
      assert.equal((await client.diagnostics(document)).length, 1, document);
    }
  });
});
