import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { createExcluder, discover, type DiscoveryOptions } from '../../src/workspace/discovery.ts';
import { PathError } from '../../src/workspace/named-paths.ts';
import { removeTemporaryFolders, temporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);

describe('discovery', () => {
  afterEach(removeTemporaryFolders);

  /** The files found, relative to the folder. */
  async function find(folder: TemporaryFolder, paths: string[], options: Partial<DiscoveryOptions> = {}) {
    const found = await discover(paths, optionsFor(folder, options));
    return found.files.map((file) => path.relative(folder.path, file).replaceAll(path.sep, '/'));
  }

  function optionsFor(folder: TemporaryFolder, options: Partial<DiscoveryOptions> = {}): DiscoveryOptions {
    return {
      cwd: folder.path,
      base: folder.path,
      extensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'],
      exclude: [],
      defaultExcludes: true,
      ...options,
    };
  }

  it('lists the source files of a folder, sorted', async () => {
    const folder = await temporaryFolder({
      'b.ts': '',
      'a/z.tsx': '',
      'a/b/deep.mjs': '',
      'a.CJS': '',
      'readme.md': '',
      'data.json': '',
      'empty/': '',
      'a-b.ts': '',
    });
    assert.deepEqual(await find(folder, ['.']), ['a-b.ts', 'a.CJS', 'a/b/deep.mjs', 'a/z.tsx', 'b.ts']);
  });

  it('lists a file once, however often it is named', async () => {
    const folder = await temporaryFolder({ 'src/a.ts': '', 'src/b.ts': '' });
    const paths = ['src', 'src/a.ts', '.', 'src/*.ts', folder.at('src/b.ts')];
    assert.deepEqual(await find(folder, paths), ['src/a.ts', 'src/b.ts']);
  });

  describe('default excludes', () => {
    const entries = {
      'src/index.ts': '',
      'lib/index.js': '',
      'node_modules/p/index.js': '',
      'src/node_modules/p/index.js': '',
      'dist/a.js': '',
      'packages/a/build/a.js': '',
      'out/a.js': '',
      'coverage/a.js': '',
      '.next/a.js': '',
      '.git/hooks/a.js': '',
      'vendor/a.js': '',
      'test/a.ts': '',
      'tests/a.ts': '',
      'src/__tests__/a.ts': '',
      'src/a.test.ts': '',
      'src/a.spec.jsx': '',
      'src/jquery.min.js': '',
      'src/types.d.ts': '',
      'src/styles.d.css.ts': '',
      'src/latest.ts': '',
      'src/test.ts': '',
      '.eslintrc.cjs': '',
    };

    it('leave out tests, build output and vendored code', async () => {
      const folder = await temporaryFolder(entries);
      const expected = ['.eslintrc.cjs', 'lib/index.js', 'src/index.ts', 'src/latest.ts', 'src/test.ts'];
      assert.deepEqual(await find(folder, ['.']), expected);
    });

    it('can be switched off, except for installed packages, declarations and hidden folders', async () => {
      const folder = await temporaryFolder(entries);
      const files = await find(folder, ['.'], { defaultExcludes: false });
      assert.ok(files.includes('test/a.ts') && files.includes('dist/a.js'));
      assert.deepEqual(
        files.filter((file) => /node_modules|\.next|\.git\/|\.d\./.test(file)),
        [],
      );
    });

    it('do not count for a file that is named', async () => {
      const folder = await temporaryFolder(entries);
      const named = ['node_modules/p/index.js', 'src/a.test.ts', 'src/types.d.ts', '.next/a.js'];
      assert.deepEqual(await find(folder, named), [...named].sort());
    });

    it('do not count for a folder that is named, but below it', async () => {
      const folder = await temporaryFolder({
        ...entries,
        'test/helpers/dist/b.ts': '',
        'test/a.test.ts': '',
      });
      assert.deepEqual(await find(folder, ['test']), ['test/a.ts']);
      assert.deepEqual(await find(folder, ['node_modules/p']), ['node_modules/p/index.js']);
    });

    it('do not count for the folders above', async () => {
      const folder = await temporaryFolder({ 'test/project/src/a.ts': '' });
      assert.deepEqual(await find(folder, ['.'], { cwd: folder.at('test/project') }), [
        'test/project/src/a.ts',
      ]);
    });
  });

  describe('own excludes', () => {
    it('are names anywhere, or paths from their base', async () => {
      const folder = await temporaryFolder({
        'src/a.ts': '',
        'src/gen/a.ts': '',
        'gen/a.ts': '',
        'src/a.generated.ts': '',
        'old/x/a.ts': '',
        'src/old/x/a.ts': '',
      });
      const left = await find(folder, ['.'], { exclude: ['*.generated.*', './old/x/', 'src/gen/**'] });
      assert.deepEqual(left, ['gen/a.ts', 'src/a.ts', 'src/old/x/a.ts']);
      const files = await find(folder, ['.'], { exclude: ['gen', '**/old/**'] });
      assert.deepEqual(files, ['src/a.generated.ts', 'src/a.ts']);
    });

    it('can be asked about one path', () => {
      const isExcluded = createExcluder({ exclude: ['gen'], defaultExcludes: true, base: '/p' });
      assert.ok(isExcluded('/p/src/gen') && isExcluded('/p/a.test.ts') && !isExcluded('/p/src/a.ts'));
    });
  });

  describe('.gitignore', () => {
    it('counts from the root of the repository down, the innermost deciding', async () => {
      const folder = await temporaryFolder({
        '.git/HEAD': '',
        '.gitignore': '\uFEFF*.gen.ts\n/top.ts\nlogs/\n# comment\n',
        'top.ts': '',
        'a/top.ts': '',
        'a/x.gen.ts': '',
        'a/.gitignore': '!keep.gen.ts\nlocal/\n!logs/\n',
        'a/keep.gen.ts': '',
        'a/local/x.ts': '',
        'a/logs/x.ts': '',
        'a/logs/y.gen.ts': '',
        'a/b/x.gen.ts': '',
        'a/b/keep.gen.ts': '',
        'b/keep.gen.ts': '',
        'b/local/x.ts': '',
        'b/logs/x.ts': '',
      });
      const expected = ['a/b/keep.gen.ts', 'a/keep.gen.ts', 'a/logs/x.ts', 'a/top.ts', 'b/local/x.ts'];
      assert.deepEqual(await find(folder, ['.']), expected);
      assert.deepEqual(await find(folder, ['b']), ['b/local/x.ts']);
      assert.deepEqual(await find(folder, ['.'], { cwd: folder.at('b') }), ['b/local/x.ts']);
    });

    it('agrees with git', async function () {
      const folder = await temporaryFolder({
        '.gitignore': '*.log.ts\n/build2\nfoo/*\n!foo/keep.ts\n**/deep/*.js\n\\#hash.ts\nspace\\ .ts\n',
        'a.log.ts': '',
        'build2/a.ts': '',
        'x/build2/a.ts': '',
        'foo/a.ts': '',
        'foo/keep.ts': '',
        'x/foo/a.ts': '',
        'x/deep/a.js': '',
        'x/deep/y/a.js': '',
        '#hash.ts': '',
        'x/.gitignore': '*.ts\n!/deep/\n',
        'x/deep/b.ts': '',
        'é/ü.ts': '',
        'x/deep/.gitignore': '!b.ts\n',
        'w/.gitignore': '!build2\n*.gen.ts\n',
        'w/build2/a.ts': '',
        'w/build2/a.log.ts': '',
        'w/build2/a.gen.ts': '',
      });
      try {
        await run('git', ['init', '-q'], { cwd: folder.path });
      } catch {
        this.skip();
      }
      const { stdout } = await run('git', ['ls-files', '-z', '--others', '--exclude-standard'], {
        cwd: folder.path,
      });
      const expected = stdout.split('\0').filter((file) => /\.[jt]s$/.test(file));
      assert.deepEqual(await find(folder, ['.']), expected.sort());
    });

    it('does not count for what is named', async () => {
      const folder = await temporaryFolder({
        '.git/HEAD': '',
        '.gitignore': 'generated/\n*.log.ts\n',
        'generated/a.ts': '',
        'generated/b.log.ts': '',
        'generated/.gitignore': 'c.ts\n',
        'generated/c.ts': '',
      });
      assert.deepEqual(await find(folder, ['.']), []);
      assert.deepEqual(await find(folder, ['generated']), ['generated/a.ts']);
      assert.deepEqual(await find(folder, ['generated/b.log.ts']), ['generated/b.log.ts']);
    });

    it('counts without a repository too, from the working folder down', async () => {
      const folder = await temporaryFolder({
        '.gitignore': 'a.ts\n',
        'work/.gitignore': 'b.ts\n',
        'work/src/a.ts': '',
        'work/src/b.ts': '',
      });
      assert.deepEqual(await find(folder, ['src'], { cwd: folder.at('work') }), ['work/src/a.ts']);
    });
  });

  describe('globs', () => {
    const entries = {
      'src/a.ts': '',
      'src/b.js': '',
      'src/x/c.ts': '',
      'src/x/y/d.ts': '',
      'other/e.ts': '',
      'src/x/a.test.ts': '',
    };

    it('are expanded', async () => {
      const folder = await temporaryFolder(entries);
      assert.deepEqual(await find(folder, ['src/**/*.ts']), ['src/a.ts', 'src/x/c.ts', 'src/x/y/d.ts']);
      assert.deepEqual(await find(folder, ['src/*.ts']), ['src/a.ts']);
      assert.deepEqual(await find(folder, ['src/*/*.ts']), ['src/x/c.ts']);
      assert.deepEqual(await find(folder, ['{src,other}/*.ts']), ['other/e.ts', 'src/a.ts']);
      assert.deepEqual(await find(folder, ['../other/*'], { cwd: folder.at('src') }), ['other/e.ts']);
      assert.deepEqual(await find(folder, [`${folder.path}/src/*.js`]), ['src/b.js']);
    });

    it('are file names first', async () => {
      const folder = await temporaryFolder({
        'app/[id]/page.ts': '',
        'app/i/page.ts': '',
        'app/(group)/a.ts': '',
      });
      assert.deepEqual(await find(folder, ['app/[id]/page.ts']), ['app/[id]/page.ts']);
      assert.deepEqual(await find(folder, ['app/(group)']), ['app/(group)/a.ts']);
      assert.deepEqual(await find(folder, ['app/\\[id\\]/*.ts']), ['app/[id]/page.ts']);
    });

    for (const glob of ['src/**/*.tsx', 'missing/**/*.ts', 'src/x/*.test.ts']) {
      it(`must match a file: ${glob}`, async () => {
        const folder = await temporaryFolder(entries);
        await assert.rejects(find(folder, [glob]), (error) => {
          assert.ok(error instanceof PathError);
          assert.ok(error.message.includes(`No file matches ${glob}`));
          return true;
        });
      });
    }
  });

  describe('what cannot be read', () => {
    it('is an error when it was named', async () => {
      const folder = await temporaryFolder({ 'a.ts': '', loop: { linkTo: 'loop' } });
      await assert.rejects(find(folder, ['a.ts', 'missing.ts']), {
        name: 'PathError',
        message: 'Cannot read missing.ts: does not exist.',
      });
      await assert.rejects(find(folder, ['a.ts/b.ts']), {
        message: 'Cannot read a.ts/b.ts: does not exist.',
      });
      await assert.rejects(find(folder, ['loop']), { message: 'Cannot read loop: is a circular link.' });
      await assert.rejects(find(folder, ['']), PathError);
      await assert.rejects(find(folder, ['a'.repeat(5000)]), /the path is too long/);
    });

    it('is noted when it was come upon', async function () {
      // Root may read everything, so permissions prove nothing; a path that is too long stops root as well.
      if (process.platform === 'win32') this.skip();
      const folder = await temporaryFolder({ 'a.ts': '', 'name/b.ts': '' });
      // No path can name the innermost folder, but folders can be moved into each other.
      for (let level = 0; level < 17; level += 1) {
        await folder.write({ 'wrap/': '' });
        await rename(folder.at('name'), folder.at(`wrap/${'x'.repeat(250)}`));
        await rename(folder.at('wrap'), folder.at('name'));
      }
      const found = await discover(['.'], optionsFor(folder));
      assert.deepEqual(
        found.files.map((file) => path.basename(file)),
        ['a.ts'],
      );
      assert.deepEqual(
        found.skipped.map(({ skipped }) => skipped),
        ['the path is too long'],
      );
      await run('rm', ['-rf', folder.at('name')]);
    });

    it('is noted when it is a named file in no known language', async () => {
      const folder = await temporaryFolder({ 'a.ts': '', 'readme.md': '' });
      const found = await discover(['a.ts', 'readme.md'], optionsFor(folder));
      assert.deepEqual(found.files, [folder.at('a.ts')]);
      assert.deepEqual(
        found.skipped.map((file) => file.path),
        [folder.at('readme.md')],
      );
    });
  });

  describe('links', () => {
    it('that are circular or broken do no harm', async () => {
      const folder = await temporaryFolder({
        'src/a.ts': '',
        'src/self': { linkTo: '.' },
        'src/up': { linkTo: '../..' },
        'src/x/parent': { linkTo: '..' },
        'src/one': { linkTo: 'two' },
        'src/two': { linkTo: 'one' },
        'src/broken.ts': { linkTo: 'missing.ts' },
        'src/x/b.ts': '',
      });
      assert.deepEqual(await find(folder, ['.']), ['src/a.ts', 'src/x/b.ts']);
      assert.deepEqual(await find(folder, ['src']), ['src/a.ts', 'src/x/b.ts']);
    });

    it('add nothing that is there already under its own name', async () => {
      const folder = await temporaryFolder({
        'z/a.ts': '',
        'a-link': { linkTo: 'z' },
        'a-link.ts': { linkTo: 'z/a.ts' },
        'b/link': { linkTo: '../z' },
      });
      assert.deepEqual(await find(folder, ['.']), ['z/a.ts']);
      assert.deepEqual(await find(folder, ['b']), ['b/link/a.ts']);
    });

    it('are followed within the project, not out of it or to what is excluded', async () => {
      const outside = await temporaryFolder({ 'x.ts': '', 'dir/y.ts': '' });
      const folder = await temporaryFolder({
        '.git/HEAD': '',
        '.gitignore': 'ignored\n',
        'shared/a.ts': '',
        'app/shared': { linkTo: '../shared' },
        'app/away': { linkTo: outside.path },
        'app/away.ts': { linkTo: outside.at('x.ts') },
        'app/package': { linkTo: '../node_modules/p' },
        'app/ignored-link': { linkTo: '../ignored' },
        'app/text.ts': { linkTo: '../.gitignore' },
        'node_modules/p/p.ts': '',
        'ignored/i.ts': '',
      });
      const found = await discover(['app'], optionsFor(folder));
      assert.deepEqual(found.files, [folder.at('app/shared/a.ts'), folder.at('app/text.ts')]);
      assert.deepEqual(
        found.skipped.map((file) => file.path),
        [folder.at('app/away'), folder.at('app/away.ts')],
      );
    });

    it('are followed anywhere when they are named', async () => {
      const outside = await temporaryFolder({ 'dir/y.ts': '' });
      const folder = await temporaryFolder({ out: { linkTo: outside.at('dir') } });
      assert.deepEqual(await find(folder, ['out']), ['out/y.ts']);
      assert.deepEqual(await find(folder, ['out/y.ts']), ['out/y.ts']);
    });

    it('give the same list every time', async () => {
      const entries: Record<string, string | { linkTo: string }> = {};
      for (let index = 0; index < 30; index += 1) {
        entries[`real/${index}/f.ts`] = '';
        entries[`app/l${index % 7}/x${index}`] = { linkTo: `../../real/${index % 5}` };
      }
      const folder = await temporaryFolder(entries);
      const first = await find(folder, ['app']);
      assert.equal(first.length, 5);
      for (let round = 0; round < 5; round += 1) assert.deepEqual(await find(folder, ['app']), first);
    });
  });

  it('copes with folders nested deeper than any call stack would like', async () => {
    const folder = await temporaryFolder({ [`${'d/'.repeat(1500)}a.ts`]: '' });
    assert.equal((await find(folder, ['.'])).length, 1);
  });

  it('stops when it is told to', async () => {
    const folder = await temporaryFolder({ 'a/b/c.ts': '' });
    const stop = new AbortController();
    stop.abort();
    await assert.rejects(find(folder, ['.'], { signal: stop.signal }), { name: 'AbortError' });
  });
});
