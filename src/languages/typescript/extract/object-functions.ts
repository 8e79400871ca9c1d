import type { ExportFact } from '../../../facts/file-facts.ts';
import type { Value } from '../../../facts/value.ts';
import { either, isOwnExports, objectsOf } from './patterns.ts';
import { assignMember, type Walker } from './walker.ts';

/** Functions of `Object` that give back what they get. */
const identities = new Set(['freeze', 'seal', 'preventExtensions']);

/**
 * What the functions of the global `Object` do to the values that they get: `Object.assign(module.exports, helpers)`,
 * `Object.freeze({ … })`, `Object.defineProperty(exports, 'name', { get })`. Undefined for any other call.
 */
export function objectFunction(walker: Walker, callee: Value, args: readonly Value[]): Value | undefined {
  if (callee.kind !== 'member' || callee.object.kind !== 'global' || callee.object.name !== 'Object')
    return undefined;
  const [target, ...sources] = args;
  if (target === undefined) return undefined;
  if (identities.has(callee.name)) return target;
  if (callee.name === 'assign') return assigned(walker, target, sources);
  if (callee.name === 'defineProperty') return defined(walker, target, sources);
  return undefined;
}

function assigned(walker: Walker, target: Value, sources: readonly Value[]): Value {
  if (isOwnExports(target)) {
    walker.exports.push(...sources.map((value): ExportFact => ({ kind: 'members', value })));
    return target;
  }
  const own = target.kind === 'local' ? objectsOf(walker, target.binding) : [];
  for (const id of own) walker.objects[id]?.spreads.push(...sources);
  if (own.length > 0) return target;
  const owner = ownerOf(target);
  if (owner === undefined) {
    const id = walker.objects.length;
    walker.objects.push({ members: [], spreads: [target, ...sources] });
    return { kind: 'object', id };
  }
  for (const source of sources) {
    if (source.kind !== 'object') continue;
    for (const member of walker.objects[source.id]?.members ?? [])
      assignMember(walker, owner.binding, { ...member, name: owner.prefix + member.name });
  }
  return target;
}

/** The name that members are put on: `f`, or `prototype.` of it. */
function ownerOf(target: Value): { readonly binding: number; readonly prefix: string } | undefined {
  if (target.kind === 'local') return { binding: target.binding, prefix: '' };
  const isPrototype =
    target.kind === 'member' && target.name === 'prototype' && target.object.kind === 'local';
  return isPrototype ? { binding: target.object.binding, prefix: 'prototype.' } : undefined;
}

function defined(walker: Walker, target: Value, [name, descriptor]: readonly Value[]): Value {
  if (!isOwnExports(target) || name?.kind !== 'literal' || descriptor?.kind !== 'object') return target;
  for (const member of walker.objects[descriptor.id]?.members ?? []) {
    const value =
      member.name === 'get' && member.value.kind === 'function'
        ? either(walker.functions[member.value.id]?.returns ?? [])
        : member.value;
    if (member.name === 'get' || member.name === 'value')
      walker.exports.push({ kind: 'value', name: String(name.value), value });
  }
  return target;
}
