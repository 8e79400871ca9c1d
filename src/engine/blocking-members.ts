import type { Value } from '../facts/value.ts';
import { keyOf, type Entity } from './entity.ts';
import { leafNames } from './leaf-names.ts';
import type { Linker } from './linker.ts';
import { memberNames } from './member-names.ts';
import { isWide } from './subtypes.ts';
import { supertypes } from './supertypes.ts';

/** The members by which something blocks that a program declares: classes, objects, and what these are declared as. */
export interface BlockingMembers {
  /** The names of such members by the files that declare them: whoever comes by an object may call them. */
  readonly byFile: ReadonlyMap<string, ReadonlySet<string>>;
  /** All names of such members. */
  readonly names: ReadonlySet<string>;
  /** Whether a class, an interface or an object has such members, or something that is declared as it. */
  readonly has: (type: Entity) => boolean;
}

/**
 * Finds the members that block.
 *
 * @param files Those whose classes and objects are looked at.
 * @param blocks Whether a function of the project blocks whoever calls it.
 * @param names By which something that may block is called.
 */
export function* blockingMembers(
  linker: Linker,
  files: readonly string[],
  blocks: (file: string, id: number) => boolean,
  names: ReadonlySet<string>,
): Generator<void, BlockingMembers> {
  const byFile = new Map<string, Set<string>>();
  const types = new Set<string>();
  const classes = new Map<string, ReadonlySet<string>>();
  for (const file of files) {
    yield;
    const facts = linker.facts(file);
    facts?.classes.forEach((_, id) => {
      add({ kind: 'instance', file, id }, namesOfClass(file, id));
    });
    facts?.objects.forEach(({ members }, id) => {
      const names = members.filter(({ value }) => isBlocking(file, value)).map(({ name }) => name);
      add({ kind: 'object', file, id }, new Set(names));
    });
    for (const { members = [] } of facts?.bindings ?? []) {
      const names = members.filter(({ value }) => isBlocking(file, value)).map(({ name }) => name);
      give(file, new Set(names.map((name) => name.replace(/^prototype\./, ''))));
    }
  }
  const all = new Set([...byFile.values()].flatMap((names) => [...names]));
  return { byFile, names: all, has: (type) => types.has(keyOf(closed(type))) };

  /** The type has such members, and so has all that it is declared as. */
  function add(type: Extract<Entity, { readonly file: string }>, names: ReadonlySet<string>): void {
    if (names.size === 0) return;
    types.add(keyOf(type));
    give(type.file, names);
    for (const above of supertypes(linker, type).types) {
      if (!('file' in above) || isWide(linker, above)) continue;
      // What is declared as a supertype has only the members that this one says.
      const declared = memberNames(linker, above);
      const shared =
        declared === undefined ? names : new Set([...names].filter((name) => declared.has(name)));
      if (shared.size === 0) continue;
      types.add(keyOf(above));
      give(above.file, shared);
    }
  }

  function give(file: string, names: ReadonlySet<string>): void {
    if (names.size === 0) return;
    const known = byFile.get(file) ?? new Set();
    for (const name of names) known.add(name);
    byFile.set(file, known);
  }

  /** The names of a class's own members that block, and of those that it inherits. */
  function namesOfClass(file: string, id: number): ReadonlySet<string> {
    const key = `${file}#${id}`;
    const known = classes.get(key);
    if (known !== undefined) return known;
    const names = new Set<string>();
    // Classes that extend each other in a circle are an error of the program.
    classes.set(key, names);
    const facts = linker.facts(file)?.classes[id];
    for (const { name, values } of facts?.members ?? [])
      if (values.some((value) => isBlocking(file, value))) names.add(name);
    const bases = facts?.extends === undefined ? [] : linker.evaluate(file, facts.extends);
    for (const base of bases)
      if (base.kind === 'class') for (const name of namesOfClass(base.file, base.id)) names.add(name);
    return names;
  }

  function isBlocking(file: string, value: Value): boolean {
    if (value.kind === 'function') return blocks(file, value.id);
    if (value.kind !== 'local' && value.kind !== 'member') return false;
    const facts = linker.facts(file);
    if (facts === undefined || !leafNames(facts, value).some((name) => names.has(name))) return false;
    return linker
      .evaluate(file, value)
      .some((entity) => entity.kind === 'function' && blocks(entity.file, entity.id));
  }
}

/** What may be of a subclass is looked up as its class. */
function closed(type: Entity): Entity {
  return type.kind === 'instance' ? { kind: 'instance', file: type.file, id: type.id } : type;
}
