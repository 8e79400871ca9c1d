import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SourceText } from '../../src/facts/source-text.ts';
import type { TypeProblem, Verdict } from '../../src/fixes/proof.ts';
import { proveUnits, type Unit } from '../../src/proof/units.ts';

const unit = (path: string): Unit => ({ texts: [{ path, text: '' }] });
const names = (units: readonly Unit[]): string[] =>
  units.flatMap(({ texts }) => texts.map(({ path }) => path)).sort();
const problem = (file: string): TypeProblem => ({ file, line: 0, column: 0, code: 'TS1', message: '' });

/** A world in which some files are wrong; the error stands in the file itself, or always in another one. */
function world(wrong: ReadonlySet<string>, place: (path: string) => string) {
  const asked: string[][] = [];
  const prove = (texts: readonly SourceText[]): Promise<Verdict> => {
    asked.push(texts.map(({ path }) => path));
    const problems = texts.filter(({ path }) => wrong.has(path)).map(({ path }) => problem(place(path)));
    return Promise.resolve(
      problems.length === 0 ? { kind: 'proved', unchecked: [] } : { kind: 'refused', problems },
    );
  };
  return { asked, prove };
}

describe('proving many edits', () => {
  it('asks once when they all hold', async () => {
    const { asked, prove } = world(new Set(), (path) => path);
    const units = ['a', 'b', 'c'].map(unit);
    assert.deepEqual(await proveUnits(units, prove), { held: units, failed: [] });
    assert.deepEqual(asked, [['a', 'b', 'c']]);
    assert.deepEqual(await proveUnits([], prove), { held: [], failed: [] });
  });

  it('parts those in whose files the errors stand from the others', async () => {
    const { asked, prove } = world(new Set(['c']), (path) => path);
    const { held, failed } = await proveUnits(['a', 'b', 'c', 'd'].map(unit), prove);
    assert.deepEqual(names(held), ['a', 'b', 'd']);
    assert.deepEqual(names(failed.map((one) => one.unit)), ['c']);
    assert.equal(asked.length, 3);
  });

  it('finds exactly the wrong ones, wherever their errors stand', async () => {
    const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    await fc.assert(
      fc.asyncProperty(fc.subarray(letters), fc.boolean(), async (wrong, elsewhere) => {
        const { prove } = world(new Set(wrong), (path) => (elsewhere ? 'importer' : path));
        const { held, failed } = await proveUnits(letters.map(unit), prove);
        assert.deepEqual(names(failed.map((one) => one.unit)), [...wrong].sort());
        assert.equal(held.length + failed.length, letters.length);
      }),
    );
  });

  it('keeps of two that only fail together one', async () => {
    const prove = (texts: readonly SourceText[]): Promise<Verdict> =>
      Promise.resolve(
        ['a', 'b'].every((path) => texts.some((text) => text.path === path))
          ? { kind: 'refused', problems: [problem('a')] }
          : { kind: 'proved', unchecked: [] },
      );
    const { held, failed } = await proveUnits(['a', 'b', 'c'].map(unit), prove);
    assert.deepEqual(names(held), ['b', 'c']);
    assert.deepEqual(names(failed.map((one) => one.unit)), ['a']);
  });

  it('does not try again what takes too long', async () => {
    let count = 0;
    const prove = (): Promise<Verdict> => {
      count += 1;
      return Promise.resolve({ kind: 'unproved', reason: 'slow' });
    };
    const { held, failed } = await proveUnits(['a', 'b'].map(unit), prove);
    assert.deepEqual([held.length, failed.length, count], [0, 2, 1]);
  });
});
