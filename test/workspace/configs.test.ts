import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { configName, configWarnings, createConfigs } from '../../src/workspace/configs.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

describe('configuration files', () => {
  afterEach(removeTemporaryFolders);

  it('hold for the folders below them, the nearest alone', async () => {
    const folder = await temporaryFolder({
      [configName]: '{ "brief": false }',
      'a/b/c.ts': '',
      [`inner/${configName}`]: '{ "unknownSync": false }',
      'inner/deep/c.ts': '',
    });
    const configs = createConfigs();
    const of = async (name: string): Promise<unknown> => (await configs.of(folder.at(name)))?.config.analysis;
    const outer = await configs.of(folder.at('a/b'));
    assert.equal(outer?.path, folder.at(configName));
    assert.equal(outer, await configs.of(folder.path));
    const { analysis } = outer.config;
    assert.deepEqual([analysis.brief, analysis.unknownSync], [false, true]);
    assert.deepEqual(await of('inner/deep'), { ...analysis, brief: true, unknownSync: false });
    assert.equal((await configs.known()).length, 2);
    assert.equal(await configs.of('untitled:Untitled-1'), undefined);
  });

  it('are read again when they have changed', async () => {
    const folder = await temporaryFolder({ [configName]: '{ "brief": false }' });
    const configs = createConfigs();
    const brief = async (): Promise<boolean | undefined> =>
      (await configs.of(folder.path))?.config.analysis.brief;
    assert.equal(await brief(), false);
    await writeFile(folder.at(configName), '{}');
    assert.equal(await brief(), false);
    configs.clear();
    assert.equal(await brief(), true);
    await rm(folder.at(configName));
    configs.clear();
    assert.equal(await brief(), undefined);
  });

  it('give way to one that is named', async () => {
    const folder = await temporaryFolder({ [configName]: '{}', 'c/u.json': '{ "brief": false }' });
    const configs = createConfigs(folder.at('c/u.json'));
    assert.equal((await configs.of(folder.path))?.config.analysis.brief, false);
    assert.equal((await configs.of('/elsewhere'))?.config.files.base, folder.at('c'));
  });

  async function warnings(text: string | Buffer, name = 'c/u.json'): Promise<readonly string[]> {
    const folder = await temporaryFolder({ 'c/u.json': text, 'c/src/db.ts': '', 'c/lib/index.js': '' });
    const config = await createConfigs(folder.at(name)).of('/');
    assert.ok(config);
    return configWarnings(config, name);
  }

  it('have their bad entries named with their places', async () => {
    assert.deepEqual(await warnings('\uFEFF{\r\n  "brief": 1,\r\n  "x": 2 }'), [
      'c/u.json:2:12: "brief" must be true or false, so its default is used.',
      'c/u.json:3:3: "x" is no setting, so it is ignored.',
    ]);
  });

  it('may only name files that are there', async () => {
    const calls = ['./src/db#load', './src/db.ts#load', './lib#run', './lib/index#run', '../c/src/db#*'];
    assert.deepEqual(await warnings(JSON.stringify({ ignoredCalls: calls, blockingCalls: calls })), []);
    assert.deepEqual(
      await warnings(
        '{ "blockingCalls": [{ "call": "./src/d#a" }], "ignoredCalls": ["./none#b", "./src#c"] }',
      ),
      [
        'c/u.json:1:31: "./src/d#a" names no file that is there.',
        'c/u.json:1:64: "./none#b" names no file that is there.',
        'c/u.json:1:76: "./src#c" names no file that is there.',
      ],
    );
  });

  const fatal: Readonly<Record<string, RegExp>> = {
    '{"brief": tru}': /^c\/u\.json:1:11: not valid JSON, .*\.$/,
    '[]': /^c\/u\.json:1:1: the configuration must be an object, so its default is used\.$/,
  };
  for (const [text, message] of Object.entries(fatal)) {
    it(`cannot be ${text}`, async () => {
      await assert.rejects(warnings(text), { name: 'ConfigError', message });
    });
  }

  it('have to be readable where they are named', async () => {
    await assert.rejects(warnings('{}', 'none.json'), {
      name: 'ConfigError',
      message: 'Cannot read the configuration none.json: does not exist.',
    });
    await assert.rejects(warnings('{}', 'c'), /Cannot read the configuration c: is a folder\./);
  });
});
