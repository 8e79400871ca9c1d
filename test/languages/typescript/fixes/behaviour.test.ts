import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fixAll } from '../../../../src/fixes/fix-all.ts';
import type { SourceText } from '../../../../src/facts/source-text.ts';
import type { Convert } from '../../../../src/fixes/fix.ts';
import { typescript } from '../../../../src/languages/typescript/language.ts';
import { findingsOf } from './analysis.ts';
import { goldenCases } from './golden.ts';
import { execute } from './run-program.ts';
import { typeErrors } from './type-errors.ts';

/** Suggestions as well: what they change does not show in these programs. */
const convertAll: Convert = (source, finding) => {
  const conversion = typescript.convert(source, finding);
  return 'fix' in conversion ? { fix: { ...conversion.fix, safe: true } } : conversion;
};

describe('programs before and after their fixes', () => {
  const programs = goldenCases('programs');
  const fixed = new Map<string, string>();
  let folder = '';

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'unblock-programs-'));
    for (const { source } of programs) {
      const parses = (text: SourceText): boolean => typescript.parses(text);
      const tools = { analyze: findingsOf, convert: convertAll, parses };
      fixed.set(source.path, (await fixAll(source, tools)).text);
    }
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  for (const { name, source } of programs) {
    it(`${path.basename(source.path)}: ${name}`, async () => {
      const text = fixed.get(source.path) ?? '';
      assert.notEqual(text, source.text);
      assert.deepEqual(findingsOf({ path: source.path, text }), []);
      const was = await execute(folder, `before-${path.basename(source.path)}`, source.text);
      const is = await execute(folder, `after-${path.basename(source.path)}`, text);
      assert.notDeepEqual(was.seen, []);
      assert.deepEqual(is.seen, [], text);
      assert.equal(is.stdout, was.stdout, text);
      assert.equal(is.stderr, was.stderr, text);
    });
  }

  it('have no type errors before or after', () => {
    const texts = programs.flatMap(({ source }) => {
      const name = path.basename(source.path);
      return [
        [`before-${name}`, source.text],
        [`after-${name}`, fixed.get(source.path) ?? ''],
      ] as const;
    });
    assert.deepEqual(typeErrors(new Map(texts)), []);
  });
});
