import { keyOf, type Entity } from './entity.ts';
import type { Linker, Subtypes } from './linker.ts';

export const noSubtypes: Subtypes = { of: () => [] };

/**
 * Finds the subtypes of all classes and interfaces of a program.
 *
 * @param linker One that knows no subtypes itself: what a class extends does not depend on them.
 */
export function createSubtypes(linker: Linker): Subtypes {
  const direct = new Map<string, Entity[]>();
  for (const file of linker.program.files.keys()) collect(linker, file, direct);
  const known = new Map<string, readonly Entity[]>();
  return {
    of(type) {
      const key = keyOf(exact(type));
      const before = known.get(key);
      if (before !== undefined) return before;
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
      const subtypes = [...found.values()].filter(({ kind }) => kind !== 'typed');
      known.set(key, subtypes);
      return subtypes;
    },
  };
}

function exact(type: Entity): Entity {
  return type.kind === 'instance' ? { kind: 'instance', file: type.file, id: type.id } : type;
}

function collect(linker: Linker, file: string, direct: Map<string, Entity[]>): void {
  const facts = linker.facts(file);
  const add = (types: readonly Entity[], entity: Entity): void => {
    for (const type of types) {
      if (type.kind !== 'typed' && type.kind !== 'instance') continue;
      const key = keyOf(exact(type));
      const others = direct.get(key);
      if (others === undefined) direct.set(key, [entity]);
      else others.push(entity);
    }
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
}
