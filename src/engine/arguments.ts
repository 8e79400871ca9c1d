import type { CallFact } from '../facts/file-facts.ts';
import type { Value } from '../facts/value.ts';

/**
 * The arguments that reach the function that a call runs: `f.call(self, …)` has one more in front, and `f.apply(self, list)`
 * has them in a list. Undefined where the text does not say.
 */
export function argumentsOf(call: CallFact): readonly Value[] | undefined {
  if (call.callee.kind !== 'member') return call.args;
  if (call.callee.name === 'call') return call.args.slice(1);
  if (call.callee.name !== 'apply') return call.args;
  const list = call.args[1];
  if (list === undefined) return [];
  return list.kind === 'array' ? list.elements : undefined;
}
