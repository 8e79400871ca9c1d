import assert from 'node:assert/strict';
import { parseDirective } from '../../src/facts/directive.ts';

const span = { start: 10, end: 50 };

/** Scope, line, categories and reason of a directive that stands on lines 3 to 5. */
function parts(body: string): readonly unknown[] | undefined {
  const fact = parseDirective(body, span, 3, 5);
  return fact && [fact.scope, fact.line, fact.categories.join(' '), fact.reason, fact.misnamed];
}

describe('directives', () => {
  it('have a scope, categories and a reason', () => {
    const cases: Record<string, readonly unknown[]> = {
      ' unblock-ignore-line -- small file': ['line', 3, '', 'small file', undefined],
      ' unblock-ignore-next-line file -- a': ['next-line', 6, 'file', 'a', undefined],
      'unblock-ignore-file file, process,crypto -- a': ['file', 3, 'file process crypto', 'a', undefined],
      '\n * unblock-ignore-next-line\n * file\n * -- a\n ': ['next-line', 6, 'file', 'a', undefined],
      ' unblock-ignore-line * -- all of it': ['line', 3, '', 'all of it', undefined],
      ' unblock-ignore-line -- a -- b': ['line', 3, '', 'a -- b', undefined],
      ' unblock-ignore-line --': ['line', 3, '', '', undefined],
      ' unblock-ignore-line': ['line', 3, '', '', undefined],
      ' unblock-ignore-line --file': ['line', 3, '--file', '', undefined],
    };
    for (const [body, expected] of Object.entries(cases)) assert.deepEqual(parts(body), expected, body);
  });

  it('have a known name', () => {
    for (const name of ['unblock-ignore', 'unblock-ignore-next', 'unblock-ignore-lines', 'unblock-ignore-'])
      assert.equal(parts(` ${name} -- a`)?.[4], name);
  });

  it('are the first words of their comment', () => {
    for (const body of [
      '',
      ' ',
      ' see unblock-ignore-line',
      '`unblock-ignore-line`',
      ' unblock ignore-line',
      ' Unblock-ignore-line',
    ])
      assert.equal(parseDirective(body, span, 3, 5), undefined, body);
  });
});
