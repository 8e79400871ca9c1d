import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultSettings } from '../../src/engine/settings.ts';
import { settingsDescriptor } from '../../src/workspace/settings-descriptor.ts';
import { normalizeSettings, type Settings } from '../../src/server/settings.ts';
import { categories } from '../../src/catalog/schema.ts';
import { contributedSettings } from '../tools/settings-schema.ts';

const defaults: Settings = {
  enable: true,
  codeLens: false,
  excludes: { exclude: [], defaultExcludes: true },
  analysis: defaultSettings,
  calls: { blocking: [], ignored: [] },
};

function problemsOf(value: unknown): { settings: Settings; problems: string[] } {
  const problems: string[] = [];
  return { settings: normalizeSettings(value, (problem) => problems.push(problem)), problems };
}

describe('server: settings', () => {
  it('describes every setting in full sentences', () => {
    for (const [name, setting] of Object.entries(contributedSettings())) {
      assert.match(JSON.stringify(setting), /"markdownDescription":"[^"]+\."/, name);
    }
    assert.deepEqual(Object.keys(settingsDescriptor.severity.keys), categories);
  });

  it('takes the defaults where nothing or null is given', () => {
    for (const value of [undefined, null, {}, { enable: null, severity: null, contexts: { module: null } }]) {
      assert.deepEqual(problemsOf(value), { settings: defaults, problems: [] });
    }
  });

  it('takes what is given', () => {
    const { settings, problems } = problemsOf({
      enable: false,
      run: 'onSave',
      severity: { file: 'error', sleep: 'off', crypto: null },
      contexts: { module: 'hint' },
      brief: false,
      unknownSync: false,
      languages: ['typescript', 'javascript', 'typescript'],
      exclude: ['a', 'b/*.ts'],
      defaultExcludes: false,
      blockingCalls: ['my-db#querySync', { call: 'my-db#Client.*', category: 'database', cost: null }],
      ignoredCalls: ['node:fs#existsSync'],
      codeLens: true,
      trace: { server: 'verbose' },
    });
    assert.deepEqual(settings, {
      enable: false,
      codeLens: true,
      excludes: { exclude: ['a', 'b/*.ts'], defaultExcludes: false },
      analysis: {
        categories: { file: 'error', sleep: 'off' },
        contexts: { ...defaultSettings.contexts, module: 'hint' },
        brief: false,
        unknownSync: false,
        languages: ['typescript', 'javascript'],
      },
      calls: {
        blocking: [{ call: 'my-db#querySync' }, { call: 'my-db#Client.*', category: 'database' }],
        ignored: ['node:fs#existsSync'],
      },
    });
    assert.deepEqual(problems, []);
  });

  it('says what it cannot use, and uses the default', () => {
    const { settings, problems } = problemsOf({
      enable: 'yes',
      severity: { file: 'fatal', disk: 'error' },
      contexts: ['module'],
      languages: ['coffeescript', 'typescript'],
      exclude: ['a', 7, 'b'],
      blockingCalls: ['my-db', { call: 'my-db#query', cost: 'much' }],
      ignoredCalls: [1],
    });
    assert.deepEqual(settings, {
      ...defaults,
      analysis: { ...defaultSettings, languages: ['typescript'] },
      excludes: { exclude: ['a', 'b'], defaultExcludes: true },
      calls: { blocking: [{ call: 'my-db#query' }], ignored: [] },
    });
    assert.deepEqual(problems, [
      '`unblock.enable` must be true or false, so its default is used.',
      '`unblock.severity.disk` is no setting, so it is ignored.',
      '`unblock.severity.file` must be "error", "warning", "information", "hint" or "off", so its default is used.',
      '`unblock.contexts` must be an object, so its default is used.',
      '`unblock.languages[0]` must be "javascript", "javascriptreact", "typescript" or "typescriptreact", so it is ignored.',
      '`unblock.exclude[1]` must be a glob, so it is ignored.',
      '`unblock.blockingCalls[0]` has no "#": write "package#name", "package#Class.method" or "./path#name", so it is ignored.',
      '`unblock.blockingCalls[1].cost` must be "brief", "io", "process", "cpu" or "unbounded", so its default is used.',
      '`unblock.ignoredCalls[0]` must be the name of a call, so it is ignored.',
    ]);
    assert.deepEqual(problemsOf('on').problems, ['`unblock` must be an object, so its default is used.']);
  });

  it('reports on no language only when that is what is said', () => {
    assert.deepEqual(problemsOf({ languages: [] }).settings.analysis.languages, []);
    for (const languages of ['typescript', ['python'], {}]) {
      const { settings, problems } = problemsOf({ languages });
      assert.deepEqual(settings, defaults);
      assert.equal(problems.length, 1);
    }
  });

  it('makes settings of anything at all', () => {
    const setting = fc.oneof(fc.anything(), fc.constantFrom('error', 'off', true, false, null));
    const table = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('file', 'module')), setting);
    const section = fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom(...Object.keys(settingsDescriptor))),
      fc.oneof(setting, table, fc.array(setting)),
    );
    fc.assert(
      fc.property(fc.oneof(section, fc.anything()), (value) => {
        const settings = normalizeSettings(value);
        assert.equal(typeof settings.enable, 'boolean');
        assert.ok(settings.excludes.exclude.every((glob) => typeof glob === 'string'));
        assert.deepEqual(Object.keys(settings.analysis.contexts), Object.keys(defaultSettings.contexts));
        // What came out goes in again unchanged.
        const { analysis, excludes, enable, calls, codeLens } = settings;
        const again = {
          enable,
          codeLens,
          ...excludes,
          ...analysis,
          severity: analysis.categories,
          blockingCalls: calls.blocking,
          ignoredCalls: calls.ignored,
        };
        assert.deepEqual(normalizeSettings(again), settings);
      }),
    );
  });
});
