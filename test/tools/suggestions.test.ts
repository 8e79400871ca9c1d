import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { figuresText } from './evaluate/figures.ts';
import { keepWhatHolds } from './evaluate/keep-what-holds.ts';
import { readOptions } from './evaluate/options.ts';

const load = `import fs from 'node:fs';

export async function safe(file) {
  return fs.readFileSync(file, 'utf8');
}

export async function fresh(file) {
  if (!fs.existsSync(file)) fs.writeFileSync(file, 'fresh');
}

export async function count(folder) {
  return fs.readdirSync(folder).length;
}

export function size(file) {
  return fs.statSync(file).size;
}

export async function main(file) {
  await fresh(file);
  return size(file);
}

export async function counted(file) {
  return fs.lstatSync(file).size;
}

export async function linked(files) {
  return pick(files).map((file) => fs.readlinkSync(file));
}

function pick(files) {
  return Array.isArray(files) ? files : [files];
}
`;

const test = `import assert from 'node:assert/strict';
import fs from 'node:fs';
import { rm } from 'node:fs/promises';
import { test } from 'node:test';
import { count, counted, fresh, safe } from './load.js';
import * as module from './load.js';

test('reads', async () => assert.match(await safe('package.json'), /module/));
test('makes', async () => {
  await fresh('made');
  await rm('made');
});
test('counts by a stub', async (context) => {
  context.mock.method(fs, 'readdirSync', () => []);
  assert.equal(await count('.'), 0);
});
test('meets no stub', async (context) => {
  context.mock.method(fs, 'lstatSync');
  assert.ok((await counted('package.json')) > 0);
});
test('gets a size by a name', () => assert.ok(module['si' + 'ze']('package.json') > 0));
`;

/** Reports a type error for what becomes of \`readlinkSync\`. */
const check = `import { readFileSync } from 'node:fs';
if (!readFileSync('load.js', 'utf8').includes('readlinkSync')) console.log('load.js(1,2): error TS1: No link.');
`;

describe('taking all that the light bulb offers', function () {
  this.timeout(120_000);
  afterEach(removeTemporaryFolders);

  it('keeps what changes nothing, and says what was taken back and why', async () => {
    const folder = await temporaryFolder({
      'package.json': '{"type":"module"}',
      'load.js': load,
      'load.test.js': test,
      'check.mjs': check,
    });
    const kept = await temporaryFolder({});
    const options = readOptions([
      ...[folder.path, '--cascade', '--each=none', '--suggestions', '--keep', kept.path],
      ...['--type-check', `"${process.execPath}" check.mjs`, 'load.js'],
      ...['--', `"${process.execPath}"`, '--test', '--test-reporter=tap'],
    ]);
    const said: string[] = [];
    const figures = await evaluate(options, (line) => said.push(line));
    assert.deepEqual([figures.calls, figures.convertedDirectly, figures.convertedByHelpers], [7, 1, 0]);
    const { suggestions } = figures;
    assert.ok(suggestions);
    assert.deepEqual(suggestions.calls, {
      accepted: 4,
      testsChanged: 1,
      typeErrors: 1,
      left: 0,
      added: 0,
    });
    assert.deepEqual(
      suggestions.accepted.map(({ title }) => title),
      [
        'Convert to `await fs.promises.access(…).then(() => true, () => false)` (other code may run between the check and the write)',
        'Convert to `await fs.promises.writeFile(…)`',
        'Convert to `await fs.promises.lstat(…)` (tests replace `fs.lstatSync`: load.test.js:18)',
        'Keep `size` and await a new `sizeAsync` in 1 caller (1 file)',
      ],
    );
    assert.deepEqual(
      suggestions.takenBack.map(({ why, detail, caveats }) => [why, detail, caveats[0]]),
      [
        ['type error', 'load.js TS1 No link.', 'only if `the receiver` is an array'],
        ['tests changed', '1', 'tests replace `fs.readdirSync`: load.test.js:14'],
        ['tests changed', '1', 'tests use `size` in a way that cannot be followed: load.test.js:21'],
      ],
    );
    assert.deepEqual(suggestions.left, [
      'load.js:12:13 fs.readdirSync: tests changed (1)',
      'load.js:33:39 fs.readlinkSync: type error (load.js TS1 No link.)',
    ]);
    assert.deepEqual(said.slice(4, 6), ['Round 1: 6 offers', 'Trying 6 of 6 offers']);
    const text = await readFile(kept.at(`${path.basename(folder.path)}/load.js`), 'utf8');
    assert.match(text, /access\(file\)/);
    assert.match(text, /readdirSync/);
    assert.equal(await readFile(folder.at('load.js'), 'utf8'), load);
    assert.match(await readFile(kept.at('trial-2.txt'), 'utf8'), /^# fail [12]$/m);
    const table = figuresText(figures);
    assert.match(
      table,
      /\| Accepted offers \| Taken back: tests changed \| Taken back: type errors \| Left after that \|/,
    );
    assert.match(table, /\nOffers taken back:\n- /);
  });

  it('tries all at once first, then by halves, the likely ones apart', async () => {
    const runs: string[] = [];
    const tried = await keepWhatHolds(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
      (items) => {
        runs.push(items.join(''));
        return Promise.resolve(items.includes('c') || items.includes('h') ? 'bad' : undefined);
      },
      (item) => item > 'f',
    );
    assert.deepEqual(tried, {
      kept: ['a', 'b', 'd', 'e', 'f', 'g'],
      failed: [
        { item: 'c', failure: 'bad' },
        { item: 'h', failure: 'bad' },
      ],
    });
    assert.deepEqual(runs, ['abcdefgh', 'abcdef', 'abc', 'ab', 'def', 'gh', 'g']);
    assert.deepEqual(await keepWhatHolds([], () => Promise.reject(new Error('never'))), {
      kept: [],
      failed: [],
    });
  });
});
