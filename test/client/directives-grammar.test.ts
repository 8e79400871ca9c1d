import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

interface Grammar {
  readonly scopeName: string;
  readonly patterns: readonly {
    readonly match: string;
    readonly captures: Readonly<Record<string, { readonly name: string }>>;
  }[];
}

const file = path.join(import.meta.dirname, '..', '..', 'syntaxes', 'directives.injection.json');

// The pattern uses nothing that JavaScript and Oniguruma read differently. An editor applies it inside of comments, from
// the end of the delimiter on; `at` plays that part.
describe('syntaxes: directives', () => {
  let pattern: RegExp;

  before(async () => {
    const { patterns } = JSON.parse(await readFile(file, 'utf8')) as Grammar;
    assert.equal(patterns.length, 1);
    pattern = new RegExp(patterns[0]?.match ?? '', 'y');
  });

  function parts(line: string, at: number): (string | undefined)[] | undefined {
    pattern.lastIndex = at;
    return pattern.exec(line)?.slice(1);
  }

  it('finds directive, categories and reason', () => {
    assert.deepEqual(parts('// unblock-ignore-next-line file sleep -- start-up only', 2), [
      'unblock-ignore-next-line',
      ' file sleep',
      '--',
      'start-up only',
    ]);
    assert.deepEqual(parts('//unblock-ignore-line file,crypto --  why', 2)?.slice(0, 3), [
      'unblock-ignore-line',
      ' file,crypto',
      '--',
    ]);
    assert.deepEqual(parts('// unblock-ignore-file -- generated', 2)?.at(-1), 'generated');
    assert.deepEqual(parts('/* unblock-ignore-line * -- why not */', 2), [
      'unblock-ignore-line',
      ' *',
      '--',
      'why not ',
    ]);
    assert.deepEqual(parts(' * unblock-ignore-file -- in a block', 0)?.at(-1), 'in a block');
  });

  it('colours a directive without a reason as far as it goes', () => {
    assert.deepEqual(parts('// unblock-ignore-line file', 2), [
      'unblock-ignore-line',
      ' file',
      undefined,
      undefined,
    ]);
    assert.deepEqual(parts('// unblock-ignore-line', 2), ['unblock-ignore-line', '', undefined, undefined]);
  });

  it('leaves other comments alone', () => {
    for (const line of [
      '// see unblock-ignore-line',
      '// unblock-ignore-lines',
      '// unblock-ignore-line-2',
      '// unblock-ignore file',
      '// eslint-disable-next-line -- unblock-ignore-line',
    ]) {
      for (let at = 2; at < line.length; at += 1) assert.equal(parts(line, at), undefined, line);
    }
  });

  it('takes no longer than the line is long', () => {
    const started = performance.now();
    parts(`// unblock-ignore-line ${'a, '.repeat(20_000)}`, 2);
    parts(`// ${' *'.repeat(20_000)}`, 2);
    assert.ok(performance.now() - started < 200);
  });
});
