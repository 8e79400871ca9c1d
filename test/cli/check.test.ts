import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';
import { ended, runCli, startCli } from './run-cli.ts';

describe('unblock check', () => {
  afterEach(removeTemporaryFolders);

  it('reports findings with status 1', async () => {
    const folder = await temporaryFolder({
      'src/a.ts': 'readSync();\n  waitSync();\n',
      'b.ts': 'fine();\n',
      'test/c.ts': 'readSync();\n',
    });
    const { status, stdout, stderr } = await runCli(['check'], { cwd: folder.path });
    assert.equal(
      stdout,
      [
        'src/a.ts:1:1 warning `readSync` blocks [file]',
        'src/a.ts:2:3 warning `waitSync` blocks [file]',
        '',
        '2 findings in 1 of 2 files',
        '',
      ].join('\n'),
    );
    assert.deepEqual([status, stderr], [1, '']);
  });

  it('ends with status 0 when there is nothing to report', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'fine();\n', 'empty.ts': '' });
    assert.deepEqual(await runCli(['check', '.'], { cwd: folder.path }), {
      status: 0,
      stdout: 'No findings in 2 files\n',
      stderr: '',
    });
  });

  it('prints nothing but the report to standard output', async () => {
    const folder = await temporaryFolder({
      'a.ts': 'readSync();\n',
      'binary.ts': Buffer.from([0, 1, 2, 255]),
      'latin.ts': Buffer.from([0x2f, 0x2f, 0xe4]),
      'large.js': '//\n'.repeat(400_000),
      'minified.js': 'a;'.repeat(30_000),
    });
    const { status, stdout, stderr } = await runCli(['check', '--format', 'json'], { cwd: folder.path });
    const report = JSON.parse(stdout) as { findings: { file: string }[]; stats: { files: number } };
    assert.deepEqual(
      report.findings.map(({ file }) => file),
      ['a.ts'],
    );
    assert.equal(report.stats.files, 1);
    assert.equal(status, 1);
    assert.deepEqual(stderr.trimEnd().split('\n'), [
      'Skipped binary.ts: binary.',
      'Skipped large.js: larger than 1 MB.',
      'Skipped latin.ts: not valid UTF-8.',
      'Skipped minified.js: has a line of more than 20000 characters.',
    ]);
  });

  it('says so when everything is excluded', async () => {
    const folder = await temporaryFolder({ 'dist/a.ts': 'readSync();\n' });
    const { status, stderr } = await runCli(['check'], { cwd: folder.path });
    assert.equal(status, 0);
    assert.match(stderr, /^There are no files to check: what is there is excluded .*\n$/);
    assert.equal((await runCli(['check', 'dist/a.ts'], { cwd: folder.path })).status, 1);
  });

  it('uses a configuration', async () => {
    const folder = await temporaryFolder({
      'gen/a.ts': 'readSync();\n',
      'test/b.ts': 'readSync();\n',
      'c/u.json': '{ "exclude": ["gen", "../up/**"], "defaultExcludes": false } // done',
      'bad.json': '{\n  "exclude": 1\n}',
    });
    const { stdout, status } = await runCli(['check', '--config', 'c/u.json'], { cwd: folder.path });
    assert.match(stdout, /^test\/b\.ts:1:1 .*\n\n1 finding in 1 of 1 file\n$/);
    assert.equal(status, 1);
    const bad = await runCli(['check', '--config', 'bad.json'], { cwd: folder.path });
    assert.match(bad.stdout, /^gen\/a\.ts:1:1 .*\n\n1 finding /);
    assert.deepEqual(
      [bad.status, bad.stderr],
      [1, 'bad.json:2:14: "exclude" must be a list of globs, so its default is used.\n'],
    );
  });

  const wrong: Readonly<Record<string, RegExp>> = {
    '': /^Unblock finds calls[^]*Usage:/,
    'check missing': /^Cannot read missing: does not exist\.\n$/,
    'check *.missing': /^No file matches \*\.missing.*\n$/,
    'check --config missing.json': /^Cannot read the configuration missing\.json: does not exist\.\n$/,
    'check --wrong': /^There is no option --wrong; .*\n$/,
    'wrong .': /^There is no command wrong; .*\n$/,
  };
  for (const [line, message] of Object.entries(wrong)) {
    it(`says in one line what is wrong: unblock ${line}`, async () => {
      const folder = await temporaryFolder();
      const args = line.split(' ').filter((word) => word !== '');
      const { status, stdout, stderr } = await runCli(args, { cwd: folder.path });
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, message);
    });
  }

  it('goes on after a fault in one file, and does not call the result complete', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'FAULT', 'b.ts': 'readSync();' });
    const { status, stdout, stderr } = await runCli(['check'], { cwd: folder.path });
    assert.match(stdout, /^b\.ts:1:1 /);
    assert.equal(stderr, 'Could not analyse a.ts, which is a fault of Unblock: out of order.\n');
    assert.equal(status, 2);
  });

  it('says once what went wrong for the whole project', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `${index}.ts`);
    const folder = await temporaryFolder(Object.fromEntries(names.map((name) => [name, 'PROJECT FAULT'])));
    const { status, stderr } = await runCli(['check'], { cwd: folder.path });
    assert.equal(stderr, 'Could not analyse the project, which is a fault of Unblock: out of order.\n');
    assert.equal(status, 2);
  });

  it('is coloured only on request when piped', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'readSync();' });
    const { stdout } = await runCli(['check'], { cwd: folder.path, env: { FORCE_COLOR: '1' } });
    assert.ok(stdout.includes('\x1b[33mwarning'));
  });

  it('does not mind a reader that goes away', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = await temporaryFolder({ 'a.ts': 'readSync();\n'.repeat(20_000) });
    const child = startCli(['check'], { cwd: folder.path });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const head = spawn('head', ['-n', '1'], { stdio: [child.stdout, 'pipe', 'inherit'] });
    // Two readers would share the output: only `head` may read.
    child.stdout.destroy();
    const [line] = (await once(head.stdout.setEncoding('utf8'), 'data')) as [string];
    assert.match(line, /^a\.ts:1:1 warning/);
    assert.deepEqual([await ended(child), stderr], [1, '']);
  });

  it('hands on all of a long report', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'readSync();\n'.repeat(20_000) });
    const { stdout } = await runCli(['check'], { cwd: folder.path });
    assert.ok(stdout.endsWith('20000 findings in 1 of 1 file\n'));
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // Shells call that status 130 and 143. `BUSY` keeps the thread, so no listener would ever run.
    for (const text of ['SLOW', 'BUSY']) {
      it(`stops on ${signal} in the system's own way: ${text}`, async function () {
        if (process.platform === 'win32') this.skip();
        const folder = await temporaryFolder({ 'a.ts': text, 'b.ts': 'readSync();' });
        const child = startCli(['check'], { cwd: folder.path });
        let stdout = '';
        child.stdout.setEncoding('utf8').on('data', (part: string) => (stdout += part));
        child.stderr.once('data', () => child.kill(signal));
        assert.deepEqual([await ended(child), stdout], [signal, '']);
      });
    }
  }

  it('prints help and version', async () => {
    const folder = await temporaryFolder();
    for (const args of [['--help'], ['check', '--help'], ['help', 'fix']]) {
      const { status, stdout, stderr } = await runCli(args, { cwd: folder.path });
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /Usage:\n {2}unblock/);
      for (const line of stdout.split('\n')) assert.ok(line.length <= 100, line);
    }
    const { stdout } = await runCli(['--version'], { cwd: folder.path });
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });
});
