import type { CallFact, FileFacts } from '../facts/file-facts.ts';

/** The one call that a function is written in. */
export type Use =
  | {
      readonly kind: 'argument';
      readonly call: CallFact;
      readonly position: number;
      /** It is this property of the argument, an object that is written there too: `cpSync(a, b, { filter })`. */
      readonly property?: string;
    }
  /** An immediately invoked function. */
  | { readonly kind: 'called'; readonly call: CallFact };

const known = new WeakMap<FileFacts, ReadonlyMap<number, Use>>();

/** How the functions of a file that are written in a call are used there, by their ids. */
export function usesOf(facts: FileFacts): ReadonlyMap<number, Use> {
  const found = known.get(facts) ?? findUses(facts);
  known.set(facts, found);
  return found;
}

function findUses({ calls, objects }: FileFacts): ReadonlyMap<number, Use> {
  const found = new Map<number, Use>();
  for (const call of calls) {
    const invoked = called(call);
    if (invoked !== undefined) found.set(invoked, { kind: 'called', call });
    for (const [position, argument] of call.args.entries()) {
      if (argument.kind === 'function') found.set(argument.id, { kind: 'argument', call, position });
      if (argument.kind !== 'object') continue;
      for (const { name, kind, value } of objects[argument.id]?.members ?? [])
        if (kind === 'property' && value.kind === 'function')
          found.set(value.id, { kind: 'argument', call, position, property: name });
    }
  }
  return found;
}

/** `(() => …)()`, also by way of `.call(this)`. */
function called(call: CallFact): number | undefined {
  const { callee } = call;
  if (callee.kind === 'function') return callee.id;
  const indirect = callee.kind === 'member' && (callee.name === 'call' || callee.name === 'apply');
  return indirect && callee.object.kind === 'function' ? callee.object.id : undefined;
}
