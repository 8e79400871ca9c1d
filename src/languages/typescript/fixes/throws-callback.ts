import type { TextEdit } from '../../../fixes/fix.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { makeAsync } from './async-literal.ts';
import { modulePath } from './module-path.ts';
import { memberName, spanOf, unwrap, wrapped } from './nodes.ts';
import type { Placer } from './placement.ts';
import { References } from './references.ts';
import { isRefusal } from './refusal.ts';
import type { FixFile } from './site.ts';

/** What checks the same of a promise. */
const promised: ReadonlyMap<string, string> = new Map([
  ['throws', 'rejects'],
  ['doesNotThrow', 'doesNotReject'],
]);

/**
 * `assert.throws(() => load())` becomes `await assert.rejects(async () => …)`, and `expect(() => load()).toThrow()`
 * becomes `await expect(async () => …).rejects.toThrow()`.
 */
export const throwsCallback: Placer = ({ file, chain }, literal, outer) => {
  const argument = wrapped(literal);
  const call = argument.parent;
  if (chain === undefined || !ts.isCallExpression(call) || call.arguments[0] !== argument) return undefined;
  const checked = assertion(file, call) ?? expectation(file, call);
  if (checked === undefined) return undefined;
  const around = outer(checked.whole);
  if (isRefusal(around)) return around;
  const edits = makeAsync(file, literal);
  if (isRefusal(edits)) return edits;
  const start = checked.whole.getStart(file.tree);
  const awaited = { start, end: start, text: 'await ' };
  return {
    edits: [...around.edits, awaited, ...checked.edits, ...edits],
    closing: around.closing,
    caveats: around.caveats,
    adopts: false,
  };
};

interface Checked {
  readonly whole: ts.CallExpression;
  readonly edits: readonly TextEdit[];
}

function assertion(file: FixFile, call: ts.CallExpression): Checked | undefined {
  if (!ts.isExpressionStatement(call.parent)) return undefined;
  const callee = call.expression;
  const found = modulePath(callee, file.scopes);
  const name = promised.get(found?.path.at(-1) ?? '');
  if (found === undefined || name === undefined || !/^node:assert(?:\/strict)?$/.test(found.module))
    return undefined;
  if (ts.isPropertyAccessExpression(callee))
    return {
      whole: call,
      edits: [{ start: callee.name.getStart(file.tree), end: callee.name.end, text: name }],
    };
  if (!ts.isIdentifier(callee)) return undefined;
  const references = new References(file, callee, callee);
  const member = [...found.path.slice(0, -1), name].join('.');
  const span = spanOf(callee);
  const text = references.member(found.module, member);
  return { whole: call, edits: [{ ...span, text }, ...references.edits([span])] };
}

function expectation(file: FixFile, call: ts.CallExpression): Checked | undefined {
  const callee = unwrap(call.expression);
  if (!ts.isIdentifier(callee) || callee.text !== 'expect') return undefined;
  const held = lookup(scopeAt(file.scopes, callee), 'expect');
  const module = held === undefined ? undefined : modulePath(callee, file.scopes)?.module;
  if (held !== undefined && module !== 'vitest' && module !== '@jest/globals' && module !== 'bun:test')
    return undefined;
  const matcher = call.parent;
  if (!ts.isPropertyAccessExpression(matcher) || !/^toThrow(?:Error)?$/.test(memberName(matcher) ?? ''))
    return undefined;
  const whole = matcher.parent;
  if (!ts.isCallExpression(whole) || !ts.isExpressionStatement(whole.parent)) return undefined;
  return { whole, edits: [{ start: call.end, end: call.end, text: '.rejects' }] };
}
