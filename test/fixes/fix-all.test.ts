import assert from 'node:assert/strict';
import type { Finding } from '../../src/engine/finding.ts';
import type { SourceText } from '../../src/facts/source-text.ts';
import { applyEdits } from '../../src/fixes/edits.ts';
import { fixAll, type FixAllTools } from '../../src/fixes/fix-all.ts';
import type { Convert } from '../../src/fixes/fix.ts';

/** A language in which each `block<letter>` blocks. */
function analyze({ path, text }: SourceText): readonly Finding[] {
  return [...text.matchAll(/block(\w)/g)].map((match) => {
    const span = { start: match.index, end: match.index + match[0].length };
    const name = match[1] ?? '';
    return {
      file: path,
      span,
      whole: span,
      api: `toy.${name}`,
      category: 'file',
      cost: 'io',
      severity: 'warning',
      certainty: 'certain',
      message: '',
      context: { kind: 'async-function', name: '', span },
      path: [{ file: path, span, line: 0, column: 0, name }],
    };
  });
}

const convert: Convert = ({ text }, { span, api }) => {
  assert.match(text.slice(span.start, span.end), /^block\w$/);
  const name = api.slice('toy.'.length);
  if (name === 'R') return { refusal: { reason: 'no' } };
  const edits = [{ ...span, text: name === 'N' ? 'blockX' : `await${name}` }];
  const head = { start: 0, end: 0, text: `import ${name};` };
  if (!text.includes(head.text) && name !== 'P') edits.unshift(head);
  const broken = name === 'P' ? [{ ...span, text: '(' }] : edits;
  return { fix: { id: 'toy', title: name, safe: name !== 'U', edits: broken } };
};

const tools: FixAllTools = { analyze, convert, parses: ({ text }) => !text.includes('(') };

async function run(text: string, more: Partial<FixAllTools> = {}) {
  const result = await fixAll({ path: 'a.toy', text }, { ...tools, ...more });
  assert.equal(applyEdits(text, result.edits), result.text);
  return result;
}

describe('fix all', () => {
  it('converts every finding and imports once', async () => {
    const { text, fixed, remaining } = await run('blockA blockB blockA');
    assert.equal(fixed, 3);
    assert.deepEqual(remaining, []);
    assert.equal(text, 'import B;import A;awaitA awaitB awaitA');
  });

  it('goes on one by one where conversions that parse alone do not parse together', async () => {
    let parsed = 0;
    const { text, fixed } = await run('blockA blockA blockA', {
      parses: (source) => {
        parsed += 1;
        return parsed > 1 && tools.parses(source);
      },
    });
    assert.equal(fixed, 3);
    assert.equal(text, 'import A;awaitA awaitA awaitA');
  });

  it('changes nothing when it runs again', async () => {
    const { text } = await run('blockA blockU');
    assert.deepEqual((await run(text)).edits, []);
  });

  it('leaves what is refused and what is no safe fix', async () => {
    const { text, fixed, remaining } = await run('blockR blockU blockA');
    assert.equal(text, 'import A;blockR blockU awaitA');
    assert.equal(fixed, 1);
    assert.equal(remaining.length, 2);
  });

  it('drops a conversion whose text does not parse, and keeps the others', async () => {
    const { text } = await run('blockP blockA');
    assert.equal(text, 'import A;blockP awaitA');
  });

  it('drops a conversion that brings a new finding, and keeps the others', async () => {
    const { text, remaining } = await run('blockA blockN blockB');
    assert.equal(text, 'import A;import B;awaitA blockN awaitB');
    assert.deepEqual(
      remaining.map(({ api }) => api),
      ['toy.N'],
    );
  });

  it('converts only what is accepted', async () => {
    const { text } = await run('blockA blockB', { accept: ({ api }) => api === 'toy.B' });
    assert.equal(text, 'import B;blockA awaitB');
  });

  it('ends when conversions bring each other back', async () => {
    const swap: Convert = ({ text }, { span }) => {
      const now = text.slice(span.start, span.end) === 'blockA' ? 'blockB' : 'blockA';
      return { fix: { id: 'toy', title: '', safe: true, edits: [{ ...span, text: now }] } };
    };
    const { fixed } = await run('blockA', { convert: swap });
    assert.equal(fixed, 0);
  });

  it('takes an analysis that answers later', async () => {
    const { text } = await run('blockA', { analyze: (source) => Promise.resolve(analyze(source)) });
    assert.equal(text, 'import A;awaitA');
  });
});
