import assert from 'node:assert/strict';

import { indexLines, positionAt } from '../../src/workspace/line-index.ts';

describe('lines', () => {
  it('end as editors have it', () => {
    const text = 'a\nb\r\nc\rd\u2028e';
    const lines = indexLines(text);
    const at = (part: string) => positionAt(lines, text.indexOf(part));
    assert.deepEqual(at('a'), { line: 1, column: 1 });
    assert.deepEqual(at('b'), { line: 2, column: 1 });
    assert.deepEqual(at('\r'), { line: 2, column: 2 });
    assert.deepEqual(at('c'), { line: 3, column: 1 });
    assert.deepEqual(at('e'), { line: 4, column: 3 });
    assert.deepEqual(positionAt(lines, text.length), { line: 4, column: 4 });
  });

  it('are one for an empty text', () => {
    assert.deepEqual(positionAt(indexLines(''), 0), { line: 1, column: 1 });
  });
});
