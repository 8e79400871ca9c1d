import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import { makeAsync } from './async-literal.ts';
import { wrapped } from './nodes.ts';
import { leadingSemicolon, needsParentheses } from './parens.ts';
import type { Placer } from './placement.ts';
import { mayReturnPromise } from './promise-values.ts';
import { raceAt } from './races.ts';
import { isRefusal, refuse } from './refusal.ts';

/** `(() => { … })()`: the function becomes async and its call is awaited. */
export const immediateFunction: Placer = (request, literal, outer) => {
  const { file, node } = request;
  const callee = wrapped(literal);
  const call = callee.parent;
  if (!ts.isCallExpression(call) || call.expression !== callee) return undefined;
  if (call.questionDotToken !== undefined) return refuse('the function is called by `?.`');
  const around = outer(call);
  if (isRefusal(around)) return around;
  const edits = makeAsync(file, literal);
  if (isRefusal(edits)) return edits;
  const awaited = ts.isAwaitExpression(call.parent);
  const wrap = needsParentheses(call, 'await');
  const open = wrap ? '(await ' : 'await ';
  const start = call.getStart(file.tree);
  const caveats = [...around.caveats];
  const race = raceAt(file, call);
  if (race !== undefined) caveats.push(race);
  if (!awaited && mayReturnPromise(literal, node))
    caveats.push(t('a promise that the function returns is awaited, too'));
  const wrapping = awaited
    ? []
    : [
        { start, end: start, text: leadingSemicolon(file.tree, call, open) + open },
        ...(wrap ? [{ start: call.end, end: call.end, text: ')' }] : []),
      ];
  return { edits: [...around.edits, ...wrapping, ...edits], closing: around.closing, caveats, adopts: false };
};
