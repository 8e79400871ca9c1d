import assert from 'node:assert/strict';

import { defaultSettings } from '../../src/engine/settings.ts';
import { defaultConfig, loadConfig, parseConfig } from '../../src/workspace/config.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

describe('configuration', () => {
  afterEach(removeTemporaryFolders);

  function messages(text: string): string[] {
    return parseConfig(text, '/p').problems.map(({ offset, message }) => `${offset}: ${message}`);
  }

  it('may be empty', () => {
    assert.deepEqual(parseConfig('{}', '/p'), { config: defaultConfig('/p'), problems: [] });
  });

  it('may have comments, trailing commas and nulls', () => {
    const { config, problems } = parseConfig(
      `{
        // a comment
        "$schema": "x",
        "severity": { "file": "off", "sleep": null, },
        "contexts": { "module": "hint" }, /* another */
        "brief": false,
        "unknownSync": false,
        "exclude": ["gen", "src/old/**"],
        "defaultExcludes": null,
      }`,
      '/p',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(config, {
      analysis: {
        categories: { file: 'off' },
        contexts: { ...defaultSettings.contexts, module: 'hint' },
        brief: false,
        unknownSync: false,
      },
      files: { exclude: ['gen', 'src/old/**'], defaultExcludes: true, base: '/p' },
    });
  });

  const bad: Readonly<Record<string, string>> = {
    '[]': '0: the configuration must be an object',
    '{"brief": 1}': '10: "brief" must be true or false',
    '{"severity": []}': '13: "severity" must be an object',
    '{"severity": {"files": "off"}}': '14: there is no setting "severity.files"',
    '{"severity": {"file": "warn"}}':
      '22: "severity.file" must be one of error, warning, information, hint, off',
    '{"contexts": {"module": 1}}':
      '24: "contexts.module" must be one of error, warning, information, hint, off',
    '{"exclude": "gen"}': '12: "exclude" must be a list of globs',
    '{"exclude": ["a", 1]}': '18: "exclude[1]" must be a glob',
    '{"exclude": ["!a"]}': '13: "exclude[0]" must be a glob without "!"',
    '{"color": 1}': '1: there is no setting "color"',
    '{"__proto__": 1}': '1: there is no setting "__proto__"',
    '{"brief": true': '14: not valid JSON, close brace expected',
    '': '0: not valid JSON, value expected',
  };
  for (const [text, problem] of Object.entries(bad)) {
    it(`says what is wrong with ${text || 'an empty file'}`, () => {
      assert.deepEqual(messages(text), [problem]);
    });
  }

  it('keeps what is good beside what is bad', () => {
    const { config, problems } = parseConfig('{"brief": false, "exclude": [1, "a"], "x": 1}', '/p');
    assert.deepEqual([config.analysis.brief, config.files.exclude], [false, ['a']]);
    assert.deepEqual(
      problems.map(({ offset }) => offset),
      [29, 38],
    );
  });

  it('names the place in one line', async () => {
    const folder = await temporaryFolder({ 'c/u.json': '\uFEFF{\r\n  "brief": 1,\r\n  "x": 2 }' });
    await assert.rejects(loadConfig(folder.at('c/u.json'), 'c/u.json'), {
      name: 'ConfigError',
      message: 'c/u.json:2:12: "brief" must be true or false.',
    });
    await assert.rejects(loadConfig(folder.at('none.json'), 'none.json'), {
      name: 'ConfigError',
      message: 'Cannot read the configuration none.json: does not exist.',
    });
    await assert.rejects(loadConfig(folder.at('c'), 'c'), /Cannot read the configuration c: is a folder\./);
  });
});
