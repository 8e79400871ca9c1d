import type { CallFact, FileFacts } from '../facts/file-facts.ts';
import type { Value } from '../facts/value.ts';

/** A call that something is passed to, and where. */
export interface Passed {
  readonly call: CallFact;
  readonly position: number;
}

/** What the calls of a file do with names and functions. */
export interface CallUses {
  /** The calls of what a name stands for, and those that it is passed to, in the order of the text. */
  readonly ofBindings: ReadonlyMap<
    number,
    readonly (Passed | { readonly call: CallFact; readonly position: 'callee' })[]
  >;
  /** The first call that a function is passed to. */
  readonly ofFunctions: ReadonlyMap<number, Passed>;
}

const byFacts = new WeakMap<FileFacts, CallUses>();

/** Goes through the calls of a file, once. */
export function usesIn(facts: FileFacts): CallUses {
  const known = byFacts.get(facts) ?? findUses(facts);
  byFacts.set(facts, known);
  return known;
}

function findUses({ calls }: FileFacts): CallUses {
  const ofBindings = new Map<number, (Passed | { readonly call: CallFact; readonly position: 'callee' })[]>();
  const ofFunctions = new Map<number, Passed>();
  const note = (binding: number, call: CallFact, position: number | 'callee'): void => {
    const use = position === 'callee' ? { call, position } : { call, position };
    const others = ofBindings.get(binding);
    if (others === undefined) ofBindings.set(binding, [use]);
    else others.push(use);
  };
  for (const call of calls) {
    const called = bindingOf(call.callee);
    if (called !== undefined) note(called, call, 'callee');
    for (const [position, value] of call.args.entries()) {
      if (value.kind === 'function' && !ofFunctions.has(value.id))
        ofFunctions.set(value.id, { call, position });
      const binding = bindingOf(value);
      // Whoever calls it is no consumer of it.
      if (binding !== undefined && binding !== called) note(binding, call, position);
    }
  }
  return { ofBindings, ofFunctions };
}

/** The name behind `callback`, `callback.call` and `callback.apply`. */
function bindingOf(value: Value): number | undefined {
  if (value.kind === 'local') return value.binding;
  if (value.kind === 'member' && (value.name === 'call' || value.name === 'apply'))
    return bindingOf(value.object);
  return undefined;
}
