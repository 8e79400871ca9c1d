import type { TypeRef, Value } from '../facts/value.ts';
import type { Entity } from './entity.ts';
import { namesInFile } from './call-names.ts';
import type { Linker } from './linker.ts';
import { isSyncName } from './unknown-sync.ts';

/** Re-exports go through no more files than this. */
const deepest = 10;

/** What is known to block when the files that are there are linked. */
export interface Known {
  /** Whether a function blocks whoever calls it. */
  blocks(file: string, id: number): boolean;
  /** Whether something leads to a blocking call. */
  leads(entity: Entity): boolean;
  /** Whether something has members that block. */
  isBlockingType(type: Entity): boolean;
  /** The names of members that block. */
  readonly memberNames: ReadonlySet<string>;
  /** Whether a function, or one that is written in it, holds a blocking call. */
  holdsBlocking(file: string, id: number): boolean;
}

/**
 * The files without which it cannot be told what calls what, where they are not in the program: those that declare what
 * blocking classes and objects extend or implement, those of functions that are handed blocking functions, and those of
 * functions that say of themselves that they are synchronous.
 *
 * @param files Those in which to look for what is missing.
 */
export function* wantedFiles(
  linker: Linker,
  files: readonly string[],
  known: Known,
): Generator<void, ReadonlySet<string>> {
  const wanted = new Set<string>();
  const want = (file: string, values: readonly Value[], matters: () => boolean): void => {
    const missing = values.flatMap((value) => missingBehind(linker, file, value, 0));
    if (missing.length > 0 && matters()) for (const path of missing) wanted.add(path);
  };
  const matters = (type: Entity): boolean => known.isBlockingType(type) || known.leads(type);
  const { installed, catalog } = linker.program;
  const said = new Map<string, boolean>();
  const says = (name: string): boolean => {
    const known = said.get(name) ?? (isSyncName(name) || installed?.mentionsAsync(name) === true);
    said.set(name, known);
    return known;
  };
  const incomplete = yield* incompleteFiles(linker);
  for (const file of files) {
    const facts = linker.facts(file);
    if (facts === undefined || !incomplete.has(file)) continue;
    yield;
    const { functions, classes, objects, types, calls } = facts;
    classes.forEach((made, id) => {
      const bases = [
        ...made.implements.flatMap(namesIn),
        ...(made.extends === undefined ? [] : [made.extends]),
      ];
      want(file, bases, () => matters({ kind: 'instance', file, id }));
    });
    objects.forEach(({ type }, id) => {
      want(file, namesIn(type), () => matters({ kind: 'object', file, id }));
    });
    for (const type of types)
      want(file, type.extends.flatMap(namesIn), () =>
        matters({ kind: 'typed', file, binding: type.binding }),
      );
    functions.forEach(({ async, returns, returnType }, id) => {
      // A function that returns a promise is async code itself.
      if (!async && returnType === undefined && returns.length > 0 && known.blocks(file, id))
        want(file, returns, () => true);
    });
    for (const { callee, args } of calls) {
      const handed = args.filter((value) =>
        value.kind === 'function' ? known.holdsBlocking(file, value.id) : references.has(value.kind),
      );
      if (handed.length > 0)
        want(file, [callee], () => handed.some((value) => mayBlock(linker, known, file, value)));
    }
    for (const [name, parts] of namesInFile(facts).calls) {
      const tells = says(name);
      const isMember = known.memberNames.has(name) || catalog.blocking('globals', name).length > 0;
      if (!tells && !isMember) continue;
      for (const { call, part } of parts) {
        const { callee } = call;
        if (part !== 'callee') continue;
        // Of a package that no catalogue describes only the name of the call says that it may block.
        if (tells) want(file, [callee], () => true);
        if (isMember && callee.kind === 'member' && isOpen(linker, file, callee.object))
          want(file, [callee.object], () => true);
      }
    }
  }
  return wanted;
}

/** Whether nobody can say yet what something is, or all that it may be. */
function isOpen(linker: Linker, file: string, value: Value): boolean {
  const entities = linker.evaluate(file, value);
  return entities.length === 0 || entities.some(({ kind }) => kind === 'unknown' || kind === 'returning');
}

/** The files that import something which is not there, themselves or by way of files that may give it on, if only as a result. */
function* incompleteFiles(linker: Linker): Generator<void, ReadonlySet<string>> {
  const { program } = linker;
  const { files } = program;
  const found = new Set<string>();
  for (const [file, { imports }] of files) {
    yield;
    const isIncomplete = imports.some((specifier) => {
      const target = program.resolve(file, specifier);
      return target !== undefined && !files.has(target);
    });
    if (isIncomplete) found.add(file);
  }
  for (const file of found) {
    yield;
    for (const importer of linker.importersOf(file)) found.add(importer);
  }
  return found;
}

/** Arguments that may be functions by their names. */
const references: ReadonlySet<Value['kind']> = new Set(['local', 'member']);

