import type { ObjectMember } from '../facts/file-facts.ts';
import type { MemberType, Value } from '../facts/value.ts';
import { apiMember } from './apis.ts';
import { bindingOf } from './bindings.ts';
import { classMember, openMember } from './class-members.ts';
import { union, unknownEntity, type Entity } from './entity.ts';
import { withType } from './evident.ts';
import type { Linker } from './linker.ts';
import { listMember } from './lists.ts';
import { givenBy } from './results.ts';

const nothing: readonly Entity[] = [unknownEntity];

/** Members that every function has. */
const ofFunction = new Set(['call', 'apply', 'bind']);

/** Paths of functions: neither namespaces and classes (`Reflect.apply`), nor instances (`Socket#`). */
const namesFunction = /(?:^|[.#])[a-z][\w$]*$/;

/** A member of something by name. Inherited members are found through the base class. */
export function memberOf(linker: Linker, entity: Entity, name: string): readonly Entity[] {
  switch (entity.kind) {
    case 'api':
      return ofFunction.has(name) && namesFunction.test(entity.path)
        ? functionMember(entity, name)
        : [apiMember(linker.program.catalog, entity, name)];
    case 'namespace':
      return linker.exported(entity.file, name);
    case 'class':
      return (
        classMember(linker, entity.file, entity.id, name, true) ??
        attached(linker, entity, name) ??
        ownMember(entity, name)
      );
    case 'instance':
      return (
        (entity.open === true
          ? openMember(linker, entity, name)
          : classMember(linker, entity.file, entity.id, name, false)) ?? nothing
      );
    case 'constructed':
      return assignedMember(linker, entity.file, entity.binding, `prototype.${name}`) ?? nothing;
    case 'object':
      return objectMember(linker, entity, name) ?? nothing;
    case 'typed':
      return implementedMember(linker, entity, name);
    case 'list':
      return listMember(entity, name);
    case 'function':
      return attached(linker, entity, name) ?? ownMember(entity, name);
    case 'bind':
    case 'returning':
      return functionMember(entity, name);
    case 'promise':
      return [{ kind: 'api', module: 'globals', path: `Promise#${name}` }];
    case 'unknown':
      return nothing;
  }
}

/** What `module.exports = f` exports is its own default, for whoever imports it as an ES module. */
function ownMember(entity: Entity, name: string): readonly Entity[] {
  return name === 'default' ? [entity] : functionMember(entity, name);
}

/** `f.call` and `f.apply` run `f`; `f.bind(…)` gives it. */
export function functionMember(entity: Entity, name: string): readonly Entity[] {
  if (name === 'call' || name === 'apply') return [entity];
  return name === 'bind' ? [{ kind: 'bind', of: entity }] : nothing;
}

/** A member that was put on a function or class after its declaration, also by way of `module.exports`. */
function attached(
  linker: Linker,
  entity: Extract<Entity, { readonly kind: 'function' | 'class' }>,
  name: string,
): readonly Entity[] | undefined {
  const binding = bindingOf(linker, entity);
  const assigned = binding === undefined ? undefined : assignedMember(linker, entity.file, binding, name);
  if (assigned !== undefined) return assigned;
  const exports = linker.facts(entity.file)?.exports ?? [];
  if (!exports.some((fact) => fact.kind === 'assignment')) return undefined;
  const found = exports.flatMap((fact) =>
    fact.kind === 'value' && fact.name === name ? [linker.evaluate(entity.file, fact.value)] : [],
  );
  return found.length > 0 ? union(found) : undefined;
}

/** A member assigned to a name: `f.member = …`. */
export function assignedMember(
  linker: Linker,
  file: string,
  binding: number,
  name: string,
): readonly Entity[] | undefined {
  const members = linker.facts(file)?.bindings[binding]?.members?.filter((member) => member.name === name);
  if (members === undefined || members.length === 0) return undefined;
  return union(members.map((member) => linker.evaluate(file, member.value)));
}

function objectMember(
  linker: Linker,
  entity: Extract<Entity, { readonly kind: 'object' }>,
  name: string,
): readonly Entity[] | undefined {
  const facts = linker.facts(entity.file)?.objects[entity.id];
  if (facts === undefined) return undefined;
  const found = facts.members.filter((member) => member.name === name && member.kind !== 'setter');
  const own = union(found.map((member) => propertyValue(linker, entity.file, member)));
  if (found.length > 0 && !found.some(({ overridable }) => overridable)) return own;
  const spread = union(facts.spreads.map((value) => spreadMember(linker, entity.file, value, name)));
  if (found.length > 0) return union([own, spread]);
  return spread.some(({ kind }) => kind !== 'unknown') ? spread : undefined;
}

/** What is spread and does not have the member adds nothing; what nobody knows may have it. */
function spreadMember(linker: Linker, file: string, value: Value, name: string): readonly Entity[] {
  return union(
    linker.evaluate(file, value).map((source) => {
      if (source.kind === 'unknown') return nothing;
      return linker.member(source, name).filter(({ kind }) => kind !== 'unknown');
    }),
  );
}

function propertyValue(linker: Linker, file: string, member: ObjectMember): readonly Entity[] {
  return member.kind === 'getter' ? givenBy(linker, file, member.value) : linker.evaluate(file, member.value);
}

/** A member of an interface: that of its implementations, and what the interface itself says of it. */
function implementedMember(
  linker: Linker,
  entity: Extract<Entity, { readonly kind: 'typed' }>,
  name: string,
): readonly Entity[] {
  const declared = typedMember(linker, entity.file, entity.binding, name);
  const implemented = linker.subtypes.of(entity).map((sub) => linker.member(sub, name));
  if (implemented.length === 0) return declared ?? nothing;
  const known = union(implemented).filter(({ kind }) => kind !== 'unknown');
  return known.length > 0 ? withType(linker, declared ?? [], known) : (declared ?? nothing);
}

/** Interfaces extend each other no deeper than this; in a circle they are an error of the program. */
const deepestHeritage = 20;

/** Members of an interface or an alias by its name. */
function typedMember(
  linker: Linker,
  file: string,
  binding: number,
  name: string,
  depth = 0,
): readonly Entity[] | undefined {
  const declarations = linker.facts(file)?.types.filter((type) => type.binding === binding) ?? [];
  const own = declarations.flatMap((type) => fromMembers(linker, file, type.members, name));
  if (own.length > 0) return union(own);
  if (depth >= deepestHeritage) return undefined;
  const bases = declarations.flatMap((type) =>
    type.extends.flatMap((base) => linker.instancesOf(file, base)),
  );
  // What a base declares, not what its implementations have: they need not implement this one.
  const found = union(
    bases.map((base) =>
      base.kind === 'typed'
        ? (typedMember(linker, base.file, base.binding, name, depth + 1) ?? [])
        : linker.member(base, name),
    ),
  ).filter((entity) => entity.kind !== 'unknown');
  return found.length > 0 ? found : undefined;
}

function fromMembers(
  linker: Linker,
  file: string,
  members: readonly MemberType[],
  name: string,
): (readonly Entity[])[] {
  return members
    .filter((member) => member.name === name)
    .map((member) => linker.instancesOf(file, member.type));
}
