import type { FunctionFact } from '../facts/file-facts.ts';
import type { CallbackTiming } from '../catalog/schema.ts';
import type { TimingOf } from './callbacks.ts';
import type { AsyncContext, ContextKind } from './finding.ts';
import type { Linker } from './linker.ts';
import { functionResult } from './results.ts';
import { usesOf, type Use } from './uses.ts';

/** How a function comes to run. */
export type Role =
  /** It runs as part of another function: a sync callback, an IIFE, the body of a class. */
  | { readonly kind: 'merged'; readonly into: number }
  /** It starts a run of its own on the event loop. */
  | { readonly kind: 'context'; readonly context: ContextKind }
  /** It runs when it is called, as part of its caller. */
  | { readonly kind: 'plain' }
  /** Blocking does not matter there, or it must be synchronous. */
  | { readonly kind: 'exempt' };

/** Roles and owners of the functions of a program. */
export interface Contexts {
  role(file: string, id: number): Role;
  /** The function whose run the code of `id` belongs to: itself, or what it is merged into. */
  owner(file: string, id: number): number;
  /** The async context that a function starts, if it starts one. */
  context(file: string, id: number): AsyncContext | undefined;
}

const byTiming: Readonly<Record<CallbackTiming, Role | undefined>> = {
  sync: undefined,
  promise: { kind: 'context', context: 'promise-callback' },
  event: { kind: 'context', context: 'event-callback' },
  never: { kind: 'exempt' },
};

/** Members that the language calls where no await is possible. */
const mustBeSync = new Set(['Symbol.dispose']);

/** Works out how each function comes to run, from how it is written and where it is passed. */
export function createContexts(linker: Linker, timing: TimingOf): Contexts {
  const roles = new Map<string, Role>();

  function role(file: string, id: number): Role {
    const key = `${file}\n${id}`;
    const known = roles.get(key);
    if (known !== undefined) return known;
    const facts = linker.facts(file);
    const own = facts?.functions[id];
    const found: Role =
      own === undefined || facts === undefined
        ? { kind: 'plain' }
        : roleOf(file, id, own, usesOf(facts).get(id));
    roles.set(key, found);
    return found;
  }

  function roleOf(file: string, id: number, facts: FunctionFact, use: Use | undefined): Role {
    if (facts.kind === 'module') return { kind: 'context', context: 'module' };
    if (facts.kind === 'class-body') return { kind: 'merged', into: facts.parent };
    if (mustBeSync.has(facts.name.slice(facts.name.indexOf('Symbol.')))) return { kind: 'exempt' };
    const passed = use?.kind === 'argument' ? timing(file, use.call, use.position, use.property) : undefined;
    // Whoever passes an async function to `process.on('exit')` loses what it awaits: it is no async context either.
    if (passed === 'never') return { kind: 'exempt' };
    if (facts.async) return { kind: 'context', context: 'async-function' };
    if (use?.kind === 'called' || passed === 'sync')
      return { kind: 'merged', into: use?.call.function ?? facts.parent };
    const byUse = passed === undefined ? undefined : byTiming[passed];
    if (byUse !== undefined) return byUse;
    return returnsPromise(file, id, facts)
      ? { kind: 'context', context: 'promise-function' }
      : { kind: 'plain' };
  }

  function returnsPromise(file: string, id: number, facts: FunctionFact): boolean {
    if (facts.generator || (facts.returns.length === 0 && facts.returnType === undefined)) return false;
    if (facts.kind !== 'function' && facts.kind !== 'arrow' && facts.kind !== 'method') return false;
    return functionResult(linker, file, id).some((entity) => entity.kind === 'promise');
  }

  function owner(file: string, id: number): number {
    let at = id;
    // Each step leads to a function that contains the one before, or to the caller of one: bounded all the same.
    for (let steps = 0; steps < 1000; steps++) {
      const own = role(file, at);
      if (own.kind !== 'merged') return at;
      at = own.into;
    }
    return at;
  }

  return {
    role,
    owner,
    context(file, id) {
      const own = role(file, id);
      const facts = linker.facts(file)?.functions[id];
      if (own.kind !== 'context' || facts === undefined) return undefined;
      return { kind: own.context, name: facts.name, span: facts.nameSpan };
    },
  };
}
