import type { TextEdit } from '../../../fixes/fix.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { makeAsync } from './async-literal.ts';
import { modulePath } from './module-path.ts';
import { spanOf, unwrap, wrapped } from './nodes.ts';
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
 * becomes `await expect(async () => …).rejects.toThrow()`, in Jasmine `await expectAsync((async () => …)()).toBeRejected()`.
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
  const matcher = matcherOf(call);
  if (matcher === undefined) return undefined;
  const { whole, not } = matcher;
  if (held === undefined && isJasmine(file.text)) {
    const name = inJasmine(matcher);
    return {
      whole,
      edits: [
        { ...spanOf(callee), text: 'expectAsync' },
        ...called(call),
        { start: call.end, end: whole.expression.end, text: `.${name}` },
      ],
    };
  }
  // Only what rejects may be a function.
  return not
    ? { whole, edits: [...called(call), { start: call.end, end: call.end, text: '.resolves' }] }
    : { whole, edits: [{ start: call.end, end: call.end, text: '.rejects' }] };
}

interface Matcher {
  readonly name: string;
  readonly not: boolean;
  readonly whole: ts.CallExpression;
}

/** `.toThrow(…)` and `.not.toThrow()` behind an expectation. */
function matcherOf({ parent }: ts.CallExpression): Matcher | undefined {
  if (!ts.isPropertyAccessExpression(parent)) return undefined;
  const not = parent.name.text === 'not';
  const at = not ? parent.parent : parent;
  if (!ts.isPropertyAccessExpression(at) || !/^toThrow(?:Error)?$/.test(at.name.text)) return undefined;
  const whole = at.parent;
  if (!ts.isCallExpression(whole) || !ts.isExpressionStatement(whole.parent)) return undefined;
  // That it throws nothing of a kind would allow for something else.
  return not && whole.arguments.length > 0 ? undefined : { name: at.name.text, not, whole };
}

/** Jasmine has functions of its own for promises; its spies show that it is the one. */
function isJasmine(text: string): boolean {
  return (
    /\bjasmine\.|\bexpectAsync\(|\.and\.(?:returnValue|callFake|callThrough|throwError|stub|resolveTo|rejectWith)/.test(
      text,
    ) && !/\b(?:jest|vi)\./.test(text)
  );
}

function inJasmine({ name, not, whole }: Matcher): string {
  if (not) return 'toBeResolved';
  if (name === 'toThrowError') return 'toBeRejectedWithError';
  return whole.arguments.length === 0 ? 'toBeRejected' : 'toBeRejectedWith';
}

/** The function that is given to an expectation is called for its promise. */
function called({ arguments: [literal] }: ts.CallExpression): readonly TextEdit[] {
  if (literal === undefined) return [];
  const start = literal.getStart();
  return [
    { start, end: start, text: '(' },
    { start: literal.end, end: literal.end, text: ')()' },
  ];
}
