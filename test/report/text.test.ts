import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';

import { formats, isFormatName } from '../../src/report/index.ts';
import { summarize } from '../../src/report/text.ts';
import { awaitTwin, finding, report, result } from './samples.ts';

const plain = { colour: false };

describe('text report', () => {
  async function sample() {
    const chain = finding('/p/src/b.ts', 'loadConfig', {}, [
      ['/p/src/config.ts', 'readJson'],
      ['/p/lib/json.ts', 'readFileSync'],
    ]);
    const direct = finding('/p/src/b.ts', 'readFileSync');
    const brief = finding('/p/a.ts', 'existsSync', { severity: 'information' });
    const span = { start: 0, end: 2 };
    const unused = { file: '/p/src/b.ts', span, kind: 'unused', message: 'It suppresses nothing' } as const;
    return await report([
      result('/p/src/b.ts', [direct, chain], [awaitTwin], [unused]),
      result('/p/a.ts', [brief], [{ ...awaitTwin, safe: false }]),
    ]);
  }

  it('has a line for each finding, its chain, and a summary', async () => {
    assert.equal(
      formats.text.render(await sample(), plain),
      [
        'a.ts:1:4 information `existsSync` blocks [file]',
        '',
        'src/b.ts:1:1 information It suppresses nothing [suppression]',
        'src/b.ts:3:3 warning `loadConfig` blocks [file]',
        '    → src/config.ts:1:33 readJson',
        '    → lib/json.ts:3:6 readFileSync',
        'src/b.ts:4:6 warning `readFileSync` blocks [file]',
        '',
        '3 findings in 2 of 40 files, 1 suppression to clean up',
        '',
      ].join('\n'),
    );
  });

  it('says the same in colour', async () => {
    const made = await sample();
    const coloured = formats.text.render(made, { colour: true });
    assert.ok(coloured.includes('\x1b[33mwarning\x1b[39m'));
    assert.equal(stripVTControlCharacters(coloured), formats.text.render(made, plain));
  });

  it('is short when there is nothing to say', async () => {
    assert.equal(formats.text.render(await report([]), plain), 'No findings in 40 files\n');
    assert.equal(summarize(await report([], 1)), 'No findings in 1 file');
    const one = await report([result('/p/a.ts', [finding('/p/a.ts', 'existsSync')])], 1);
    assert.equal(summarize(one), '1 finding in 1 of 1 file');
  });

  it('does not let names steer the terminal', async () => {
    const evil = finding('/p/\x1b[2J\n.ts', 'x', { message: 'a\x07b\nc\x9b' });
    const [line] = formats.text.render(await report([result(evil.file, [evil])]), plain).split('\n');
    assert.equal(line, '\\x1b[2J\\x0a.ts:1:1 warning a\\x07b\\x0ac\\x9b [file]');
  });

  it('is one of the formats', () => {
    assert.ok(isFormatName('text') && isFormatName('json') && !isFormatName('toString'));
  });
});
