import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileFacts } from '../../src/facts/file-facts.ts';
import { extractDeclarations } from '../../src/languages/typescript/declarations/extract.ts';
import { extract } from '../../src/languages/typescript/extract.ts';
import { createFactsThread, type FactsThread } from '../../src/parsing/facts-thread.ts';
import type { ThreadLimits } from '../../src/parsing/parser-thread.ts';
import {
  removeTemporaryFolders,
  temporaryFolder,
  type TemporaryFolder,
} from '../workspace/temporary-folder.ts';

type Limits = { -readonly [Name in keyof ThreadLimits]: ThreadLimits[Name] };

const source = { path: '/project/a.ts', text: "import fs from 'fs';\nfs.readFileSync('a');\n" };

/** As JSON has it: members that are undefined are not there. */
function sent(facts: object): unknown {
  return JSON.parse(JSON.stringify(facts));
}

/** A text whose facts are some megabytes. */
function large(calls: number): string {
  return Array.from(
    { length: calls },
    (_, n) => `export const f${n} = () => read(a${n}.b, 'text ${n}');`,
  ).join('\n');
}

describe('the thread that parses', function () {
  this.timeout(120_000);

  let folder: TemporaryFolder;
  let limits: Limits;
  let thread: FactsThread;
  /** How many threads were started. */
  let threads = 0;
  const count = (): void => {
    threads += 1;
  };

  before(() => process.on('worker', count));
  after(() => process.off('worker', count));

  beforeEach(async () => {
    folder = await temporaryFolder();
    limits = { memoryMb: 500, timeMs: 60_000, idleMs: 60_000 };
    thread = start();
  });

  afterEach(async () => {
    await thread.stop();
    await removeTemporaryFolders();
  });

  function start(): FactsThread {
    threads = 0;
    const made = createFactsThread(limits, { folder: folder.path, version: 'v1' });
    made.open('/project');
    return made;
  }

  const kept = async (): Promise<string> => {
    const [name = ''] = (await readdir(folder.path)).filter((file) => file.endsWith('.facts'));
    return name === '' ? '' : await readFile(folder.at(name), 'utf8');
  };

  it('may be started before there is anything to do', async () => {
    await thread.stop();
    threads = 0;
    thread = createFactsThread(limits);
    assert.equal(threads, 0);
    thread.start();
    thread.start();
    await sleep(1);
    assert.equal(threads, 1);
    assert.deepEqual(await thread.facts(source, true), sent(extract(source)));
    assert.equal(threads, 1);
    await thread.stop();
    thread.start();
    thread.open('/project');
    await sleep(1);
    assert.equal(threads, 1, 'it was stopped for good');
  });

  it('finds the same as this thread', async () => {
    const declarations = { path: '/project/a.d.ts', text: 'export function readSync(): string;\n' };
    const [facts, said, unread] = await Promise.all([
      thread.facts(source, false),
      thread.declarations(declarations),
      thread.facts({ path: '/project/a.py', text: '' }, false),
    ]);
    assert.deepEqual(facts, sent(extract(source)));
    assert.deepEqual(said, sent(extractDeclarations(declarations)));
    assert.equal(unread, undefined);
    assert.equal(threads, 1);
  });

  it('hands over large facts without keeping everybody waiting', async () => {
    const big = { path: '/project/big.ts', text: large(4_000) };
    await thread.facts(source, false);
    let longest = 0;
    let last = performance.now();
    const clock = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const begun = performance.now();
    const facts = await thread.facts(big, false);
    const taken = performance.now() - begun;
    clearInterval(clock);
    assert.deepEqual(facts, sent(extract(big)));
    assert.ok(longest < taken / 3, `${longest} of ${taken} ms`);
    // From the disk it comes in pieces as well.
    await thread.stop();
    thread = start();
    assert.deepEqual(await thread.facts(big, false), facts);
  });

  it('does what is urgent first', async () => {
    const order: string[] = [];
    const ask = async (name: string, urgent: boolean): Promise<void> => {
      await thread.facts({ path: `/project/${name}.ts`, text: `export const a = '${name}';` }, urgent);
      order.push(name);
    };
    await Promise.all([
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ask(name, false)),
      ask('typed', true),
      ask('opened', true),
    ]);
    // Those that were sent already are on their way.
    assert.deepEqual(order, ['a', 'b', 'typed', 'opened', 'c', 'd', 'e', 'f']);
  });

  it('leaves alone what is nested too deeply', async () => {
    const deep = { path: '/project/deep.ts', text: `${'['.repeat(20_000)}${']'.repeat(20_000)}` };
    assert.equal(await thread.facts(deep, false), undefined);
    assert.deepEqual(await thread.facts(source, false), sent(extract(source)));
    assert.equal(threads, 1);
  });

  it('blames the text whose parser dies, and goes on with the others', async () => {
    await thread.stop();
    limits.memoryMb = 40;
    thread = start();
    const bad = thread.facts({ path: '/project/bad.ts', text: large(30_000) }, false);
    const good = [source, { ...source, path: '/project/b.ts' }].map((one) => thread.facts(one, false));
    await assert.rejects(bad, { message: 'the parser failed: it needs more than 40 MB of memory' });
    for (const facts of await Promise.all(good)) assert.deepEqual(facts, sent(extract(source)));
    // It was tried once more in a fresh thread.
    assert.equal(threads, 3);
  });

  it('gives up a text that takes too long', async () => {
    await thread.stop();
    limits.timeMs = 1;
    thread = start();
    const late = thread.facts({ path: '/project/late.ts', text: large(30_000) }, false);
    await assert.rejects(late, { message: 'the parser failed: it takes longer than 0.001 s' });
    limits.timeMs = 60_000;
    assert.deepEqual(await thread.facts(source, false), sent(extract(source)));
    assert.equal(threads, 2);
  });

  it('frees its thread when it has nothing to do, and keeps what was kept', async () => {
    await thread.stop();
    limits.idleMs = 1;
    thread = start();
    const other = { path: '/project/b.ts', text: 'export {};\n' };
    await thread.facts(source, false);
    while (!(await kept()).includes('readFileSync')) await sleep(5);
    await sleep(50);
    await thread.facts(other, false);
    assert.equal(threads, 2);
    await thread.stop();
    assert.match(await kept(), /readFileSync/);
    assert.equal((await kept()).split('\n').length, 4, 'a version, two texts and the end');
  });

  it('writes to the disk now and then, and when it ends', async () => {
    await thread.facts(source, false);
    await thread.save();
    while (!(await kept()).includes('readFileSync')) await sleep(5);
    const other = { path: '/project/b.ts', text: 'export const later = 1;\n' };
    await thread.facts(other, false);
    await thread.save();
    await thread.facts({ ...source, path: '/project/c.ts' }, false);
    assert.doesNotMatch(await kept(), /later/);
    await thread.stop();
    assert.match(await kept(), /later/);
  });

  it('asks anew for what is damaged on the disk', async () => {
    await thread.facts(source, false);
    await thread.stop();
    const [name = ''] = await readdir(folder.path);
    const text = await kept();
    for (const damaged of [text.replace('"functions"', '"junctions"'), text.replaceAll(':', ';')]) {
      await writeFile(folder.at(name), damaged);
      thread = start();
      assert.deepEqual(await thread.facts(source, false), sent(extract(source)));
      await thread.stop();
    }
  });

  it('stops at once, whatever it is at', async () => {
    const pending: Promise<FileFacts | undefined>[] = [];
    for (let n = 0; n < 5; n++)
      pending.push(thread.facts({ path: `/project/${n}.ts`, text: large(5_000) }, n % 2 === 0));
    const rejected = pending.map((one) => assert.rejects(one, { message: 'the parser was stopped' }));
    await thread.stop();
    await Promise.all(rejected);
    await assert.rejects(thread.facts(source, true), { message: 'the parser was stopped' });
    assert.equal(threads, 1);
  });
});
