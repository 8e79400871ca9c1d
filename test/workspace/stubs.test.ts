import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { defaultSettings } from '../../src/engine/settings.ts';
import { editorSession, projectSession } from '../helpers/typescript-session.ts';
import type { Session } from '../../src/workspace/session.ts';
import { removeTemporaryFolders, temporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

const load = `import fs from 'node:fs';
export async function load(path) {
  return fs.readFileSync(path, 'utf8');
}
`;

const index = `export { load } from './load.js';
`;

const stub = `import fs from 'node:fs';
import { load } from '../src/index.js';
it('loads', async () => {
  sinon.stub(fs, 'readFileSync').returns('');
  await load('a');
});
`;

const files = { 'src/load.js': load, 'src/index.js': index };

describe('tests that put stubs in the place of what is converted', () => {
  let folder: TemporaryFolder;
  let session: Session;

  afterEach(removeTemporaryFolders);

  async function open(more: Readonly<Record<string, string>>): Promise<void> {
    folder = await temporaryFolder({ ...files, ...more });
    session = projectSession(folder.path, false);
  }

  /** The title of the conversion of the first finding of a file. */
  async function titleOf(file = 'src/load.js'): Promise<string> {
    const path = folder.at(file);
    const [finding] = (await session.report(path, defaultSettings))?.findings ?? [];
    assert.ok(finding);
    const conversion = await session.convert(path, finding);
    assert.ok('fix' in conversion);
    const { title, safe, caveats = [] } = conversion.fix;
    assert.equal(safe, caveats.length === 0);
    return title.replace(/^Convert to `.*?`(?= \(|$)/, '').trim();
  }

  const plain = '';

  it('make a conversion a suggestion that says so, which is left by fix-all', async () => {
    await open({ 'test/load.test.js': stub });
    assert.equal(await titleOf(), '(tests replace `fs.readFileSync`: test/load.test.js:4)');
    const { edits, remaining } = await session.fixAll(folder.at('src/load.js'), defaultSettings);
    assert.deepEqual(edits, []);
    assert.equal(remaining.length, 1);
  });

  it('are counted by files', async () => {
    await open({ 'test/a.test.js': stub, 'test/b.test.js': stub, 'test/c.test.js': stub });
    assert.equal(await titleOf(), '(tests replace `fs.readFileSync`: test/a.test.js:4 and 2 more files)');
  });

  it('matter to calls on a descriptor, which change together', async () => {
    await open({
      'src/load.js': `import fs from 'node:fs';
export async function load(path) {
  const fd = fs.openSync(path, 'w');
  fs.writeFileSync(fd, 'a');
  fs.closeSync(fd);
}
`,
      'test/load.test.js': stub.replace('readFileSync', 'writeFileSync'),
    });
    assert.match(await titleOf(), /\(tests replace `fs\.writeFileSync`: test\/load\.test\.js:4\)$/);
    const path = folder.at('src/load.js');
    const { edits, remaining } = await session.fixAll(path, defaultSettings);
    assert.deepEqual(edits, []);
    assert.equal(remaining.length, 3);
  });

  it('do not matter where they replace another function', async () => {
    await open({ 'test/load.test.js': stub.replace('readFileSync', 'existsSync') });
    assert.equal(await titleOf(), plain);
  });

  it('do not matter where they do not load the file', async () => {
    await open({
      'test/other.test.js': stub.replace('../src/index.js', '../src/other.js'),
      'src/other.js': '',
    });
    assert.equal(await titleOf(), plain);
  });

  it('do not matter where more than four imports lie between', async () => {
    const chain = {
      'src/one.js': "export * from './two.js';\n",
      'src/two.js': "export * from './index.js';\n",
      'test/load.test.js': stub.replace('index', 'two'),
    };
    await open(chain);
    assert.match(await titleOf(), /tests replace/);
    await open({ ...chain, 'test/load.test.js': stub.replace('index', 'one') });
    assert.match(await titleOf(), /tests replace/);
    await open({
      ...chain,
      'src/none.js': "export * from './one.js';\n",
      'test/load.test.js': stub.replace('index', 'none'),
    });
    assert.equal(await titleOf(), plain);
  });

  it('do not matter where they replace what is called afterwards', async () => {
    await open({ 'test/load.test.js': stub.replace("'node:fs'", "'node:fs/promises'").replace('Sync', '') });
    assert.equal(await titleOf(), plain);
  });

  it('do not matter where they replace the file itself', async () => {
    await open({ 'test/load.test.js': `vi.mock('../src/load.js');\n${stub}` });
    assert.equal(await titleOf(), plain);
  });

  it('matter as a whole module, unless a file system in memory stands for both', async () => {
    const test = `vi.mock('fs', () => memfs.fs);
import { load } from '../src/load.js';
import * as memfs from 'memfs';
it('loads', () => load('a'));
`;
    await open({ 'test/load.test.js': test });
    assert.equal(await titleOf(), '(tests replace `fs`: test/load.test.js:1)');
    await open({ 'test/load.test.js': `vi.mock('fs/promises', () => memfs.fs.promises);\n${test}` });
    assert.equal(await titleOf(), plain);
  });

  it('matter for the one file that a loader gives stubs to', async () => {
    const test = `const path = '../src/index';
it('loads', () => proxyquire(path, { 'node:fs': { readFileSync: () => '' } }).load('a'));
`;
    await open({ 'test/load.test.js': test });
    assert.equal(await titleOf(), plain);
    await open({ 'test/load.test.js': test.replace('index', 'load') });
    assert.equal(await titleOf(), '(tests replace `fs.readFileSync`: test/load.test.js:2)');
  });

  it('matter by a path in a string and by a file that helps them', async () => {
    await open({
      'test/load.test.js': stub.replace(/import { load }.*/, "const { load } = await import(at('../src'));"),
    });
    assert.match(await titleOf(), /test\/load\.test\.js:4/);
    await open({
      'test/helpers/stub.js':
        "import fs from 'fs';\nexport const stub = () => sinon.stub(fs, 'readFileSync');\n",
      'test/load.test.js':
        "import { stub } from './helpers/stub.js';\nimport { load } from '../src/load.js';\n",
    });
    assert.equal(await titleOf(), '(tests replace `fs.readFileSync`: test/helpers/stub.js:2)');
  });

  it('do not count in code that is no test', async () => {
    await open({ 'src/patch.js': stub.replace('it(', 'run(').replace('../src', '.') });
    assert.equal(await titleOf(), plain);
  });

  it('matter where they go on without awaiting what is converted', async () => {
    const test = `import { load } from '../src/load.js';
it('loads', () => {
  load('a');
  expect(1);
});
`;
    await open({ 'test/load.test.js': test });
    assert.equal(await titleOf(), '(tests call `load` without awaiting it: test/load.test.js:3)');
    for (const other of [
      test.replace("load('a')", "await load('a')"),
      test.replace('  expect(1);\n', ''),
      test.replace("load('a')", "reload('a')"),
      test.replace('load.js', 'index.js'),
      test.replace('it(', 'run('),
    ]) {
      await open({ 'test/load.test.js': other });
      assert.equal(await titleOf(), plain);
    }
    const method = `const Loader = proxyquire('../src/load', {});
it('loads', () => {
  const loader = new Loader();
  void loader.load('a');
  expect(1);
});
`;
    await open({ 'test/load.test.js': method });
    assert.equal(await titleOf(), '(tests call `load` without awaiting it: test/load.test.js:4)');
  });

  it('are awaited where a helper becomes async', async () => {
    const helper = load.replace('async ', '');
    const main = "import { load } from './load.js';\nexport const main = async () => load('a');\n";
    const test =
      "import { load } from '../src/load.js';\nit('loads', () => {\n  load('a');\n  expect(1);\n});\n";
    await open({ 'src/load.js': helper, 'src/main.js': main, 'test/load.test.js': test });
    const [finding] = (await session.report(folder.at('src/main.js'), defaultSettings))?.findings ?? [];
    assert.ok(finding);
    const outcome = await session.cascade(finding, defaultSettings);
    assert.ok('cascade' in outcome);
    assert.deepEqual(outcome.cascade.caveats, []);
    assert.match(
      outcome.cascade.files.find(({ file }) => file === folder.at('test/load.test.js'))?.text ?? '',
      /await load/,
    );
  });

  it('are followed as they change in an editor and on disk', async () => {
    await open({ 'test/load.test.js': stub });
    const test = folder.at('test/load.test.js');
    assert.match(await titleOf(), /tests replace/);
    session.setText(test, stub.replace('readFileSync', 'statSync'));
    assert.equal(await titleOf(), plain);
    session.setText(test, stub);
    assert.match(await titleOf(), /tests replace/);
    session.release(test);
    await rm(test);
    session.fileChanged(test);
    assert.equal(await titleOf(), plain);
    await folder.write({ 'test/more/new.test.js': stub.replaceAll('../', '../../') });
    session.fileChanged(folder.at('test/more/new.test.js'));
    assert.match(await titleOf(), /test\/more\/new\.test\.js:4/);
  });

  it('are known before the project is', async () => {
    folder = await temporaryFolder({ ...files, 'test/load.test.js': stub });
    session = editorSession();
    const excludes = { exclude: [], defaultExcludes: true, base: folder.path };
    session.setRoots([{ folder: folder.path, excludes }]);
    assert.match(await titleOf(), /tests replace/);
  });

  it('make a helper that is to be async a suggestion', async () => {
    const helper = load.replace('async ', '');
    const main = "import { load } from './load.js';\nexport const main = async () => load('a');\n";
    await open({
      'src/load.js': helper,
      'src/main.js': main,
      'test/load.test.js': stub.replace('await ', ''),
    });
    const [finding] = (await session.report(folder.at('src/main.js'), defaultSettings))?.findings ?? [];
    assert.ok(finding);
    const outcome = await session.cascade(finding, defaultSettings);
    assert.ok('cascade' in outcome);
    assert.deepEqual(outcome.cascade.caveats, ['tests replace `fs.readFileSync`: test/load.test.js:4']);
    assert.match(outcome.cascade.title, /; tests replace `fs\.readFileSync`: test\/load\.test\.js:4\)$/);
  });
});