function mayBlock(linker: Linker, known: Known, file: string, value: Value): boolean {
  if (value.kind === 'function') return true;
  return linker
    .evaluate(file, value)
    .some((entity) => (entity.kind === 'function' || entity.kind === 'api') && known.leads(entity));
}

/** The names in a type that values of it may implement. */
function namesIn(type: TypeRef | undefined): readonly Value[] {
  switch (type?.kind) {
    case 'named':
      return [type.name];
    case 'array':
      return namesIn(type.element);
    case 'promise':
    case 'table':
      return namesIn(type.value);
    case 'either':
      return type.types.flatMap(namesIn);
    case undefined:
    case 'other':
    case 'tuple':
    case 'function':
    case 'members':
    case 'typeof':
    case 'indexed':
      return [];
  }
}

/** The files that have to be known to tell what a name is. */
function missingBehind(linker: Linker, file: string, value: Value, depth: number): readonly string[] {
  if (depth > deepest) return [];
  const again = (from: string, next: Value): readonly string[] =>
    missingBehind(linker, from, next, depth + 1);
  const facts = linker.facts(file);
  const each = (values: readonly Value[]): readonly string[] => values.flatMap((given) => again(file, given));
  switch (value.kind) {
    case 'local': {
      const binding = facts?.bindings[value.binding];
      return each([...(binding?.values ?? []), ...namesIn(binding?.type)]);
    }
    case 'result': {
      const callee = facts?.calls[value.call]?.callee;
      return callee === undefined
        ? []
        : [...again(file, callee), ...missingResult(linker, file, callee, depth)];
    }
    case 'await':
      return again(file, value.value);
    case 'typed':
      return each([...namesIn(value.type), ...(value.value === undefined ? [] : [value.value])]);
    case 'member':
      if (value.object.kind === 'module') return missingExport(linker, file, value.object, value.name, depth);
      if (value.object.kind === 'this') {
        const members = facts?.classes[value.object.class]?.members ?? [];
        const named = members.filter(({ name }) => name === value.name);
        return each(named.flatMap(({ values, type }) => [...values, ...namesIn(type)]));
      }
      return [...again(file, value.object), ...missingMember(linker, file, value.object, value.name, depth)];
    case 'module': {
      const target = linker.program.resolve(file, value.specifier);
      return target === undefined || linker.facts(target) !== undefined ? [] : [target];
    }
    case 'unknown':
    case 'literal':
    case 'global':
    case 'element':
    case 'function':
    case 'class':
    case 'object':
    case 'array':
    case 'this':
    case 'super':
    case 'either':
    case 'construct':
      return [];
  }
}

/** The files that have to be known to tell what calling something gives that is known itself. */
function missingResult(linker: Linker, file: string, callee: Value, depth: number): readonly string[] {
  return linker.evaluate(file, callee).flatMap((entity) => {
    const made = entity.kind === 'function' ? linker.facts(entity.file)?.functions[entity.id] : undefined;
    if (entity.kind !== 'function' || made === undefined || made.async) return [];
    return [...namesIn(made.returnType), ...(made.returnType === undefined ? made.returns : [])].flatMap(
      (value) => missingBehind(linker, entity.file, value, depth + 1),
    );
  });
}

/** The files that have to be known to tell what a member of something is that is known itself. */
function missingMember(
  linker: Linker,
  file: string,
  object: Value,
  name: string,
  depth: number,
): readonly string[] {
  return linker.evaluate(file, object).flatMap((entity) => {
    if (entity.kind !== 'instance' && entity.kind !== 'typed' && entity.kind !== 'object') return [];
    const facts = linker.facts(entity.file);
    if (entity.kind === 'object')
      return (facts?.objects[entity.id]?.members ?? [])
        .filter((member) => member.name === name)
        .flatMap(({ value }) => missingBehind(linker, entity.file, value, depth + 1));
    const members =
      entity.kind === 'instance'
        ? (facts?.classes[entity.id]?.members ?? [])
        : (facts?.types ?? []).flatMap((type) =>
            type.binding === entity.binding ? type.members.map((member) => ({ ...member, values: [] })) : [],
          );
    return members
      .filter((member) => member.name === name)
      .flatMap(({ values, type }) => [...values, ...namesIn(type)])
      .flatMap((value) => missingBehind(linker, entity.file, value, depth + 1));
  });
}

function missingExport(
  linker: Linker,
  file: string,
  module: Extract<Value, { readonly kind: 'module' }>,
  name: string,
  depth: number,
): readonly string[] {
  const target = linker.program.resolve(file, module.specifier);
  if (target === undefined) return [];
  const facts = linker.facts(target);
  if (facts === undefined) return [target];
  return facts.exports.flatMap((fact) => {
    if (fact.kind === 'all') {
      const object: Value = { kind: 'module', specifier: fact.specifier };
      return missingBehind(linker, target, { kind: 'member', object, name }, depth + 1);
    }
    if ((fact.kind !== 'value' && fact.kind !== 'type') || fact.name !== name) return [];
    return missingBehind(linker, target, fact.kind === 'value' ? fact.value : fact.type, depth + 1);
  });
}
