import assert from 'node:assert/strict';
import { CodeActionTriggerKind, type CodeAction } from 'vscode-languageserver/node';
import type { ProofRequest, Prover, Verdict } from '../../src/fixes/proof.ts';
import { fixAllKind } from '../../src/server/protocol.ts';
import { FakeSession } from './fake-session.ts';
import { TestClient, until } from './test-client.ts';

const uri = 'file:///project/app/a.ts';

const proved: Verdict = { kind: 'proved', unchecked: [] };

describe('server: conversions on save', () => {
  let requests: ProofRequest[];
  let answer: (verdict: Verdict) => void;
  let client: TestClient;

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
    const session = new FakeSession();
    client = new TestClient({ createSession: () => session, prover });
    await client.start();
    await client.open(uri, 'readFileSync(p);\n');
  });

  afterEach(async () => {
    await client.stop();
  });

  /** What a save asks for: the action, and then its edit. */
  async function save(): Promise<CodeAction> {
    const [action] = await client.actions(
      uri,
      client.rangeOf(uri, 'readFileSync'),
      [fixAllKind],
      [],
      CodeActionTriggerKind.Automatic,
    );
    assert.ok(action);
    return await client.resolve(action);
  }

  it('do not wait for a type checker that takes its time; the next save has what came of it', async () => {
    const begun = performance.now();
    const first = await save();
    assert.equal(first.edit, undefined);
    assert.ok(performance.now() - begun < 2000);
    assert.match(
      client.logs.join('\n'),
      /Not converted while saving .*a\.ts: its types are still being checked/,
    );
    answer(proved);
    const second = await save();
    assert.match(JSON.stringify(second.edit), /await readFile/);
    assert.equal(requests.length, 1);
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
