import assert from 'node:assert/strict';
import fc from 'fast-check';
import { minimalEdits } from '../../src/fixes/diff.ts';
import { applyEdits, conflict, normalize, shift, trim } from '../../src/fixes/edits.ts';

describe('edits', () => {
  it('apply in the order of the text, whatever order they come in', () => {
    const edits = [
      { start: 4, end: 5, text: 'E' },
      { start: 0, end: 0, text: '>' },
      { start: 1, end: 3, text: '' },
    ];
    assert.equal(applyEdits('abcdef', edits), '>adEf');
  });

  it('are applied once when two are the same', () => {
    const insert = { start: 1, end: 1, text: 'x' };
    assert.equal(applyEdits('ab', [insert, { ...insert }]), 'axb');
    assert.equal(normalize([insert, { ...insert }]).length, 1);
  });

  it('are refused when they overlap or lie outside the text', () => {
    const overlapping = [
      { start: 0, end: 3, text: '' },
      { start: 2, end: 4, text: '' },
    ];
    assert.throws(() => applyEdits('abcdef', overlapping), RangeError);
    assert.throws(() => applyEdits('a', [{ start: 0, end: 2, text: '' }]), RangeError);
  });

  it('conflict when they share text or insert at one place, but not when they are the same or touch', () => {
    const at = (start: number, end: number, text = '') => ({ start, end, text });
    assert.ok(conflict(at(0, 3), at(2, 4)));
    assert.ok(conflict(at(1, 1, 'a'), at(1, 1, 'b')));
    assert.ok(!conflict(at(1, 1, 'a'), at(1, 1, 'a')));
    assert.ok(!conflict(at(0, 2), at(2, 4)));
    assert.ok(!conflict(at(2, 2, 'a'), at(2, 4)));
  });

  it('are trimmed to what they change, but never into a line break or a surrogate pair', () => {
    assert.deepEqual(trim('abcd', { start: 0, end: 4, text: 'axd' }), { start: 1, end: 3, text: 'x' });
    assert.equal(trim('abcd', { start: 1, end: 2, text: 'b' }), undefined);
    assert.deepEqual(trim('a\r\nb', { start: 0, end: 4, text: 'a\rb' })?.start, 1);
    assert.deepEqual(trim('\u{1F600}', { start: 0, end: 2, text: '\u{1F601}' }), {
      start: 0,
      end: 2,
      text: '\u{1F601}',
    });
  });

  it('move what stands behind them and lose what they reach into', () => {
    const edits = [{ start: 2, end: 4, text: 'xyz' }];
    assert.deepEqual(shift({ start: 5, end: 6 }, edits), { start: 6, end: 7 });
    assert.deepEqual(shift({ start: 0, end: 2 }, edits), { start: 0, end: 2 });
    assert.deepEqual(shift({ start: 1, end: 5 }, edits), { start: 1, end: 6 });
    assert.equal(shift({ start: 3, end: 6 }, edits), undefined);
    assert.deepEqual(shift({ start: 2, end: 3 }, [{ start: 2, end: 2, text: 'await ' }]), {
      start: 8,
      end: 9,
    });
  });
});

describe('the difference of two texts', () => {
  it('changes only the lines that differ', () => {
    const before = 'one\ntwo\nthree\nfour\n';
    const after = 'zero\none\ntwo\nthree!\nfour\n';
    assert.deepEqual(minimalEdits(before, after), [
      { start: 0, end: 0, text: 'zero\n' },
      { start: 13, end: 13, text: '!' },
    ]);
  });

  it('is nothing for equal texts', () => {
    assert.deepEqual(minimalEdits('a\nb', 'a\nb'), []);
  });

  it('gives the new text when it is applied to the old one', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', '\n', '\r\n', '\u{1F600}', '\u{1F601}'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => applyEdits(before, minimalEdits(before, after)) === after),
      { numRuns: 2000 },
    );
  });
});
