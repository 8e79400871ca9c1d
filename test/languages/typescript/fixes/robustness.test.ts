import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SourceText } from '../../../../src/facts/source-text.ts';
import { applyEdits } from '../../../../src/fixes/edits.ts';
import { typescript } from '../../../../src/languages/typescript/language.ts';
import { findingsOf, fixAllIn } from './analysis.ts';
import { goldenCases } from './golden.ts';

const sources = [
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
  'programs',
].flatMap((group) => goldenCases(group).map(({ source }) => source));

/** A text of the cases with something cut out of it or put into it. */
const mutated = fc
  .record({
    source: fc.constantFrom(...sources),
    at: fc.nat(),
    length: fc.nat({ max: 12 }),
    insert: fc.constantFrom(
      '',
      '',
      '(',
      ')',
      '{',
      '}',
      '`',
      '"',
      '/*',
      '//',
      '\n',
      '\r\n',
      ';',
      ' async ',
      '\u{1F600}',
      '\uD800',
    ),
  })
  .map(({ source, at, length, insert }): SourceText => {
    const start = at % (source.text.length + 1);
    return {
      path: source.path,
      text: source.text.slice(0, start) + insert + source.text.slice(start + length),
    };
  });

describe('fixes of any text', () => {
  it('never throw, and give text that parses', () => {
    const property = fc.property(mutated, (source) => {
      for (const finding of findingsOf(source)) {
        const conversion = typescript.convert(source, finding);
        if ('fix' in conversion) {
          const text = applyEdits(source.text, conversion.fix.edits);
          assert.ok(typescript.parses({ path: source.path, text }), text);
        }
        const suppressed = applyEdits(source.text, typescript.suppress(source, finding).edits);
        if (typescript.parses(source))
          assert.ok(typescript.parses({ path: source.path, text: suppressed }), suppressed);
      }
    });
    fc.assert(property, { numRuns: 1500 });
  });

  it('never throw when the findings are those of an older text', () => {
    const property = fc.property(mutated, fc.constantFrom(...sources), (source, older) => {
      for (const finding of findingsOf(older)) {
        const conversion = typescript.convert(source, finding);
        if ('fix' in conversion) applyEdits(source.text, conversion.fix.edits);
      }
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('follow who calls whom no more than once', () => {
    // There are 2^60 ways from the last function to the listener.
    const functions = Array.from(
      { length: 60 },
      (_, index) =>
        `async function f${index + 1}() { await f${index}(); await f${index}(); if (0) { await g${index}(); } }\n` +
        `async function g${index + 1}() { await g${index}(); await f${index}(); }\n`,
    );
    const text =
      "import fs from 'fs';\n" +
      "async function f0() { fs.writeFileSync('a', 'b'); }\nasync function g0() { await f0(); }\n" +
      functions.join('') +
      "watcher.on('change', f60);\n";
    const source = { path: '/project/a.ts', text };
    const [finding] = findingsOf(source);
    assert.ok(finding);
    const conversion = typescript.convert(source, finding);
    assert.ok('fix' in conversion);
    assert.deepEqual(conversion.fix.caveats, ['it may then run again before it has ended']);
  });

  it('refuse what is nested too deeply to be read', () => {
    const [first] = sources;
    assert.ok(first);
    const [finding] = findingsOf(first);
    assert.ok(finding);
    const deep = { path: '/project/a.ts', text: `${'('.repeat(10_000)}1${')'.repeat(10_000)}` };
    assert.ok('refusal' in typescript.convert(deep, finding));
    assert.ok(typescript.suppress(deep, finding).edits.length > 0);
  });
});

describe('fix all', () => {
  for (const source of sources) {
    it(`changes nothing the second time: ${source.text.slice(0, 60).replaceAll('\n', ' ')}`, async () => {
      const { text, edits, remaining } = await fixAllIn(source);
      assert.equal(applyEdits(source.text, edits), text);
      const again = await fixAllIn({ path: source.path, text });
      assert.deepEqual(again.edits, []);
      for (const finding of remaining) {
        const conversion = typescript.convert({ path: source.path, text }, finding);
        assert.ok('refusal' in conversion || !conversion.fix.safe);
      }
    });
  }
});
