import type { TypeRef } from '../facts/value.ts';
import { listOf, nested, union, unknownEntity, type Entity } from './entity.ts';
import { instance } from './evaluate.ts';
import type { Linker } from './linker.ts';

/** What a declared type stands for, as values of that type; empty where the type leads nowhere. */
export function instancesOf(linker: Linker, file: string, type: TypeRef): readonly Entity[] {
  switch (type.kind) {
    case 'other':
      return [];
    case 'named':
      return named(linker, file, type);
    case 'array':
      return [listOf(linker.instancesOf(file, type.element), false)];
    case 'table':
      return [listOf(linker.instancesOf(file, type.value), false)];
    case 'tuple':
      return [
        listOf(
          type.elements.map((element) => linker.instancesOf(file, element)[0] ?? unknownEntity),
          true,
        ),
      ];
    case 'promise':
      return [nested('promise', linker.instancesOf(file, type.value))];
    case 'either':
      return union(type.types.map((part) => linker.instancesOf(file, part)));
    case 'function':
      return [nested('returning', linker.instancesOf(file, type.returns))];
    case 'members':
      return [{ kind: 'typed', file, binding: type.binding }];
    case 'typeof':
      return linker.evaluate(file, type.value);
    case 'indexed':
      return indexed(linker, file, type);
  }
}

function named(linker: Linker, file: string, type: Extract<TypeRef, { kind: 'named' }>): readonly Entity[] {
  const { name } = type;
  if (name.kind === 'local') {
    const binding = linker.facts(file)?.bindings[name.binding];
    if (binding?.kind === 'type') return declared(linker, file, name.binding);
    if (binding?.kind === 'function') return [{ kind: 'constructed', file, binding: name.binding }];
  }
  return union(
    linker.evaluate(file, name).map((entity): readonly Entity[] => {
      // An exported interface or alias is a type already; of a class the values are its instances.
      if (entity.kind === 'typed') return declared(linker, entity.file, entity.binding);
      if (entity.kind === 'class')
        return [{ kind: 'instance', file: entity.file, id: entity.id, open: true }];
      return entity.kind === 'api' ? instance(entity) : [];
    }),
  );
}

/** Values of an interface or alias: an alias is what it stands for. */
function declared(linker: Linker, file: string, binding: number): readonly Entity[] {
  const facts = linker.facts(file)?.types.filter((type) => type.binding === binding) ?? [];
  const alias = facts.find((type) => type.alias !== undefined)?.alias;
  if (alias === undefined) return facts.length === 0 ? [] : [{ kind: 'typed', file, binding }];
  return linker.memo(`t${file}\n${binding}`, () => linker.instancesOf(file, alias));
}

function indexed(
  linker: Linker,
  file: string,
  type: Extract<TypeRef, { kind: 'indexed' }>,
): readonly Entity[] {
  const objects = linker.instancesOf(file, type.object);
  if (type.name !== '()') return union(objects.map((entity) => linker.member(entity, type.name)));
  return union(
    objects.map((entity) => (entity.kind === 'returning' ? entity.of : functionResult(linker, entity))),
  );
}

function functionResult(linker: Linker, entity: Entity): readonly Entity[] {
  if (entity.kind !== 'function') return [];
  const facts = linker.facts(entity.file)?.functions[entity.id];
  if (facts?.returnType !== undefined) return linker.instancesOf(entity.file, facts.returnType);
  return union((facts?.returns ?? []).map((value) => linker.evaluate(entity.file, value)));
}
