import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, readFile, readdir, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';
import { runCli } from './run-cli.ts';

const run = promisify(execFile);

describe('unblock fix', () => {
  afterEach(removeTemporaryFolders);

  it('converts what it can and reports the rest with status 1', async () => {
    const folder = await temporaryFolder({
      'a.ts': 'readSync();\nwaitSync();\nreadSync();\n',
      'b.ts': 'readSync();\n',
      'c.ts': 'fine();\n',
    });
    const { status, stdout, stderr } = await runCli(['fix'], { cwd: folder.path });
    assert.equal(await readFile(folder.at('a.ts'), 'utf8'), 'await read();\nwaitSync();\nawait read();\n');
    assert.equal(await readFile(folder.at('b.ts'), 'utf8'), 'await read();\n');
    assert.equal(
      stdout,
      [
        'a.ts:2:1 warning `waitSync` blocks [file]',
        '',
        '1 finding in 1 of 3 files',
        'Fixed 3 findings in 2 files',
        '',
      ].join('\n'),
    );
    assert.deepEqual([status, stderr], [1, '']);
    const again = await runCli(['fix'], { cwd: folder.path });
    assert.ok(again.stdout.endsWith('1 finding in 1 of 3 files\nFixed nothing\n'));
  });

  it('ends with status 0 when nothing is left', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'readSync();\n' });
    assert.deepEqual(await runCli(['fix'], { cwd: folder.path }), {
      status: 0,
      stdout: 'No findings in 1 file\nFixed 1 finding in 1 file\n',
      stderr: '',
    });
    assert.deepEqual(await runCli(['fix'], { cwd: folder.path }), {
      status: 0,
      stdout: 'No findings in 1 file\n',
      stderr: '',
    });
  });

  it('keeps marks, encodings, line ends, modes and links', async () => {
    const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16();
    const folder = await temporaryFolder({
      'mark.ts': '\uFEFFreadSync();\r\n// é\r\n',
      'wide.ts': utf16('\uFEFFreadSync();\r// é\n'),
      'real/none.ts': '// no line end\r\nreadSync()',
      'real-link.ts': { linkTo: 'real/none.ts' },
    });
    await chmod(folder.at('mark.ts'), 0o755);
    await runCli(['fix', 'mark.ts', 'wide.ts', 'real-link.ts'], { cwd: folder.path });
    assert.equal(await readFile(folder.at('mark.ts'), 'utf8'), '\uFEFFawait read();\r\n// é\r\n');
    assert.deepEqual(await readFile(folder.at('wide.ts')), utf16('\uFEFFawait read();\r// é\n'));
    assert.equal(await readFile(folder.at('real/none.ts'), 'utf8'), '// no line end\r\nawait read()');
    if (process.platform !== 'win32') assert.equal((await stat(folder.at('mark.ts'))).mode & 0o777, 0o755);
    assert.deepEqual((await readdir(folder.path)).sort(), ['mark.ts', 'real', 'real-link.ts', 'wide.ts']);
  });

  it('never touches what it skips', async () => {
    const latin = Buffer.from([...Buffer.from('readSync() // '), 0xe4]);
    const folder = await temporaryFolder({ 'latin.ts': latin, 'binary.ts': 'readSync()\0' });
    const { status, stderr } = await runCli(['fix'], { cwd: folder.path });
    assert.deepEqual(await readFile(folder.at('latin.ts')), latin);
    assert.equal(await readFile(folder.at('binary.ts'), 'utf8'), 'readSync()\0');
    assert.equal(stderr, 'Skipped binary.ts: binary.\nSkipped latin.ts: not valid UTF-8.\n');
    assert.equal(status, 0);
  });

  describe('--dry-run', () => {
    it('prints a diff that git applies, and changes nothing', async function () {
      const before = {
        'src/a.ts': '\uFEFFreadSync();\r\nwaitSync();\r\n',
        'src/b.ts': `${'fine();\n'.repeat(10)}readSync();\n${'fine();\n'.repeat(10)}readSync()`,
      };
      const folder = await temporaryFolder(before);
      const { status, stdout, stderr } = await runCli(['fix', '--dry-run'], { cwd: folder.path });
      assert.deepEqual([status, stderr], [1, 'Would fix 3 findings in 2 files; 1 finding would be left.\n']);
      assert.ok(stdout.startsWith('--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1,2 +1,2 @@\n'));
      for (const [name, text] of Object.entries(before)) {
        assert.equal(await readFile(folder.at(name), 'utf8'), text);
      }

      await folder.write({ 'change.diff': stdout });
      try {
        await run('git', ['--version']);
      } catch {
        this.skip();
      }
      await run('git', ['apply', '--whitespace=nowarn', 'change.diff'], { cwd: folder.path });
      for (const [name, text] of Object.entries(before)) {
        const expected = text.replaceAll('readSync', 'await read');
        assert.equal(await readFile(folder.at(name), 'utf8'), expected);
      }
    });

    it('prints nothing when there is nothing to do', async () => {
      const folder = await temporaryFolder({ 'a.ts': 'fine();\n' });
      assert.deepEqual(await runCli(['fix', '--dry-run'], { cwd: folder.path }), {
        status: 0,
        stdout: '',
        stderr: 'Would fix nothing; 0 findings would be left.\n',
      });
    });
  });

  it('goes on when one file cannot be written', async () => {
    // The analysis of the file removes it, so that writing it must fail.
    const folder = await temporaryFolder({ 'a.ts': 'readSync(); // VANISH', 'b.ts': 'readSync();' });
    const { status, stderr } = await runCli(['fix'], { cwd: folder.path });
    assert.equal(await readFile(folder.at('b.ts'), 'utf8'), 'await read();');
    assert.match(stderr, /^Could not fix a\.ts: does not exist\.\n/);
    assert.equal(status, 2);
  });
});
