import type { Refusal, TextEdit } from '../../../fixes/fix.ts';
import { t } from '../../../l10n/translate.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { makeAsync, promiseType, returnsOf } from './async-literal.ts';
import { orderMatters } from './callback-effects.ts';
import { arrayEvidence } from './evidence.ts';
import { memberName, unwrap, wrapped, type FunctionLiteral } from './nodes.ts';
import { leadingSemicolon, needsParentheses } from './parens.ts';
import type { Place, Placer } from './placement.ts';
import { mayReturnPromise } from './promise-values.ts';
import { raceAt } from './races.ts';
import { isRefusal, refuse } from './refusal.ts';
import type { FixFile } from './site.ts';
import { takenPromise } from './taken-promise.ts';

/** `xs.map((x) => …)` becomes `await Promise.all(xs.map(async (x) => …))`; `Array.from(xs, (x) => …)` likewise. */
export const mapCallback: Placer = (request, literal, outer) => {
  const { file, node, api } = request;
  const argument = wrapped(literal);
  const call = argument.parent;
  if (!ts.isCallExpression(call) || !call.arguments.some((one) => one === argument)) return undefined;
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const name = memberName(callee);
  const from = name === 'from' && callee.expression.getText(file.tree) === 'Array';
  if (name !== 'map' && !from) return undefined;
  if (call.arguments.length !== (from ? 2 : 1)) return refuse('`{0}` is also given a value for `this`', name);
  if (call.arguments.at(-1) !== argument) return undefined;
  if (ts.isOptionalChain(call))
    return refuse('`Promise.all` takes no missing list, which the optional chain may give');
  if (lookup(scopeAt(file.scopes, call), 'Promise') !== undefined)
    return refuse('`Promise` is another name here');
  const evidence = from ? 'array' : arrayEvidence(callee.expression, file.scopes);
  if (evidence === 'other') return refuse('`map` is not the one of an array here');
  const combined = isCombined(call);
  const taken = combined ? takenPromise(file, wrapped(call).parent, true) : undefined;
  // Nothing more is awaited around a list that is awaited already; who only hands it on has to be async, too.
  const around: Place | Refusal =
    combined && typeof taken === 'string' ? { edits: [], caveats: [], adopts: true } : outer(call);
  if (isRefusal(around)) return around;
  const edits = makeAsync(file, literal);
  if (isRefusal(edits)) return edits;
  const caveats = [...around.caveats];
  // What `Promise.all` takes is a list of promises already, whatever has made it.
  if (evidence === 'unknown' && !combined)
    caveats.push(t('only if `{0}` is an array', shorten(callee.expression.getText(file.tree))));
  if (orderMatters(file, literal, node, api)) caveats.push(t('the callbacks then run at the same time'));
  if (taken === 'otherwise') caveats.push(t('what the callbacks throw comes as a rejection'));
  const race = raceAt(file, call);
  if (!combined && race !== undefined) caveats.push(race);
  if (!combined && mayReturnPromise(literal, node))
    caveats.push(t('promises that the callback returns are awaited, too'));
  const open = needsParentheses(call, 'await') ? '(await Promise.all(' : 'await Promise.all(';
  const start = call.getStart(file.tree);
  const wrapping = combined
    ? []
    : [
        { start, end: start, text: leadingSemicolon(file.tree, call, open) + open },
        { start: call.end, end: call.end, text: open.startsWith('(') ? '))' : ')' },
      ];
  const types = (call.typeArguments ?? []).slice(from ? 1 : 0).flatMap((type) => promiseType(file, type));
  const pairs = combined ? [] : pairEdits(file, call, literal);
  return {
    edits: [...around.edits, ...wrapping, ...types, ...pairs, ...edits],
    closing: around.closing,
    caveats,
    adopts: false,
  };
};

/**
 * `new Map(xs.map((x) => [x, y]))` knows its pairs for pairs by the place they stand in; behind `await Promise.all` they
 * have to say it themselves.
 */
function pairEdits(file: FixFile, call: ts.CallExpression, literal: FunctionLiteral): readonly TextEdit[] {
  const { parent } = wrapped(call);
  if (!/\.[mc]?tsx?$/i.test(file.tree.fileName)) return [];
  if (!ts.isNewExpression(parent) || parent.typeArguments !== undefined || literal.type !== undefined)
    return [];
  if (!/^(?:Weak)?Map$/.test(parent.expression.getText(file.tree))) return [];
  return returnsOf(literal)
    .filter((value) => isPair(value))
    .map(({ end }) => ({ start: end, end, text: ' as const' }));
}

/** The list goes straight into `await Promise.all(…)` already. */
export function isCombined(call: ts.Node): boolean {
  const list = wrapped(call);
  const { parent } = list;
  return (
    ts.isCallExpression(parent) &&
    parent.arguments[0] === list &&
    parent.expression.getText() === 'Promise.all'
  );
}

function shorten(text: string): string {
  return /^[\w.$]{1,40}$/.test(text) ? text : t('the receiver');
}

/** `[key, value]`, without an assertion of its own. */
function isPair(value: ts.Expression): boolean {
  return ts.isParenthesizedExpression(value) ? isPair(value.expression) : ts.isArrayLiteralExpression(value);
}
