import assert from 'node:assert/strict';

import { parseArguments, UsageError } from '../../src/cli/args.ts';

describe('arguments', () => {
  const defaults = { paths: ['.'], config: undefined, cache: true };
  const noBaseline = { baseline: undefined, updateBaseline: false };

  it('have defaults', () => {
    assert.deepEqual(parseArguments(['check']), {
      command: 'check',
      format: 'text',
      ...noBaseline,
      ...defaults,
    });
    const nothing = { cascade: false, partial: false, verify: false, dryRun: false };
    assert.deepEqual(parseArguments(['fix']), { command: 'fix', ...nothing, ...defaults });
    assert.deepEqual(parseArguments([]), { command: 'none' });
  });

  it('may come in any order', () => {
    const expected = {
      command: 'check',
      format: 'json',
      paths: ['a', 'b'],
      config: 'c.json',
      cache: false,
      ...noBaseline,
    };
    assert.deepEqual(
      parseArguments(['check', 'a', '--format', 'json', 'b', '--no-cache', '--config=c.json']),
      expected,
    );
    assert.deepEqual(parseArguments(['check', '--update-baseline', '--baseline=b.json']), {
      command: 'check',
      format: 'text',
      baseline: 'b.json',
      updateBaseline: true,
      ...defaults,
    });
    assert.deepEqual(parseArguments(['fix', '--dry-run', '--verify', '--cascade', '--', '--odd-name.ts']), {
      command: 'fix',
      dryRun: true,
      cascade: true,
      partial: false,
      verify: true,
      ...defaults,
      paths: ['--odd-name.ts'],
    });
  });

  it('ask for help or the version', () => {
    for (const args of [['-h'], ['--help'], ['help'], ['help', 'me']]) {
      assert.deepEqual(parseArguments(args), { command: 'help', topic: 'general' });
    }
    for (const args of [
      ['fix', '-h'],
      ['fix', 'a.ts', '--help'],
      ['help', 'fix'],
    ]) {
      assert.deepEqual(parseArguments(args), { command: 'help', topic: 'fix' });
    }
    for (const args of [['-v'], ['--version']])
      assert.deepEqual(parseArguments(args), { command: 'version' });
  });

  const wrong: Readonly<Record<string, string>> = {
    chekc: 'There is no command chekc; the commands are check and fix, and `unblock --help` explains them.',
    '--format json':
      'There is no option --format; the commands are check and fix, and `unblock --help` explains them.',
    'check --fromat json': 'There is no option --fromat; `unblock check --help` lists the options.',
    'check -x': 'There is no option -x; `unblock check --help` lists the options.',
    'check --dry-run': 'There is no option --dry-run; `unblock check --help` lists the options.',
    'check --format xml': 'There is no format xml; choose text, json, sarif or github.',
    'check --format toString': 'There is no format toString; choose text, json, sarif or github.',
    'check --format': 'The option --format needs a value; `unblock check --help` lists the options.',
    'check --update-baseline':
      'The option --update-baseline needs --baseline FILE, which names the file to write.',
    'check --config --no-cache':
      'The option --config needs a value; `unblock check --help` lists the options.',
    'fix --no-cache=1': 'The option --no-cache takes no value; `unblock fix --help` lists the options.',
    'fix --everything': 'There is no option --everything; `unblock fix --help` lists the options.',
    'check --verify': 'There is no option --verify; `unblock check --help` lists the options.',
  };
  for (const [line, message] of Object.entries(wrong)) {
    it(`are refused in one line: ${line}`, () => {
      assert.throws(
        () => parseArguments(line.split(' ')),
        (error) => {
          assert.ok(error instanceof UsageError);
          assert.equal(error.message, message);
          return true;
        },
      );
    });
  }
});
