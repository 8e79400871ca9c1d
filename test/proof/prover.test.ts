import assert from 'node:assert/strict';
import type { Prover, Verdict } from '../../src/fixes/proof.ts';
import { createProver, type ProverLimits } from '../../src/proof/prover.ts';
import {
  removeTemporaryFolders,
  temporaryFolder,
  type TemporaryFolder,
} from '../workspace/temporary-folder.ts';

type Limits = { -readonly [Name in keyof ProverLimits]: ProverLimits[Name] };

describe('the prover of edits', function () {
  this.timeout(120_000);

  let folder: TemporaryFolder;
  let limits: Limits;
  let prover: Prover;
  /** How many threads were started. */
  let threads = 0;
  const count = (): void => {
    threads += 1;
  };

  before(() => process.on('worker', count));
  after(() => process.off('worker', count));

  beforeEach(async () => {
    threads = 0;
    folder = await temporaryFolder({
      'tsconfig.json': '{"compilerOptions":{"strict":true,"lib":["es5"],"types":[]}}',
      'a.ts': 'export const n = 1;\n',
    });
    limits = { memoryMb: 1000, fullest: 0.75, timeMs: 60_000, idleMs: 60_000 };
    prover = createProver(limits);
  });

  afterEach(async () => {
    await prover.stop();
    await removeTemporaryFolders();
  });

  const prove = (text: string, signal?: AbortSignal): Promise<Verdict> =>
    prover.prove({ edited: [{ path: folder.at('a.ts'), text }] }, signal);
  const good = 'export const n = 2;\n';
  const proved: Verdict = { kind: 'proved', unchecked: [] };

  it('answers from its thread, one request after the other', async () => {
    const [first, second, third] = await Promise.all([
      prove(good),
      prove('export const n: string = 1;\n'),
      prove(good),
    ]);
    assert.deepEqual(first, proved);
    assert.deepEqual(second, {
      kind: 'refused',
      problems: [
        {
          file: folder.at('a.ts'),
          line: 0,
          column: 13,
          code: 'TS2322',
          message: "Type 'number' is not assignable to type 'string'.",
        },
      ],
    });
    assert.deepEqual(third, proved);
    assert.equal(threads, 1);
  });

  it('leaves alone what has no type checker', async () => {
    const edited = [{ path: folder.at('a.py'), text: '' }];
    assert.deepEqual(await prover.prove({ edited }), { kind: 'proved', unchecked: [folder.at('a.py')] });
    assert.deepEqual(await prover.prove({ edited: [] }), { kind: 'proved', unchecked: [] });
  });

  it('gives up after its time, and starts anew', async () => {
    limits.timeMs = 1;
    assert.deepEqual(await prove(good), {
      kind: 'unproved',
      reason: 'checking the types took longer than 0.001 s',
    });
    limits.timeMs = 60_000;
    assert.deepEqual(await prove(good), proved);
    assert.equal(threads, 2);
  });

  it('gives up when its memory is not enough, and starts anew', async () => {
    limits.memoryMb = 16;
    assert.deepEqual(await prove(good), {
      kind: 'unproved',
      reason: 'checking the types needs more than 16 MB of memory',
    });
    limits.memoryMb = 1000;
    assert.deepEqual(await prove(good), proved);
    assert.equal(threads, 2);
  });

  it('starts anew before its memory is full', async () => {
    limits.fullest = 0.001;
    assert.deepEqual(await prove(good), proved);
    assert.deepEqual(await prove(good), proved);
    assert.equal(threads, 2);
  });

  it('starts anew when its thread ends', async () => {
    const interrupted = prove(good);
    // The request is on its way by then.
    await new Promise((resolve) => setImmediate(resolve));
    await prover.stop();
    assert.deepEqual(await interrupted, {
      kind: 'unproved',
      reason: 'the type checker failed: its thread ended',
    });
    assert.deepEqual(await prove(good), proved);
  });

  it('frees its thread when it has nothing to do', async () => {
    limits.idleMs = 1;
    assert.deepEqual(await prove(good), proved);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(await prove(good), proved);
    assert.equal(threads, 2);
  });

  it('stops waiting when nobody else does', async () => {
    assert.deepEqual(await prove(good), proved);
    const controller = new AbortController();
    const cancelled = prove(good, controller.signal);
    const next = prove(good);
    controller.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    assert.deepEqual(await next, proved);
    await assert.rejects(prove(good, controller.signal), { name: 'AbortError' });
  });
});
