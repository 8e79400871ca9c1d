import type { ReadFact } from '../../../facts/file-facts.ts';
import type { Value } from '../../../facts/value.ts';
import type { Walker } from './walker.ts';

/** Longer ways from name to name than this lead nowhere in real code. */
const deepest = 6;

/** Members of lists and texts, which are never accessors of a project. */
const builtIn = new Set(['length', 'prototype', 'constructor']);

/** Notes that a member is read or written: that may run an accessor. */
export function noteRead(
  walker: Walker,
  kind: ReadFact['kind'],
  object: Value,
  name: string | undefined,
  place: { readonly at: number; readonly from: number },
): void {
  if (name === undefined || builtIn.has(name)) return;
  if (object.kind === 'unknown' || object.kind === 'global' || object.kind === 'literal') return;
  walker.reads.push({ kind, object, name, function: walker.function, ...place });
}

/**
 * The reads that may run an accessor: of something that can be an instance of a class, or an object with accessors.
 * Reads are many and accessors few, so what the file itself rules out is left out.
 */
export function readsThatMatter(walker: Walker): ReadFact[] {
  return walker.reads.filter((read) => mayHaveAccessor(walker, read.object, read.name, 0));
}

function mayHaveAccessor(walker: Walker, value: Value, name: string, depth: number): boolean {
  if (depth > deepest) return false;
  const also = (other: Value): boolean => mayHaveAccessor(walker, other, name, depth + 1);
  switch (value.kind) {
    case 'local': {
      const binding = walker.bindings[value.binding];
      if (binding === undefined) return false;
      return binding.kind === 'import' || binding.type !== undefined || binding.values.some(also);
    }
    case 'module':
      return !value.specifier.startsWith('node:');
    case 'member':
    case 'element':
      return also(value.object);
    case 'result':
      return mayGive(walker, value.call, name, depth);
    case 'await':
      return also(value.value);
    case 'object':
      return (walker.objects[value.id]?.members ?? []).some(
        (member) => member.name === name && member.kind !== 'property',
      );
    case 'class':
    case 'this': {
      const id = value.kind === 'class' ? value.id : value.class;
      const made = walker.classes[id];
      const own = made?.members.filter((member) => member.name === name) ?? [];
      if (own.length > 0) return own.some((member) => member.kind === 'getter' || member.kind === 'setter');
      return made?.extends !== undefined;
    }
    case 'either':
      return value.values.some(also);
    case 'super':
    case 'typed':
      return true;
    case 'unknown':
    case 'literal':
    case 'global':
    case 'function':
    case 'array':
    case 'construct':
      return false;
  }
}

/** Whether what a call gives may have an accessor of that name. */
function mayGive(walker: Walker, id: number, name: string, depth: number): boolean {
  const call = walker.calls[id];
  if (call === undefined) return false;
  const { callee, kind } = call;
  if (callee.kind === 'construct') return true;
  const isFunction = (value: Value): boolean => value.kind === 'function' || value.kind === 'class';
  const named = callee.kind === 'local' ? (walker.bindings[callee.binding]?.values ?? []) : [];
  // What a function of the file gives is known when all are linked.
  if (kind !== 'new' && (isFunction(callee) || named.some(isFunction))) return true;
  return mayHaveAccessor(walker, callee, name, depth + 1);
}
