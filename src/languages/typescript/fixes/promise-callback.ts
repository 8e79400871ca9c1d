import { ts } from '../ts.ts';
import { makeAsync } from './async-literal.ts';
import { memberName, unwrap, wrapped } from './nodes.ts';
import type { Placer } from './placement.ts';
import { isRefusal } from './refusal.ts';

/**
 * `promise.then(() => readFileSync(p))`: the chain adopts a promise that its callback returns, so the callback may
 * return one or be async.
 */
export const promiseCallback: Placer = ({ file, node, promise }, literal) => {
  const argument = wrapped(literal);
  const { parent } = argument;
  if (!ts.isCallExpression(parent) || !parent.arguments.some((one) => one === argument)) return undefined;
  const name = memberName(unwrap(parent.expression));
  if (name !== 'then' && name !== 'catch' && name !== 'finally') return undefined;
  const edits = makeAsync(file, literal);
  if (isRefusal(edits)) return edits;
  if (promise && !ts.isBlock(literal.body) && wrapped(node) === literal.body && literal.type === undefined) {
    return { edits: [], caveats: [], adopts: true };
  }
  return { edits, caveats: [], adopts: false };
};
