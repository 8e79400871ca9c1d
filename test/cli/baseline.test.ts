import assert from 'node:assert/strict';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';

import {
  removeTemporaryFolders,
  temporaryFolder,
  type TemporaryFolder,
} from '../workspace/temporary-folder.ts';
import { realMain, runCli, type Outcome } from './run-cli.ts';

const name = 'unblock-baseline.json';

async function check(folder: TemporaryFolder, ...args: string[]): Promise<Outcome> {
  return await runCli(['check', '--baseline', name, ...args], { cwd: folder.path });
}

describe('unblock check --baseline', () => {
  afterEach(removeTemporaryFolders);

  it('accepts what is there and fails on what is new', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'readSync();\n', 'b.ts': 'waitSync();\n' });
    assert.deepEqual(await check(folder, '--update-baseline'), {
      status: 0,
      stdout: 'No findings in 2 files\n',
      stderr: `${name} accepts 2 findings.\n`,
    });
    assert.deepEqual(JSON.parse(await readFile(folder.at(name), 'utf8')), {
      version: 1,
      accepted: { 'a.ts': { 'f > readSync > readSync': 1 }, 'b.ts': { 'f > waitSync > waitSync': 1 } },
    });
    assert.deepEqual(await readdir(folder.path), ['a.ts', 'b.ts', name]);

    await folder.write({ 'a.ts': '\n\n  readSync();\nwaitSync();\n' });
    const { status, stdout, stderr } = await check(folder);
    assert.match(stdout, /^a\.ts:4:1 warning `waitSync` blocks \[file\]\n\n1 finding in 1 of 2 files\n$/);
    assert.deepEqual([status, stderr], [1, `2 findings accepted by ${name}.\n`]);
  });

  it('says what is no longer needed, and takes it out on request', async () => {
    const folder = await temporaryFolder({
      'a.ts': 'readSync(); readSync(); readSync();\n',
      'gone.ts': 'waitSync();\n',
      'other.ts': 'waitSync();\n',
    });
    await check(folder, '--update-baseline');
    await folder.write({ 'a.ts': 'readSync();\n' });
    await rm(folder.at('gone.ts'));
    const expected = [
      `1 finding accepted by ${name}.`,
      `No longer needed in ${name}: a.ts: f > readSync > readSync (2 times)`,
      `No longer needed in ${name}: gone.ts: f > waitSync > waitSync`,
      '`--update-baseline` takes out what is no longer needed.',
      '',
    ].join('\n');
    const { status, stderr } = await check(folder, 'a.ts');
    assert.deepEqual([status, stderr], [0, expected]);

    await check(folder, '--update-baseline', 'a.ts');
    // What was not looked at stays accepted.
    assert.equal((await check(folder)).stderr, `2 findings accepted by ${name}.\n`);
  });

  it('is not written when nothing changes', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'readSync();\n' });
    await check(folder, '--update-baseline');
    const before = await stat(folder.at(name));
    await check(folder, '--update-baseline');
    const { ino, mtimeMs } = await stat(folder.at(name));
    assert.deepEqual([ino, mtimeMs], [before.ino, before.mtimeMs]);
  });

  it('is not written from an analysis that is not complete', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'FAULT', 'b.ts': 'readSync();' });
    const { status, stderr } = await check(folder, '--update-baseline');
    assert.equal(status, 2);
    assert.match(
      stderr,
      /\nunblock-baseline\.json was not written, because the analysis is not complete\.\n$/,
    );
    assert.deepEqual(await readdir(folder.path), ['a.ts', 'b.ts']);
  });

  it('holds for every format', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'readSync();\n' });
    await check(folder, '--update-baseline');
    for (const format of ['json', 'sarif', 'github']) {
      const { status, stdout } = await check(folder, '--format', format);
      assert.deepEqual([status, stdout.includes('readSync')], [0, false], format);
    }
  });

  it('says in one line what is wrong with it', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'readSync();\n', 'folder/': '' });
    const messageOf = async (...args: string[]): Promise<string> => {
      const { status, stdout, stderr } = await runCli(['check', ...args], { cwd: folder.path });
      assert.deepEqual([status, stdout], [2, '']);
      return stderr;
    };
    assert.equal(
      await messageOf('--baseline', name),
      `There is no baseline ${name}; \`--update-baseline\` writes one.\n`,
    );
    assert.equal(await messageOf('--baseline', 'folder'), 'Cannot read the baseline folder: is a folder.\n');
    assert.equal(
      await messageOf('--baseline', 'no/b.json', '--update-baseline'),
      'Cannot write the baseline no/b.json: its folder does not exist.\n',
    );
    await writeFile(folder.at(name), '<<<<<<< ours');
    assert.equal(await messageOf('--baseline', name), `The file ${name} is not valid JSON.\n`);
  });

  it('survives the moving of code and edits beside it', async () => {
    const load = "export async function load() {\n  return fs.readFileSync('a');\n}\n";
    const save = 'export class Store {\n  async save() {\n    write(); write();\n  }\n}\n';
    const head = "import fs from 'node:fs';\nfunction write() { fs.writeFileSync('a', ''); }\n";
    const folder = await temporaryFolder({ 'a.ts': head + load + save });
    const run = async (...args: string[]): Promise<Outcome> =>
      await runCli(['check', '--baseline', name, ...args], { cwd: folder.path, main: realMain });
    await run('--update-baseline');
    await folder.write({ 'a.ts': `// more\n${head}${save}\nexport const version = 2;\n${load}` });
    assert.deepEqual(await run(), {
      status: 0,
      stdout: 'No findings in 1 file\n',
      stderr: `3 findings accepted by ${name}.\n`,
    });
  });
});
