import { keyOf, type Entity } from './entity.ts';
import type { Linker, Subtypes } from './linker.ts';

export const noSubtypes: Subtypes = { of: () => [], all: () => [], byFile: new Map() };

/**
 * Finds the subtypes of all classes and interfaces of a program.
 *
 * @param linker One that knows no subtypes itself: what a class extends does not depend on them.
 * @param before What was found before some files changed.
 */
export function* createSubtypes(
  linker: Linker,
  before?: { readonly subtypes: Subtypes; readonly changed: readonly string[] },
): Generator<void, Subtypes> {
  const byFile = new Map(before?.subtypes.byFile);
  const files = before === undefined ? linker.program.files.keys() : before.changed;
  for (const file of files) {
    yield;
    byFile.set(file, subtypesIn(linker, file));
  }
  const direct = new Map<string, Entity[]>();
  for (const pairs of byFile.values()) {
    for (const [key, entity] of pairs) {
      const others = direct.get(key);
      if (others === undefined) direct.set(key, [entity]);
      else others.push(entity);
    }
  }
  const known = new Map<string, readonly Entity[]>();
  const all = (type: Entity): readonly Entity[] => {
    const key = keyOf(exact(type));
    const found = known.get(key) ?? below(direct, key);
    known.set(key, found);
    return found;
  };
  return {
    byFile,
    all,
    of(type) {
      const found = all(type);
      return found.length > 0 && isWide(linker, type) ? [] : found;
    },
  };
}

/** Whether a type has more subtypes than can be told apart. */
export function isWide(linker: Linker, type: Entity): boolean {
  const { isWidelyInherited } = linker.program;
  if (isWidelyInherited === undefined || (type.kind !== 'typed' && type.kind !== 'instance')) return false;
  const facts = linker.facts(type.file);
  const made = type.kind === 'typed' ? facts?.bindings[type.binding] : facts?.classes[type.id];
  return made !== undefined && isWidelyInherited(type.file, made.name);
}

/** The subtypes of a type, theirs too; interfaces among them are left out. */
function below(direct: ReadonlyMap<string, readonly Entity[]>, key: string): readonly Entity[] {
  const found = new Map<string, Entity>();
  const open = [key];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entity of direct.get(at) ?? []) {
      const own = keyOf(entity);
      if (found.has(own)) continue;
      found.set(own, entity);
      open.push(own);
    }
  }
  return [...found.values()].filter(({ kind }) => kind !== 'typed');
}

function exact(type: Entity): Entity {
  return type.kind === 'instance' ? { kind: 'instance', file: type.file, id: type.id } : type;
}

/** What a file says: the key of a type, and something that is a subtype of it. */
function subtypesIn(linker: Linker, file: string): readonly (readonly [string, Entity])[] {
  const facts = linker.facts(file);
  const found: [string, Entity][] = [];
  const add = (types: readonly Entity[], entity: Entity): void => {
    for (const type of types)
      if (type.kind === 'typed' || type.kind === 'instance') found.push([keyOf(exact(type)), entity]);
  };
  facts?.classes.forEach((made, id) => {
    const entity: Entity = { kind: 'instance', file, id };
    for (const type of made.implements) add(linker.instancesOf(file, type), entity);
    const bases = made.extends === undefined ? [] : linker.evaluate(file, made.extends);
    add(
      bases.map((base) => (base.kind === 'class' ? { ...base, kind: 'instance' } : base)),
      entity,
    );
  });
  facts?.objects.forEach(({ type }, id) => {
    if (type !== undefined) add(linker.instancesOf(file, type), { kind: 'object', file, id });
  });
  for (const type of facts?.types ?? []) {
    const entity: Entity = { kind: 'typed', file, binding: type.binding };
    for (const base of type.extends) add(linker.instancesOf(file, base), entity);
  }
  return found;
}
