import assert from 'node:assert/strict';

import type { Finding } from '../../src/engine/finding.ts';
import {
  acceptAll,
  BaselineError,
  compareWithBaseline,
  formatBaseline,
  parseBaseline,
  type Baseline,
} from '../../src/report/baseline.ts';
import { finding, result } from './samples.ts';

const folder = '/p';
const b = '/p/src/b.ts';

/** The same call in the same function, somewhere else in the file. */
function at(start: number, found: Finding): Finding {
  return { ...found, span: { start, end: start + 1 } };
}

function within(name: string, found: Finding): Finding {
  return { ...found, context: { ...found.context, name } };
}

describe('baseline', () => {
  const read = finding(b, 'readFileSync');
  const load = finding(b, 'loadConfig');
  const exists = finding('/p/a.ts', 'existsSync', { api: 'node:fs.existsSync' });
  const accept = (...results: ReturnType<typeof result>[]): Baseline => acceptAll(results, new Map(), folder);

  it('is sorted, one line for each kind of finding', () => {
    const context = { ...load.context, kind: 'event-callback', name: '' } as const;
    const results = [result(b, [read, at(99, read), { ...load, context }]), result('/p/a.ts', [exists])];
    const text = formatBaseline(accept(...results, result('/p/clean.ts', [])));
    assert.equal(
      text,
      [
        '{',
        '  "version": 1,',
        '  "accepted": {',
        '    "a.ts": {',
        '      "f > existsSync > node:fs.existsSync": 1',
        '    },',
        '    "src/b.ts": {',
        '      "(anonymous) > loadConfig > node:fs.readFileSync": 1,',
        '      "f > readFileSync > node:fs.readFileSync": 2',
        '    }',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
    assert.equal(formatBaseline(parseBaseline(text)), text);
  });

  it('accepts what it was made from, wherever it stands now', () => {
    const baseline = accept(result(b, [load, read]), result('/p/a.ts', [exists]));
    const moved = [result('/p/a.ts', [at(7, exists)]), result(b, [at(1, read), at(500, load)])];
    const { results, accepted, obsolete } = compareWithBaseline(moved, baseline, folder);
    assert.deepEqual(
      results.flatMap(({ findings }) => findings),
      [],
    );
    assert.deepEqual([accepted, obsolete], [3, []]);
  });

  it('reports what is new: another call, function, api or file, or one more of the same', () => {
    const baseline = accept(result(b, [read]));
    const other = { ...read, api: 'node:fs.statSync' };
    const more = [load, within('g', read), other, at(900, read)];
    const found = [result(b, [...more, read]), result('/p/a.ts', [read])];
    const { results, accepted } = compareWithBaseline(found, baseline, folder);
    assert.deepEqual(new Set(results[0]?.findings), new Set(more));
    assert.deepEqual(results[1]?.findings, [read]);
    assert.equal(accepted, 1);
  });

  it('says what is no longer needed, of the files that were looked at', () => {
    const baseline = accept(result(b, [read, at(9, read), load]), result('/p/a.ts', [exists]));
    assert.deepEqual(compareWithBaseline([result(b, [read])], baseline, folder).obsolete, [
      { file: 'src/b.ts', identity: 'f > readFileSync > node:fs.readFileSync', count: 1 },
      { file: 'src/b.ts', identity: 'f > loadConfig > node:fs.readFileSync', count: 1 },
    ]);
  });

  it('keeps what it says of other files when it is written anew', () => {
    const before = accept(result(b, [read]), result('/p/a.ts', [exists]));
    const after = acceptAll([result(b, [load])], before, folder);
    assert.deepEqual(after, accept(result('/p/a.ts', [exists]), result(b, [load])));
  });

  it('goes by paths from its own folder', () => {
    const baseline = acceptAll([result(b, [read])], new Map(), '/p/config');
    assert.deepEqual([...baseline.keys()], ['../src/b.ts']);
    assert.equal(compareWithBaseline([result(b, [read])], baseline, '/p/config').accepted, 1);
  });

  const wrong: Readonly<Record<string, string>> = {
    '': 'is not valid JSON',
    '<<<<<<< ours': 'is not valid JSON',
    '[]': 'is no baseline of Unblock',
    '{"version":2,"accepted":{}}': 'is no baseline of Unblock',
    '{"version":1}': 'is no baseline of Unblock',
    '{"version":1,"accepted":{"a.ts":[]}}': 'has an entry that does not count findings: a.ts',
    '{"version":1,"accepted":{"a.ts":{"x":0.5}}}': 'has an entry that does not count findings: a.ts',
  };
  for (const [text, message] of Object.entries(wrong)) {
    it(`is refused: ${text}`, () => {
      assert.throws(
        () => parseBaseline(text),
        (error) => error instanceof BaselineError && error.message === message,
      );
    });
  }
});
