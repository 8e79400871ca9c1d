import { keyOf, type Entity } from './entity.ts';
import type { Linker } from './linker.ts';

/** All supertypes of a type; `open` where some of them are not known. */
export function supertypes(
  linker: Linker,
  start: Entity,
): { readonly types: readonly Entity[]; readonly open: boolean } {
  const types = new Map<string, Entity>();
  let isOpen = false;
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const bases of direct(linker, at)) {
      const known = bases.filter(({ kind }) => kind === 'typed' || kind === 'instance');
      if (known.length === 0 || known.length < bases.length) isOpen = true;
      for (const base of known) {
        const type: Entity =
          base.kind === 'instance' ? { kind: 'instance', file: base.file, id: base.id } : base;
        if (types.has(keyOf(type))) continue;
        types.set(keyOf(type), type);
        waiting.push(type);
      }
    }
  }
  return { types: [...types.values()], open: isOpen };
}

/** What each clause of a type's heritage stands for. */
function direct(linker: Linker, entity: Entity): readonly (readonly Entity[])[] {
  const facts = 'file' in entity ? linker.facts(entity.file) : undefined;
  if (facts === undefined) return [];
  if (entity.kind === 'instance') {
    const made = facts.classes[entity.id];
    const bases = made?.extends === undefined ? [] : linker.evaluate(entity.file, made.extends);
    const instances = bases.map((base): Entity =>
      base.kind === 'class' ? { ...base, kind: 'instance' } : base,
    );
    return [
      ...(made?.extends === undefined ? [] : [instances]),
      ...(made?.implements ?? []).map((type) => linker.instancesOf(entity.file, type)),
    ];
  }
  if (entity.kind === 'object') {
    const type = facts.objects[entity.id]?.type;
    return type === undefined ? [] : [linker.instancesOf(entity.file, type)];
  }
  if (entity.kind !== 'typed') return [];
  return facts.types
    .filter(({ binding }) => binding === entity.binding)
    .flatMap((type) => type.extends.map((base) => linker.instancesOf(entity.file, base)));
}
