import assert from 'node:assert/strict';
import { defaultSettings } from '../../src/engine/settings.ts';
import { namesInScript, setupNames, type Runner } from '../../src/workspace/testing/setup-names.ts';
import { projectSession } from '../helpers/typescript-session.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

const load = `import fs from 'node:fs';
export async function load(path) {
  return fs.readFileSync(path, 'utf8');
}
`;

const setup = `import fs from 'node:fs';
vi.spyOn(fs, 'readFileSync').mockReturnValue('');
`;

/** The caveats of the first conversion in a file. */
async function caveatsOf(
  files: Readonly<Record<string, string>>,
  file = 'src/load.js',
): Promise<readonly string[]> {
  const folder = await temporaryFolder({ 'package.json': '{}', 'src/load.js': load, ...files });
  const session = projectSession(folder.path, false);
  const [finding] = (await session.report(folder.at(file), defaultSettings))?.findings ?? [];
  assert.ok(finding);
  const conversion = await session.convert(folder.at(file), finding);
  assert.ok('fix' in conversion);
  return conversion.fix.caveats ?? [];
}

describe('files that run before tests', () => {
  afterEach(removeTemporaryFolders);

  const named = (file: string, line = 2): readonly string[] => [
    `tests replace \`fs.readFileSync\`: ${file}:${line}`,
  ];

  it('count where the configuration of a runner names them', async () => {
    const configs: readonly (readonly [string, string])[] = [
      ['vitest.config.ts', "export default { test: { setupFiles: ['./tools/setup.js'] } };"],
      ['jest.config.js', "module.exports = { setupFilesAfterEnv: ['<rootDir>/tools/setup'] };"],
      ['.mocharc.yml', 'spec: a\nrequire:\n  - ts-node/register\n  - ./tools/setup.js\n'],
      ['.mocharc.json', '{ "require": "tools/setup.js" }'],
      ['spec/support/jasmine.json', '{ "spec_dir": "tools", "helpers": ["**/set*.js", "!**/*.txt"] }'],
      ['package.json', '{ "jest": { "setupFiles": ["./tools/setup.js"] } }'],
      ['package.json', '{ "scripts": { "test": "c8 mocha -r ./tools/setup.js && lint" } }'],
      ['package.json', '{ "scripts": { "test": "jasmine --config=tools/jasmine.json" } }'],
    ];
    for (const [config, text] of configs) {
      const files = { 'tools/setup.js': setup, 'tools/jasmine.json': '{"helpers": ["tools/setup.js"]}' };
      assert.deepEqual(await caveatsOf({ ...files, [config]: text }), named('tools/setup.js'), text);
    }
  });

  it('count with what they load, unless that is code', async () => {
    const config = { '.mocharc.cjs': "module.exports = { require: ['./test/setup.js'] };" };
    const helper = { ...config, 'test/setup.js': "import './fake.js';\n", 'test/fake.js': setup };
    assert.deepEqual(await caveatsOf(helper), named('test/fake.js'));
    const code = { ...config, 'test/setup.js': "import '../src/fake.js';\n", 'src/fake.js': setup };
    assert.deepEqual(await caveatsOf(code), []);
  });

  it('do not count for other packages, nor where nothing names them', async () => {
    const config = 'export default { test: { setupFiles: "./setup.js" } };';
    const one = { 'one/vite.config.js': config, 'one/setup.js': setup, 'one/package.json': '{}' };
    assert.deepEqual(await caveatsOf(one), []);
    assert.deepEqual(await caveatsOf({ ...one, 'one/load.js': load }, 'one/load.js'), named('one/setup.js'));
    assert.deepEqual(await caveatsOf({ 'tools/setup.js': setup }), []);
  });

  it('count as a stand-in for a package that Jest takes without being told', async () => {
    const json = `import fs from 'fs-extra';
export const load = async (path) => fs.readJsonSync(path);
`;
    const mock = { '__mocks__/fs-extra.js': 'module.exports = {};\n' };
    assert.deepEqual(await caveatsOf({ 'src/load.js': json, ...mock }), [
      'tests replace `fs-extra`: __mocks__/fs-extra.js:1',
    ]);
    assert.deepEqual(
      await caveatsOf({ 'src/load.js': json, 'other/__mocks__/fs-extra.js': 'module.exports = {};\n' }),
      [],
    );
    // A module of Node is replaced only where a test says so.
    assert.deepEqual(await caveatsOf({ '__mocks__/fs.js': 'module.exports = {};\n' }), []);
  });

  it('are read from configurations as they are written', () => {
    const cases: readonly (readonly [Runner, string, readonly string[]])[] = [
      ['jest', "setupFiles: path.resolve(__dirname, 'test', 'a.ts'),", ['test/a.ts', 'test', 'a.ts']],
      ['jest', "'setupFiles': [\n  'a',\n  `b`,\n], other: ['c']", ['a', 'b']],
      ['jest', 'setupFiles: ["a"], coverage: { x: ["b"] }, setupFilesAfterEnv: ["c"]', ['a', 'c']],
      ['jest', 'setupFiles: "a", globals: "b"', ['a']],
      ['jest', 'setupFiles: files', ['files']],
      ['jest', 'setupFiles: [', []],
      ['mocha', 'require: ./a.js # first\nfile: "b.js"\n', ['./a.js', 'b.js']],
      ['mocha', 'require: # both\n  - a\n  - "b"\nspec:\n  - c\n', ['a', 'b']],
      ['mocha', "const x = require('x');\nmodule.exports = { import: 'y' };", ['y']],
      ['ava', 'requires: ["a"]', []],
    ];
    for (const [runner, text, names] of cases) assert.deepEqual(setupNames(text, runner), names, text);
    assert.deepEqual(namesInScript('tsc && mocha -r a --file "b" x.js --config c | node --import=d --test'), {
      setups: ['a', 'b', 'd'],
      configs: ['c'],
    });
    assert.deepEqual(namesInScript('webpack --config a; eslint -c b'), { setups: [], configs: [] });
  });
});
