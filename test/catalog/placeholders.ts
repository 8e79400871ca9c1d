import assert from 'node:assert/strict';
import type { BlockingApi } from '../../src/catalog/schema.ts';

/** The members of modules that a record's awaited form names. */
export function placeholders({
  member,
  replacement,
  when,
}: BlockingApi): readonly { readonly module: string; readonly member: string }[] {
  if (replacement.kind !== 'await') return [];
  const expressions = [replacement.expression, replacement.or?.expression ?? ''].join(' ');
  return [...expressions.matchAll(/\{([^{}\s]+)\}/g)].flatMap(([, text = '']) => {
    if (/^(helper\(\w+\)|args|receiver|\d+)$/.test(text)) return [];
    if (text === 'milliseconds') {
      assert.match(when?.commandMatches ?? '', /\(\?<seconds>/, member);
      return [];
    }
    const [, , module = '', name = ''] =
      /^(promisify\()?([^#()]+)#([\w.$]*)\)?$/.exec(text) ?? assert.fail(`${member}: ${text}`);
    return [{ module, member: name }];
  });
}
