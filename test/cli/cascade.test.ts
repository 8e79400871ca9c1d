import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  removeTemporaryFolders,
  temporaryFolder,
  type TemporaryFolder,
} from '../workspace/temporary-folder.ts';
import { realMain, runCli } from './run-cli.ts';

const config = `import { readFileSync } from 'node:fs';

const cache = {};

export function load(path) {
  return readFileSync(path, 'utf8');
}

export function kept(path) {
  return readFileSync(path, 'utf8');
}

export function cached(path) {
  if (!cache.text) cache.text = readFileSync(path, 'utf8');
  return cache.text;
}
`;

const main = `import { cached, kept, load } from './config.mjs';

export const table = [kept];

export async function main() {
  return load('a') + load('b') + kept('c') + cached('d');
}
`;

const test = `import { load } from '../config.mjs';

it('loads', () => {
  load('a');
});
`;

const nodeTypes = { linkTo: path.resolve('node_modules/@types/node') };

describe('unblock fix --cascade', () => {
  let folder: TemporaryFolder;

  beforeEach(async () => {
    folder = await temporaryFolder({ 'config.mjs': config, 'main.mjs': main, 'test/config.mjs': test });
  });

  afterEach(removeTemporaryFolders);

  const read = (name: string): Promise<string> => readFile(folder.at(name), 'utf8');

  it('makes helpers async with all that calls them, tests too', async () => {
    const { status, stdout, stderr } = await runCli(['fix', '--cascade', '--no-cache'], {
      cwd: folder.path,
      main: realMain,
    });
    assert.equal(
      stderr,
      [
        'Made `load` async and awaited its 3 callers (3 files).',
        '`kept` stays synchronous: `kept` is used as a value here, so it cannot be seen who calls it (main.mjs:3:23).',
        '`cached` stays synchronous: other code may run between the check and the write. The editor offers this as a suggestion.',
        '',
      ].join('\n'),
    );
    assert.equal(status, 1);
    assert.match(stdout, /2 findings in 1 of 2 files\nFixed 2 findings in 3 files\n$/);
    assert.match(
      await read('config.mjs'),
      /export async function load\(path\) \{\n {2}return await readFile\(path, 'utf8'\);/,
    );
    assert.match(
      await read('main.mjs'),
      /return \(await load\('a'\)\) \+ \(await load\('b'\)\) \+ kept\('c'\) \+ cached\('d'\);/,
    );
    assert.match(await read('test/config.mjs'), /it\('loads', async \(\) => \{\n {2}await load\('a'\);/);
    const again = await runCli(['fix', '--cascade', '--no-cache'], { cwd: folder.path, main: realMain });
    assert.match(again.stdout, /Fixed nothing\n$/);
  });

  it('puts an async helper beside one that must stay, where that is asked for', async () => {
    const args = ['fix', '--cascade', '--partial', '--no-cache'];
    const { stdout, stderr } = await runCli(args, { cwd: folder.path, main: realMain });
    assert.equal(
      stderr,
      [
        'Made `load` async and awaited its 3 callers (3 files).',
        'Kept `kept` and awaited a new `keptAsync` in 1 caller (2 files).',
        '`cached` stays synchronous: other code may run between the check and the write. The editor offers this as a suggestion.',
        '',
      ].join('\n'),
    );
    assert.match(stdout, /1 finding in 1 of 2 files\nFixed 3 findings in 3 files\n$/);
    assert.match(
      await read('config.mjs'),
      /export function kept\(path\) \{\n {2}return readFileSync.*\n\}\n\nexport async function keptAsync\(path\)/,
    );
    assert.match(
      await read('main.mjs'),
      /^import \{ cached, kept, load, keptAsync \}.*\n\n.*table = \[kept\]/,
    );
    const written = [await read('config.mjs'), await read('main.mjs'), await read('test/config.mjs')];
    const again = await runCli(args, { cwd: folder.path, main: realMain });
    assert.match(again.stdout, /Fixed nothing\n$/);
    assert.deepEqual(written, [
      await read('config.mjs'),
      await read('main.mjs'),
      await read('test/config.mjs'),
    ]);
  });

  it('goes on with what has become async in other files', async () => {
    const chain = await temporaryFolder({
      'state.mjs': `import { existsSync } from 'node:fs';

export const state = () => existsSync('a');

export const states = [state];

export function describe() {
  return existsSync('b') && state() ? 'both' : 'one';
}
`,
      'main.mjs': `import { describe } from './state.mjs';

export const main = async () => describe();
`,
    });
    const args = ['fix', '--cascade', '--partial', '--no-cache'];
    const { stderr } = await runCli(args, { cwd: chain.path, main: realMain });
    assert.match(stderr, /Made `describe` async/);
    assert.match(stderr, /Kept `state` and awaited a new `stateAsync`/);
    const again = await runCli(args, { cwd: chain.path, main: realMain });
    assert.match(again.stdout, /no findings|Nothing found|Fixed nothing|0 findings/i);
    assert.equal(again.status, 0);
  });

  it('leaves what tests put stubs in the place of, and says so', async () => {
    const stubbed = await temporaryFolder({
      'load.mjs': `import fs from 'node:fs';

export const load = (path) => fs.readFileSync(path, 'utf8');

export async function main() {
  return [load('a'), fs.statSync('b'), fs.readdirSync('c')];
}
`,
      'test/load.test.mjs': `import fs from 'node:fs';
import { mock, test } from 'node:test';
import { main } from '../load.mjs';

test('loads', async () => {
  mock.method(fs, 'readFileSync', () => '');
  mock.method(fs, 'statSync', () => ({}));
  await main();
});
`,
    });
    for (const more of [[], ['--partial']]) {
      const args = ['fix', '--cascade', ...more, '--no-cache'];
      const { stderr, stdout } = await runCli(args, { cwd: stubbed.path, main: realMain });
      assert.equal(
        stderr,
        [
          '`load` stays synchronous: tests replace `fs.readFileSync`: test/load.test.mjs:6. The editor offers this as a suggestion.',
          'Not converted load.mjs:6:25 fs.statSync: tests replace `fs.statSync`: test/load.test.mjs:7. The editor offers this as a suggestion.',
          '',
        ].join('\n'),
      );
      assert.match(stdout, more.length === 0 ? /Fixed 1 finding in 1 file\n$/ : /Fixed nothing\n$/);
    }
    assert.match(
      await readFile(stubbed.at('load.mjs'), 'utf8'),
      /\[load\('a'\), fs\.statSync\('b'\), await fs\.promises\.readdir\('c'\)\]/,
    );
  });

  it('makes functions async that return a promise, where nobody can tell a throw from a rejection', async () => {
    const promising = await temporaryFolder({
      'load.mjs': `import { readFileSync, rmSync } from 'node:fs';

export function load(path) {
  return Promise.resolve(readFileSync(path, 'utf8'));
}

export function remove(path) {
  rmSync(path);
  return Promise.resolve();
}
`,
      'main.mjs': `import { load, remove } from './load.mjs';

export async function main() {
  await remove('a').catch(() => undefined);
  return load('b');
}
`,
    });
    const { stderr, stdout } = await runCli(['fix', '--cascade', '--partial', '--no-cache'], {
      cwd: promising.path,
      main: realMain,
    });
    assert.equal(
      stderr,
      [
        'Made `load` async (1 file).',
        '`remove` does not become async: what `remove` throws comes as a rejection. The editor offers this as a suggestion.',
        '',
      ].join('\n'),
    );
    assert.match(stdout, /Fixed 1 finding in 1 file\n$/);
    assert.match(
      await readFile(promising.at('load.mjs'), 'utf8'),
      /export async function load\(path\) \{\n {2}return Promise\.resolve\(await readFile\(path, 'utf8'\)\);/,
    );
  });

  it('asks what to do in part', async () => {
    const { status, stderr } = await runCli(['fix', '--partial'], { cwd: folder.path, main: realMain });
    assert.equal(status, 2);
    assert.match(stderr, /--partial goes with --cascade/);
  });

  it('shows what would change', async () => {
    const { stdout } = await runCli(['fix', '--cascade', '--dry-run', '--no-cache'], {
      cwd: folder.path,
      main: realMain,
    });
    assert.match(stdout, /^\+export async function load\(path\) \{$/m);
    assert.match(stdout, /^\+ {2}await load\('a'\);$/m);
    assert.deepEqual(
      [await read('config.mjs'), await read('main.mjs'), await read('test/config.mjs')],
      [config, main, test],
    );
  });

  it('leaves helpers alone where nobody asks for it', async () => {
    const { stdout } = await runCli(['fix', '--no-cache'], { cwd: folder.path, main: realMain });
    assert.match(stdout, /Fixed nothing\n$/);
    assert.equal(await read('config.mjs'), config);
  });

  it('leaves alone what would not type-check, where that is asked for', async () => {
    const typed = await temporaryFolder({
      'package.json': '{ "type": "module", "private": true }',
      'tsconfig.json': '{ "compilerOptions": { "strict": true, "module": "nodenext" } }',
      'node_modules/@types/node': nodeTypes,
      'load.ts': `import { readFileSync } from 'node:fs';
export class Store { text(): string { return readFileSync('a', 'utf8'); } }
export function size(): number { return readFileSync('b', 'utf8').length; }
`,
      // That a store is handed on as something with a text, nothing but its shape says.
      'main.ts': `import { size, Store } from './load.js';
function first(source: { text(): string }): string { return source.constructor.name; }
export async function run() {
  const store = new Store();
  return [store.text(), first(store), size()];
}
`,
    });
    const args = ['fix', '--cascade', '--verify', '--no-cache'];
    const { stdout, stderr } = await runCli(args, { cwd: typed.path, main: realMain });
    assert.match(
      stderr,
      /^`Store\.text` stays synchronous: TypeScript would report main\.ts:5:\d+ TS2345: .*\nMade `size` async and awaited its caller \(2 files\)\.\n$/,
    );
    assert.match(stdout, /1 finding in 1 of 2 files\nFixed 1 finding in 2 files\n$/);
    assert.match(
      await readFile(typed.at('load.ts'), 'utf8'),
      /text\(\): string \{[^]*size\(\): Promise<number> \{/,
    );
  }).timeout(120_000);
});
