import type { Span } from '../facts/span.ts';
import { keyOf, type Entity } from './entity.ts';
import type { Linker } from './linker.ts';
import { supertypes } from './supertypes.ts';

/** A function by its file and its index there. */
export interface MemberFunction {
  readonly file: string;
  readonly id: number;
}

/** An interface, alias or class that declares a member without giving it a body. */
export interface Declarer {
  readonly file: string;
  /** Its name, or a class without one as a whole. */
  readonly holder: Span;
}

/** Methods that stand for each other: overrides, implementations of one interface, and what declares them. */
export interface MemberFamily {
  readonly name: string;
  readonly functions: readonly MemberFunction[];
  readonly declarers: readonly Declarer[];
  /** It also is, or may be, a member of something outside of the project. */
  readonly open: boolean;
}

/** Finds the family of a function that is a member of a class or of an object with a declared type. */
export function memberFamily(linker: Linker, file: string, id: number): MemberFamily | undefined {
  const start = holderOf(linker, file, id);
  if (start === undefined) return undefined;
  const { name } = start;
  const functions = new Map<string, MemberFunction>();
  const declarers = new Map<string, Declarer>();
  const seen = new Set<string>();
  let isOpen = false;
  const waiting: Entity[] = [start.entity];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const key = keyOf(at);
    if (seen.has(key)) continue;
    seen.add(key);
    const own = declared(linker, at, name);
    for (const one of own.functions) functions.set(`${one.file} ${one.id}`, one);
    for (const one of own.declarers) declarers.set(`${one.file} ${one.holder.start}`, one);
    isOpen ||= own.open;
    const above = supertypes(linker, at);
    isOpen ||= above.open;
    waiting.push(...above.types.filter((type) => declares(linker, type, name)));
    waiting.push(...linker.subtypes.all(at).filter((type) => declares(linker, type, name)));
  }
  return { name, functions: [...functions.values()], declarers: [...declarers.values()], open: isOpen };
}

function holderOf(
  linker: Linker,
  file: string,
  id: number,
): { readonly entity: Entity; readonly name: string } | undefined {
  const facts = linker.facts(file);
  const own = facts?.functions[id]?.class;
  const member =
    own === undefined
      ? undefined
      : facts?.classes[own]?.members.find(({ values }) =>
          values.some((value) => value.kind === 'function' && value.id === id),
        );
  if (own !== undefined && member !== undefined)
    return member.static ? undefined : { entity: { kind: 'instance', file, id: own }, name: member.name };
  for (const [object, { members, type }] of (facts?.objects ?? []).entries()) {
    const found = members.find(({ value }) => value.kind === 'function' && value.id === id);
    if (found !== undefined && type !== undefined)
      return { entity: { kind: 'object', file, id: object }, name: found.name };
  }
  return undefined;
}

/** What a type itself says of a member. */
function declared(linker: Linker, entity: Entity, name: string): Omit<MemberFamily, 'name'> {
  const functions: MemberFunction[] = [];
  const declarers: Declarer[] = [];
  let isOpen = false;
  if (entity.kind === 'instance') {
    const made = linker.facts(entity.file)?.classes[entity.id];
    for (const member of made?.members ?? []) {
      if (member.name !== name || member.static) continue;
      for (const value of member.values) {
        if (value.kind === 'function') functions.push({ file: entity.file, id: value.id });
        else isOpen = true;
      }
      if (member.values.length === 0 && made !== undefined)
        declarers.push({ file: entity.file, holder: made.span });
    }
  } else if (entity.kind === 'object') {
    for (const { name: own, value } of linker.facts(entity.file)?.objects[entity.id]?.members ?? []) {
      if (own !== name) continue;
      if (value.kind === 'function') functions.push({ file: entity.file, id: value.id });
      else isOpen = true;
    }
  } else if (entity.kind === 'typed' && declares(linker, entity, name)) {
    const holder = nameOfType(linker, entity);
    if (holder === undefined) isOpen = true;
    else declarers.push({ file: entity.file, holder });
  }
  return { functions, declarers, open: isOpen };
}

function nameOfType(linker: Linker, entity: Extract<Entity, { readonly kind: 'typed' }>): Span | undefined {
  const facts = linker.facts(entity.file);
  const alias = facts?.types.find(
    ({ alias: stands }) => stands?.kind === 'members' && stands.binding === entity.binding,
  );
  return facts?.bindings[alias?.binding ?? entity.binding]?.span;
}

/** Whether a type itself says something of a member. */
function declares(linker: Linker, entity: Entity, name: string): boolean {
  const facts = 'file' in entity ? linker.facts(entity.file) : undefined;
  if (entity.kind === 'instance')
    return facts?.classes[entity.id]?.members.some((one) => one.name === name && !one.static) === true;
  if (entity.kind === 'object')
    return facts?.objects[entity.id]?.members.some((one) => one.name === name) === true;
  return (
    entity.kind === 'typed' &&
    facts?.types.some(
      ({ binding, members }) => binding === entity.binding && members.some((one) => one.name === name),
    ) === true
  );
}
