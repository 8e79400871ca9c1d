import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  CodeActionTriggerKind,
  LSPErrorCodes,
  ResponseError,
  type CodeAction,
} from 'vscode-languageserver/node';
import type { ProofRequest, Prover, Verdict } from '../../src/fixes/proof.ts';
import { createProver } from '../../src/proof/prover.ts';
import { fixAllKind } from '../../src/server/protocol.ts';
import { typescriptSession } from '../helpers/typescript-session.ts';
import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';
import { FakeSession } from './fake-session.ts';
import { TestClient, until } from './test-client.ts';

const source = `import { readFileSync } from 'node:fs';
import { kinds } from './kinds';

export async function load(names: string[]) {
  const found: typeof kinds = names.map((name) => { readFileSync(name); return 'a'; });
  return [found, readFileSync('b', 'utf8')];
}
`;

/** The error that a request failed with. */
async function failureOf(request: Promise<unknown>): Promise<ResponseError> {
  const error: unknown = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ResponseError, 'an error was expected');
  return error;
}

async function onlyAction(actions: Promise<CodeAction[]>, title: RegExp): Promise<CodeAction> {
  const fitting = (await actions).filter((action) => title.test(action.title));
  const [action] = fitting;
  assert.ok(action !== undefined && fitting.length === 1, `${fitting.length} actions ${title.source}`);
  return action;
}

describe('server: proofs by the type checker', function () {
  this.timeout(60_000);

  let client: TestClient;
  let uri = '';
  let kindsUri = '';

  before(async () => {
    const folder = await temporaryFolder({
      'tsconfig.json':
        '{"compilerOptions":{"strict":true,"module":"esnext","moduleResolution":"bundler","lib":["es2022"]}}',
      'node_modules/@types/node': { linkTo: path.resolve('node_modules/@types/node') },
      'load.ts': source,
      'kinds.ts': "export const kinds: ('a' | 'b')[] = [];\n",
    });
    uri = pathToFileURL(folder.at('load.ts')).toString();
    kindsUri = pathToFileURL(folder.at('kinds.ts')).toString();
    client = new TestClient({
      createSession: typescriptSession,
      folders: [pathToFileURL(folder.path).toString()],
      prover: createProver({ memoryMb: 1000, fullest: 0.75, timeMs: 60_000, idleMs: 60_000 }),
      patienceMs: 60_000,
    });
    await client.start();
    await client.open(uri, source);
  });

  after(async () => {
    await client.stop();
    await removeTemporaryFolders();
  });

  const actionsAt = (text: string): Promise<CodeAction[]> => client.actions(uri, client.rangeOf(uri, text));

  it('refuse an edit that would not compile, and say why from then on', async () => {
    const convert = await onlyAction(actionsAt('readFileSync(name)'), /^Convert to/);
    const error = await failureOf(client.resolve(convert));
    assert.equal(error.code, LSPErrorCodes.RequestFailed);
    assert.match(
      error.message,
      /^Not converted: TypeScript would report load\.ts:6:9 TS2322: Type 'string\[\]' is not assignable to type .*[^.]\.$/,
    );
    // That the file of an open document was written says nothing new.
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 1 }] });
    assert.deepEqual(
      (await actionsAt('readFileSync(name)')).filter(({ title }) => /^Convert to/.test(title)),
      [],
    );
    const hover = await client.hover(uri, client.rangeOf(uri, 'readFileSync(name)').start);
    assert.match(JSON.stringify(hover), /No automatic conversion:\*\* TypeScript would report load\.ts:6:9/);
    // Somebody who asks for what was offered before gets the same answer.
    assert.equal((await failureOf(client.resolve(convert))).message, error.message);
  });

  it('let through what compiles', async () => {
    const convert = await onlyAction(actionsAt("readFileSync('b'"), /^Convert to/);
    assert.match(await client.textAfter(uri, convert), /return \[found, await readFile\('b', 'utf8'\)\];/);
  });

  it('leave out of all conversions what does not compile', async () => {
    const all = await onlyAction(
      client.actions(uri, client.rangeOf(uri, 'load'), [fixAllKind]),
      /^Convert all/,
    );
    const text = await client.textAfter(uri, all);
    assert.ok(text.includes('{ readFileSync(name); return') && text.includes("await readFile('b', 'utf8')"));
  });

  it('leave it out of the conversions of a category too, and of no more', async () => {
    await client.change(
      uri,
      `import { gzipSync } from 'node:zlib';\n${source.replace("readFileSync('b'", "gzipSync('b').length + readFileSync('b'")}`,
    );
    const files = await onlyAction(actionsAt("readFileSync('b'"), /`file` calls in this file$/);
    const text = await client.textAfter(uri, files);
    assert.ok(text.includes('{ readFileSync(name); return') && text.includes("await readFile('b', 'utf8')"));
    assert.match(text, / gzipSync\('b'\)/);
    await client.change(uri, source);
  });

  it('take what is open in other editors into account', async () => {
    await client.open(kindsUri, 'export const kinds: string[] = [];\n');
    const convert = await onlyAction(actionsAt('readFileSync(name)'), /^Convert to/);
    assert.match(await client.textAfter(uri, convert), /await Promise\.all\(names\.map\(async /);
    await client.close(kindsUri);
  });
});

