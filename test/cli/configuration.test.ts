import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import {
  removeTemporaryFolders,
  temporaryFolder,
  type TemporaryFolder,
} from '../workspace/temporary-folder.ts';
import { realMain, runCli, type Outcome } from './run-cli.ts';

const text = `import { existsSync, readFileSync } from 'node:fs';
import { querySync } from './db';
export async function main() {
  existsSync('a');
  readFileSync('b');
  querySync('c');
}
`;

const db = `export function querySync(text: string) {
  return text;
}
export async function query(text: string) {
  return text;
}
`;

describe('unblock.config.json on the command line', () => {
  afterEach(removeTemporaryFolders);

  /** A folder that is a project of its own, whatever lies above it. */
  async function projectFolder(files: Readonly<Record<string, string>>): Promise<TemporaryFolder> {
    return await temporaryFolder({ 'package.json': '{}', ...files });
  }

  async function check(cwd: string, ...args: string[]): Promise<Outcome & { readonly found: string[] }> {
    const outcome = await runCli(['check', '--no-cache', ...args], { cwd, main: realMain });
    const found = outcome.stdout
      .split('\n')
      .flatMap((line) => /^(\S+?):(\d+):\d+ (\w+)/.exec(line)?.slice(1).join(' ') ?? []);
    return { ...outcome, found };
  }

  it('names the languages that are reported on; helpers in others count', async () => {
    const folder = await projectFolder({
      'unblock.config.json': '{ "languages": ["typescript"] }',
      'helper.js': `import { readFileSync } from 'node:fs';
export function read() { return readFileSync('a'); }
export async function own() { return read(); }
`,
      'view.tsx': "import { read } from './helper.js';\nexport const view = async () => read();\n",
      'main.mts': "import { read } from './helper.js';\nexport const main = async () => read();\n",
    });
    assert.deepEqual((await check(folder.path)).found, ['main.mts 2 warning']);
    // Naming a file does not change what it is written in.
    assert.deepEqual((await check(folder.path, 'helper.js')).found, []);
    await folder.write({ 'unblock.config.json': '{ "languages": ["javascript", "typescriptreact"] }' });
    assert.deepEqual((await check(folder.path)).found, ['helper.js 3 warning', 'view.tsx 2 warning']);
  });

  it('holds for what is below it, the nearest alone', async () => {
    const folder = await projectFolder({
      'unblock.config.json':
        '{ "blockingCalls": ["./db#querySync"], "ignoredCalls": ["node:fs#existsSync"] }',
      'db.ts': db,
      'main.ts': text,
      'inner/unblock.config.json':
        '{ "severity": { "file": "error" }, "exclude": ["old"], "defaultExcludes": false }',
      'inner/test/main.ts': text.replace('./db', '../../db'),
      'inner/old/main.ts': text.replace('./db', '../../db'),
      'test/main.ts': text.replace('./db', '../db'),
    });
    const { found, status, stderr } = await check(folder.path);
    assert.deepEqual(found, [
      'inner/test/main.ts 4 warning',
      'inner/test/main.ts 5 error',
      'main.ts 5 warning',
      'main.ts 6 warning',
    ]);
    assert.deepEqual([status, stderr], [1, '']);
  });

  it('gives way to --config', async () => {
    const folder = await projectFolder({
      'unblock.config.json': '{ "ignoredCalls": ["node:fs#*"] } and more',
      'ci/other.json': '{ "blockingCalls": ["../db#querySync"], "brief": false }',
      'db.ts': db,
      'main.ts': text,
    });
    const { found, stderr } = await check(folder.path, '--config', 'ci/other.json');
    assert.deepEqual([found, stderr], [['main.ts 5 warning', 'main.ts 6 warning'], '']);
  });

  it('is found from a folder below it', async () => {
    const folder = await projectFolder({
      'unblock.config.json': '{ "exclude": ["src/gen"], "brief": false }',
      'src/main.ts': text,
      'src/gen/main.ts': text,
    });
    assert.deepEqual((await check(folder.at('src'))).found, ['main.ts 5 warning']);
  });

  it('works in spite of bad entries, and names them', async () => {
    const folder = await projectFolder({
      'unblock.config.json':
        '{\n  "blockingCalls": ["./db#querySync", "./bd#querySync", { "call": "db" }],\n  "color": true,\n}\n',
      'db.ts': db,
      'main.ts': text,
    });
    const { found, status, stderr } = await check(folder.path);
    assert.deepEqual(found, ['main.ts 4 information', 'main.ts 5 warning', 'main.ts 6 warning']);
    assert.equal(status, 1);
    assert.deepEqual(stderr.trimEnd().split('\n'), [
      'unblock.config.json:2:39: "./bd#querySync" names no file that is there.',
      'unblock.config.json:2:67: "blockingCalls[2].call" has no "#": write "package#name", "package#Class.method" or "./path#name", so it is ignored.',
      'unblock.config.json:3:3: "color" is no setting, so it is ignored.',
    ]);
  });

  it('stops with status 2 and one line where it is no JSON', async () => {
    const folder = await projectFolder({
      'main.ts': text,
      'src/unblock.config.json': '{ "brief" false }',
      'src/main.ts': text,
    });
    const { status, stdout, stderr } = await check(folder.path);
    assert.deepEqual(
      [status, stdout, stderr],
      [2, '', 'src/unblock.config.json:1:11: not valid JSON, colon expected.\n'],
    );
  });

  it('says by which calls others are replaced', async () => {
    const folder = await projectFolder({
      'unblock.config.json':
        '{ "brief": false, "ignoredCalls": ["fs#*"], "blockingCalls": [{ "call": "./db#*Sync", "replacement": "await {./db#{*}}({args})" }] }',
      'db.ts': db,
      'main.ts': text,
      'src/deep.ts':
        "import * as db from '../db.js';\nexport const deep = async () => db.querySync('a').length;\n",
      'src/handed.ts':
        "import { querySync } from './again';\nexport const handed = async () => querySync('a').length;\n",
      'src/again.ts': "export * from '../db';\n",
    });
    const { status } = await runCli(['fix', '--no-cache'], { cwd: folder.path, main: realMain });
    assert.equal(status, 1);
    assert.match(
      await readFile(folder.at('main.ts'), 'utf8'),
      /import \{ query \} from '\.\/db';[^]*await query\('c'\);/,
    );
    assert.match(await readFile(folder.at('src/deep.ts'), 'utf8'), /\(await db\.query\('a'\)\)\.length/);
    // What another file hands on may not have the twin beside it.
    assert.match(await readFile(folder.at('src/handed.ts'), 'utf8'), /=> querySync\('a'\)\.length/);
  });
});
