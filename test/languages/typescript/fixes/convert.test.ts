import assert from 'node:assert/strict';
import { typescript } from '../../../../src/languages/typescript/language.ts';
import { convertFirst, goldenCases } from './golden.ts';

for (const group of [
  'arguments',
  'callbacks',
  'descriptors',
  'executors',
  'imports',
  'overtaking',
  'placement',
  'processes',
  'races',
  'waits',
]) {
  describe(`conversions: ${group}`, () => {
    for (const { name, source, outcome, after } of goldenCases(group)) {
      it(name, () => {
        const actual = convertFirst(source);
        assert.deepEqual(actual, { outcome, after });
        if (after !== '') assert.ok(typescript.parses({ path: source.path, text: after }));
      });
    }
  });
}
