import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';
import { realMain, runCli } from './run-cli.ts';

const nodeTypes = { linkTo: path.resolve('node_modules/@types/node') };

describe('unblock fix --verify', function () {
  this.timeout(120_000);
  afterEach(removeTemporaryFolders);

  it('leaves out the calls that fail, and converts the others', async () => {
    const folder = await temporaryFolder({
      'a.ts': 'readSync();\nreadSync(1);\nreadSync();\n',
      'b.ts': 'readSync();\n',
      'c.ts': 'readSync(3);\n',
    });
    const { status, stdout, stderr } = await runCli(['fix', '--verify'], { cwd: folder.path });
    assert.equal(
      stderr,
      [
        "Not converted a.ts:2:1 readSync: TypeScript would report a.ts:2:1 TS2322: Type 'Promise<string>' is not assignable to type 'string'.",
        "Not converted c.ts:1:1 readSync: TypeScript would report c.ts:1:1 TS2322: Type 'Promise<string>' is not assignable to type 'string'.",
        '',
      ].join('\n'),
    );
    assert.equal(await readFile(folder.at('a.ts'), 'utf8'), 'await read();\nreadSync(1);\nawait read();\n');
    assert.equal(await readFile(folder.at('b.ts'), 'utf8'), 'await read();\n');
    assert.equal(await readFile(folder.at('c.ts'), 'utf8'), 'readSync(3);\n');
    assert.match(stdout, /Fixed 3 findings in 2 files\n$/);
    assert.equal(status, 1);
  });

  it('converts nothing that could not be checked in time, and says so', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'readSync(); // HUGE\n' });
    const { status, stderr } = await runCli(['fix', '--verify'], { cwd: folder.path });
    assert.equal(stderr, 'Not converted a.ts: checking the types took longer than 5 s.\n');
    assert.equal(await readFile(folder.at('a.ts'), 'utf8'), 'readSync(); // HUGE\n');
    assert.equal(status, 1);
  });

  it('converts files that nobody type-checks, and says so', async () => {
    const folder = await temporaryFolder({ 'a.js': 'readSync();\n', 'b.js': 'readSync();\n', 'c.ts': '' });
    const { status, stderr } = await runCli(['fix', '--verify'], { cwd: folder.path });
    assert.equal(
      stderr,
      'Types were not checked in 2 files, which belong to no project that TypeScript checks.\n',
    );
    assert.equal(await readFile(folder.at('a.js'), 'utf8'), 'await read();\n');
    assert.equal(status, 0);
  });

  it('does so in a diff too', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'readSync(1);\nreadSync();\n' });
    const { stdout, stderr } = await runCli(['fix', '--verify', '--dry-run'], { cwd: folder.path });
    assert.match(stdout, /\n readSync\(1\);\n-readSync\(\);\n\+await read\(\);\n$/);
    assert.match(
      stderr,
      /^Not converted a\.ts:1:1 .*\nWould fix 1 finding in 1 file; 1 finding would be left\.\n$/,
    );
  });

  it('asks the type checker of the project', async () => {
    const source = `import { readFileSync } from 'node:fs';
import { kinds } from './kinds.js';

export async function load(names: string[]) {
  const found: ('a' | 'b')[] = names.map((name) => { readFileSync(name); return 'a'; });
  return [found, kinds, readFileSync('b', 'utf8')];
}
`;
    const folder = await temporaryFolder({
      'tsconfig.json': '{"compilerOptions":{"strict":true,"module":"nodenext","lib":["es2022"]}}',
      'node_modules/@types/node': nodeTypes,
      'load.ts': source,
      // What was wrong before is no fault of an edit.
      'kinds.ts': `import { readFileSync } from 'fs';
export const kinds: number = 'none';
export async function size(path: string) {
  return readFileSync(path).length;
}
`,
    });
    const { status, stdout, stderr } = await runCli(['fix', '--verify', '--no-cache'], {
      cwd: folder.path,
      main: realMain,
    });
    assert.match(
      stderr,
      /^Not converted load\.ts:5:54 fs\.readFileSync: TypeScript would report load\.ts:\d:9 TS2322: Type 'string\[\]' is not assignable .*\n$/,
    );
    assert.match(stdout, /Fixed 2 findings in 2 files\n$/);
    const after = await readFile(folder.at('load.ts'), 'utf8');
    assert.ok(
      after.includes("{ readFileSync(name); return 'a'; }") && after.includes("await readFile('b', 'utf8')"),
    );
    assert.match(await readFile(folder.at('kinds.ts'), 'utf8'), /\(await readFile\(path\)\)\.length/);
    assert.equal(status, 1);
  });
});