describe('server: proofs that take their time', () => {
  const fake = 'file:///project/app/a.ts';

  let requests: { readonly request: ProofRequest; readonly signal: AbortSignal | undefined }[];
  let answer: (verdict: Verdict) => void;
  let client: TestClient;
  let session: FakeSession;

  beforeEach(async () => {
    requests = [];
    const prover: Prover = {
      prove(request, signal) {
        requests.push({ request, signal });
        return new Promise((resolve, reject) => {
          answer = resolve;
          signal?.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
        });
      },
      stop: () => Promise.resolve(),
    };
    session = new FakeSession();
    client = new TestClient({ createSession: () => session, prover, patienceMs: 50 });
    await client.start();
    await client.open(fake, 'readFileSync(p);\nreadFileSync(q);\n');
  });

  afterEach(async () => {
    await client.stop();
  });

  const convertActions = async (): Promise<CodeAction[]> =>
    (await client.actions(fake, client.rangeOf(fake, 'readFileSync(p'))).filter(({ title }) =>
      title.startsWith('Convert to'),
    );
  const onSave = (trigger: CodeActionTriggerKind): Promise<CodeAction[]> =>
    client.actions(fake, client.rangeOf(fake, 'readFileSync'), [fixAllKind], [], trigger);

  it('end in an offer that says that the types are not checked', async () => {
    const [convert] = await convertActions();
    assert.ok(convert);
    assert.equal(convert.isPreferred, true);
    const error = await failureOf(client.resolve(convert));
    assert.equal(error.code, LSPErrorCodes.RequestFailed);
    assert.equal(
      error.message,
      'Not converted: checking the types takes longer than 0.05 s. It is offered again without the check, and its title says so.',
    );
    const [unproved] = await convertActions();
    assert.ok(unproved);
    assert.equal(unproved.title, 'Convert to `await readFile` (types not checked)');
    assert.equal(unproved.isPreferred, undefined);
    assert.match(await client.textAfter(fake, unproved), /^await readFile\(p\);/);
    assert.equal(requests.length, 1);
  });

  it('count as soon as they are there', async () => {
    const [convert] = await convertActions();
    assert.ok(convert);
    await failureOf(client.resolve(convert));
    answer({ kind: 'proved', unchecked: [] });
    const [proved] = await convertActions();
    assert.deepEqual([proved?.title, proved?.isPreferred], ['Convert to `await readFile`', true]);
    assert.ok(proved);
    assert.match(await client.textAfter(fake, proved), /^await readFile\(p\);/);
    assert.equal(requests.length, 1);
  });

  it('hold when the same texts are understood better, but not when one changes', async () => {
    const [convert] = await convertActions();
    assert.ok(convert);
    const resolving = failureOf(client.resolve(convert));
    await until(() => requests.length === 1, 'the proof is asked for');
    const place = { file: '/project/app/a.ts', line: 0, column: 0 };
    answer({ kind: 'refused', problems: [{ ...place, code: 'TS2322', message: 'No.' }] });
    assert.equal((await resolving).message, 'Not converted: TypeScript would report a.ts:1:1 TS2322: No.');
    session.update();
    assert.deepEqual(await convertActions(), []);
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'file:///project/app/b.ts', type: 2 }],
    });
    assert.equal((await convertActions()).length, 1);
  });

  it('are not begun where the finding would stay', async () => {
    await client.change(fake, 'readFileSync(p); // stays\n');
    const [convert] = await convertActions();
    assert.ok(convert);
    const error = await failureOf(client.resolve(convert));
    assert.equal(error.message, 'Not converted: a blocking call would still be reported in its place.');
    assert.equal(requests.length, 0);
  });

  it('keep what is not proved from being run on save', async () => {
    const [all] = await onSave(CodeActionTriggerKind.Automatic);
    assert.ok(all);
    await failureOf(client.resolve(all));
    assert.deepEqual(await onSave(CodeActionTriggerKind.Automatic), []);
    const [unproved] = await onSave(CodeActionTriggerKind.Invoked);
    assert.equal(unproved?.title, 'Convert all blocking calls in this file (types not checked)');
    // Another text is another matter.
    await client.change(fake, 'readFileSync(r);\n');
    assert.equal((await onSave(CodeActionTriggerKind.Automatic)).length, 1);
  });

  it('keep nobody else waiting, and are forgotten for a text that changes meanwhile', async () => {
    const [convert] = await convertActions();
    assert.ok(convert);
    const resolving = failureOf(client.resolve(convert));
    await until(() => requests.length === 1, 'the proof is asked for');
    await client.change(fake, 'readFileSync(r);\n');
    assert.equal((await client.diagnostics(fake)).length, 1);
    answer({ kind: 'proved', unchecked: [] });
    assert.equal((await resolving).code, LSPErrorCodes.ContentModified);
  });

  it('end when the client does not want them any more', async () => {
    const [convert] = await convertActions();
    assert.ok(convert);
    const source = new CancellationTokenSource();
    const resolving = failureOf(client.resolve(convert, source.token));
    await until(() => requests.length === 1, 'the proof is asked for');
    source.cancel();
    await resolving;
    await until(() => requests[0]?.signal?.aborted === true, 'the proof is aborted');
    // Asked for again, it begins anew.
    void client.resolve(convert).catch(() => undefined);
    await until(() => requests.length === 2, 'the proof is asked for again');
    assert.deepEqual(client.logs, []);
  });
});
