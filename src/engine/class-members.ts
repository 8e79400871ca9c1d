import type { ClassMember } from '../facts/file-facts.ts';
import { union, unknownEntity, type Entity } from './entity.ts';
import { isEvident, withoutBlanks, withType } from './evident.ts';
import type { Linker } from './linker.ts';
import { givenBy } from './results.ts';

const nothing: readonly Entity[] = [unknownEntity];

type Accessor = 'getter' | 'setter';

/** A method or field of a class, own or inherited; a getter stands for what it gives. Undefined where there is none. */
export function classMember(
  linker: Linker,
  file: string,
  id: number,
  name: string,
  isStatic: boolean,
): readonly Entity[] | undefined {
  const members = membersOf(linker, file, id, name, isStatic);
  const values = members.filter(({ kind }) => kind === 'method' || kind === 'field');
  if (values.length > 0) return memberValue(linker, file, values);
  const getters = members.filter(({ kind }) => kind === 'getter');
  if (getters.length > 0)
    return union(getters.flatMap((member) => member.values.map((value) => givenBy(linker, file, value))));
  return inherited(linker, file, id, isStatic, (base) => linker.member(base, name));
}

/** A member of an instance that may be of a subclass: there it may be another one. */
export function openMember(
  linker: Linker,
  entity: Extract<Entity, { readonly kind: 'instance' }>,
  name: string,
): readonly Entity[] | undefined {
  const own = classMember(linker, entity.file, entity.id, name, false);
  const others = linker.subtypes.of(entity).filter((sub) => declares(linker, sub, name));
  if (others.length === 0) return own;
  const overriding = union(others.map((sub) => linker.member(sub, name)));
  // An abstract method says only what it gives.
  return withType(linker, own ?? [], overriding);
}

/** What reading or writing a member runs, by what the object may be; an empty list is no accessor. */
export function accessors(
  linker: Linker,
  entity: Entity,
  name: string,
  kind: Accessor,
): readonly (readonly Entity[])[] {
  switch (entity.kind) {
    case 'instance': {
      const subtypes = entity.open === true ? linker.subtypes.of(entity) : [];
      const others = subtypes.filter((sub) => declares(linker, sub, name));
      return [
        classAccessor(linker, entity.file, entity.id, name, kind, false),
        ...others.flatMap((sub) => accessors(linker, sub, name, kind)),
      ];
    }
    case 'class':
      return [classAccessor(linker, entity.file, entity.id, name, kind, true)];
    case 'typed':
      return linker.subtypes.of(entity).flatMap((sub) => accessors(linker, sub, name, kind));
    case 'object': {
      const members = linker.facts(entity.file)?.objects[entity.id]?.members ?? [];
      const own = members.filter((member) => member.name === name && member.kind === kind);
      return [union(own.map((member) => linker.evaluate(entity.file, member.value)))];
    }
    case 'api':
    case 'function':
    case 'constructed':
    case 'namespace':
    case 'promise':
    case 'list':
    case 'bind':
    case 'returning':
    case 'unknown':
      return [[]];
  }
}

/** Whether a class or object declares a member itself. */
function declares(linker: Linker, entity: Entity, name: string): boolean {
  if (entity.kind === 'instance')
    return membersOf(linker, entity.file, entity.id, name, false).some(
      (member) => member.kind === 'field' || member.values.length > 0,
    );
  return entity.kind === 'object';
}

function membersOf(
  linker: Linker,
  file: string,
  id: number,
  name: string,
  isStatic: boolean,
): readonly ClassMember[] {
  const members = linker.facts(file)?.classes[id]?.members ?? [];
  return members.filter((member) => member.name === name && member.static === isStatic);
}

function memberValue(linker: Linker, file: string, members: readonly ClassMember[]): readonly Entity[] {
  const all = members.flatMap((member) => member.values);
  const given = members.some(({ type }) => type !== undefined) ? withoutBlanks(linker.facts(file), all) : all;
  const values = union(given.map((value) => linker.evaluate(file, value)));
  const typed = union(
    members.flatMap(({ type }) => (type === undefined ? [] : [linker.instancesOf(file, type)])),
  );
  if (typed.length === 0) return values.length > 0 ? values : nothing;
  return isEvident(linker.facts(file), given) ? values : withType(linker, typed, values);
}

function classAccessor(
  linker: Linker,
  file: string,
  id: number,
  name: string,
  kind: Accessor,
  isStatic: boolean,
): readonly Entity[] {
  const members = membersOf(linker, file, id, name, isStatic);
  const fitting = members.filter((member) => member.kind === kind);
  if (fitting.length > 0)
    return union(fitting.flatMap(({ values }) => values.map((value) => linker.evaluate(file, value))));
  if (members.some((member) => member.kind === 'method' || member.kind === 'field')) return [];
  const found = inherited(linker, file, id, isStatic, (base) =>
    base.kind === 'class' || base.kind === 'instance'
      ? classAccessor(linker, base.file, base.id, name, kind, isStatic)
      : [],
  );
  return found ?? [];
}

function inherited(
  linker: Linker,
  file: string,
  id: number,
  isStatic: boolean,
  ask: (base: Entity) => readonly Entity[],
): readonly Entity[] | undefined {
  const base = linker.facts(file)?.classes[id]?.extends;
  if (base === undefined) return undefined;
  const found = union(
    linker.evaluate(file, base).map((entity) => {
      if (entity.kind === 'class') return ask(isStatic ? entity : { ...entity, kind: 'instance' });
      if (entity.kind === 'api') return ask(isStatic ? entity : { ...entity, path: `${entity.path}#` });
      return [];
    }),
  );
  return found.length > 0 ? found : undefined;
}
