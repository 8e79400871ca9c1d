import assert from 'node:assert/strict';

import { defaultSettings } from '../../src/engine/settings.ts';
import { defaultConfig, parseConfig } from '../../src/workspace/config.ts';

describe('configuration', () => {
  function messages(text: string): string[] {
    return parseConfig(text, '/p').problems.map(
      ({ span, message }) => `${span.start}..${span.end}: ${message}`,
    );
  }

  it('may be empty', () => {
    assert.deepEqual(parseConfig('{}', '/p'), {
      config: defaultConfig('/p'),
      problems: [],
      callSpans: [],
    });
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
        "languages": ["javascript"],
        "exclude": ["gen", "src/old/**"],
        "defaultExcludes": null,
        "blockingCalls": [
          "my-db#*Sync",
          { "call": "./src/db#load", "category": "database", "cost": "cpu", "why": "waits.", "advice": null },
          { "call": "my-db#*", "replacement": "await {my-db#{*}Async}({args}, { a: 1 })" },
        ],
        "ignoredCalls": ["node:fs#existsSync"],
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
        languages: ['javascript'],
      },
      files: { exclude: ['gen', 'src/old/**'], defaultExcludes: true, base: '/p' },
      calls: {
        blocking: [
          { call: 'my-db#*Sync' },
          { call: './src/db#load', category: 'database', cost: 'cpu', why: 'waits' },
          { call: 'my-db#*', replacement: 'await {my-db#{*}Async}({args}, { a: 1 })' },
        ],
        ignored: ['node:fs#existsSync'],
        base: '/p',
      },
    });
  });

  const severities = '"error", "warning", "information", "hint" or "off"';
  const bad: Readonly<Record<string, string>> = {
    '[]': '0..2: the configuration must be an object, so its default is used',
    '{"brief": 1}': '10..11: "brief" must be true or false, so its default is used',
    '{"severity": []}': '13..15: "severity" must be an object, so its default is used',
    '{"severity": {"files": "off"}}': '14..21: "severity.files" is no setting, so it is ignored',
    '{"severity": {"file": "warn"}}': `22..28: "severity.file" must be ${severities}, so its default is used`,
    '{"contexts": {"module": 1}}': `24..25: "contexts.module" must be ${severities}, so its default is used`,
    '{"exclude": "gen"}': '12..17: "exclude" must be a list of globs, so its default is used',
    '{"exclude": ["a", 1]}': '18..19: "exclude[1]" must be a glob, so it is ignored',
    '{"exclude": ["!a"]}': '13..17: "exclude[0]" must be a glob without "!", so it is ignored',
    '{"color": 1}': '1..8: "color" is no setting, so it is ignored',
    '{"enable": false}': '1..9: "enable" is no setting, so it is ignored',
    '{"__proto__": 1}': '1..12: "__proto__" is no setting, so it is ignored',
    '{"brief": true': '14..14: not valid JSON, close brace expected',
    '': '0..0: not valid JSON, value expected',
    '{"blockingCalls": {}}': '18..20: "blockingCalls" must be a list of calls, so its default is used',
    '{"blockingCalls": ["my-db"]}':
      '19..26: "blockingCalls[0]" has no "#": write "package#name", "package#Class.method" or "./path#name", so it is ignored',
    '{"blockingCalls": [7]}':
      '19..20: "blockingCalls[0]" must be the name of a call, or an object that has one, so it is ignored',
    '{"blockingCalls": [{"why": "waits"}]}': '19..35: "blockingCalls[0]" has no "call", so it is ignored',
    '{"blockingCalls": [{"call": "a#b", "cost": "much"}]}':
      '43..49: "blockingCalls[0].cost" must be "brief", "io", "process", "cpu" or "unbounded", so its default is used',
    '{"blockingCalls": [{"call": "a#b", "color": 1}]}':
      '35..42: "blockingCalls[0].color" is no setting, so it is ignored',
    '{"blockingCalls": [{"call": "a#b", "why": 1}]}':
      '42..43: "blockingCalls[0].why" must be a text, so it is ignored',
    '{"blockingCalls": [{"call": "a#b", "replacement": "b()"}]}':
      '50..55: "blockingCalls[0].replacement" has no "await" in it, so it is ignored',
    '{"blockingCalls": [{"call": "a#b", "replacement": "await {arg}"}]}':
      '50..63: "blockingCalls[0].replacement" has "{arg}" in it, which is none of "{args}", "{0}", "{receiver}", "{package#name}" and "{./path#name}", so it is ignored',
    '{"blockingCalls": [{"call": "a#b", "replacement": "await {a#{*}}()"}]}':
      '50..67: "blockingCalls[0].replacement" has "{*}" in it, but there is no "*" in the call, so it is ignored',
    '{"blockingCalls": [{"call": "a#b", "advice": "c", "replacement": "await {a#c}()"}]}':
      '45..48: "blockingCalls[0].advice" is not shown where there is a replacement, so it is ignored',
    '{"ignoredCalls": ["#b"]}':
      '18..22: "ignoredCalls[0]" names no package or file before the "#", so it is ignored',
    '{"ignoredCalls": ["a*#b"]}':
      '18..24: "ignoredCalls[0]" has a wildcard before the "#": it may only stand after it, so it is ignored',
    '{"ignoredCalls": ["a#b c"]}': '18..25: "ignoredCalls[0]" has blanks in it, so it is ignored',
    '{"ignoredCalls": ["a#"]}': '18..22: "ignoredCalls[0]" names nothing after the "#", so it is ignored',
    '{"ignoredCalls": ["a#b-c"]}':
      '18..25: "ignoredCalls[0]" has no name after the "#", such as "Client.query", so it is ignored',
    '{"ignoredCalls": ["/a#b"]}':
      '18..24: "ignoredCalls[0]" has an absolute path: write it from the folder of the configuration, such as "./src/db#load", so it is ignored',
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
      problems.map(({ span }) => span.start),
      [29, 38],
    );
  });
});
