import assert from 'node:assert/strict';
import { CodeActionTriggerKind, type CodeAction } from 'vscode-languageserver/node';
import type { ProofRequest, Prover, Verdict } from '../../src/fixes/proof.ts';
import { fixAllKind } from '../../src/server/protocol.ts';
import { inTimeForSave, savePatienceMs } from '../../src/server/saves.ts';
import { FakeSession } from './fake-session.ts';
import { TestClient, until } from './test-client.ts';

const uri = 'file:///project/app/a.ts';

const proved: Verdict = { kind: 'proved', unchecked: [] };

describe('server: conversions on save', () => {
  let requests: ProofRequest[];
  let answer: (verdict: Verdict) => void;
  let client: TestClient;
  let session: FakeSession;

  beforeEach(async () => {
    requests = [];
    const prover: Prover = {
      prove(request, signal) {
        requests.push(request);
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
    client = new TestClient({ createSession: () => session, prover });
    await client.start();
    await client.open(uri, 'readFileSync(p);\n');
  });

  afterEach(async () => {
    await client.stop();
  });

  /** What a save asks for first. */
  async function ask(): Promise<CodeAction | undefined> {
    const [action] = await client.actions(
      uri,
      client.rangeOf(uri, 'readFileSync'),
      [fixAllKind],
      [],
      CodeActionTriggerKind.Automatic,
    );
    return action;
  }

  /** What a save asks for: the action, and then its edit. */
  async function save(): Promise<CodeAction> {
    const action = await ask();
    assert.ok(action);
    return await client.resolve(action);
  }

  it('do not wait for a type checker that takes its time; the next save has what came of it', async () => {
    const begun = performance.now();
    const first = await save();
    assert.equal(first.edit, undefined);
    const waited = performance.now() - begun;
    assert.ok(waited >= savePatienceMs - 5 && waited < savePatienceMs + 400, `${waited} ms`);
    assert.match(
      client.logs.join('\n'),
      /Not converted while saving .*a\.ts: its types are still being checked\. The next save converts it\./,
    );
    assert.deepEqual(client.lateSaves, [uri]);
    answer(proved);
    const second = await save();
    assert.match(JSON.stringify(second.edit), /await readFile/);
    assert.equal(requests.length, 1);
    assert.deepEqual(client.lateSaves, [uri]);
  });

  it('do not wait for findings either, and say so', async () => {
    let go: () => void = () => undefined;
    session.gate = new Promise((resolve) => {
      go = resolve;
    });
    assert.equal(await ask(), undefined);
    assert.deepEqual(client.lateSaves, [uri]);
    go();
    const second = save();
    await until(() => requests.length === 1, 'the second save asks for a proof');
    answer(proved);
    assert.match(JSON.stringify((await second).edit), /await readFile/);
  });

  it('wait no longer for their edit than their first request has left', async () => {
    const never = new Promise<never>(() => undefined);
    const begun = performance.now();
    assert.equal(await inTimeForSave(never, savePatienceMs - 20), 'late');
    const waited = performance.now() - begun;
    assert.ok(waited > 15 && waited < savePatienceMs, `${waited} ms`);
    // What is there already is given, however long the save has waited.
    assert.equal(await inTimeForSave(Promise.resolve('known'), 10 * savePatienceMs), 'known');
    const action = await ask();
    const { saveWaitedMs } = action?.data as { saveWaitedMs?: unknown };
    assert.ok(typeof saveWaitedMs === 'number' && saveWaitedMs >= 0);
  });

  it('are proved before they are asked for, once saves are known to convert', async () => {
    await client.diagnostics(uri);
    void save();
    await until(() => requests.length === 1, 'the first save asks for a proof');
    answer(proved);
    await client.change(uri, 'readFileSync(q);\n');
    await client.diagnostics(uri);
    await until(() => requests.length === 2, 'the next one is prepared');
    assert.equal(requests[1]?.edited[0]?.text, 'await readFile(q);\n');
    answer(proved);
    assert.match(JSON.stringify((await save()).edit), /await readFile/);
    assert.equal(requests.length, 2);
  });

  it('are not prepared where nobody converts on save, or nothing is found', async () => {
    await client.diagnostics(uri);
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(requests.length, 0);
    void save();
    await until(() => requests.length === 1, 'a save asks for a proof');
    answer(proved);
    await client.change(uri, 'readFile(q);\n');
    await client.diagnostics(uri);
    await new Promise((resolve) => setTimeout(resolve, 400));
    assert.equal(requests.length, 1);
  });
});
