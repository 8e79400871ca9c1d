import { isGlobalObject } from './apis.ts';
import { keyOf, type Entity } from './entity.ts';
import type { Linker } from './linker.ts';
import { functionResult } from './results.ts';

/** The names under which a file hands on what leads to a blocking call. */
export interface Carried {
  readonly names: ReadonlySet<string>;
  /** There are more, under names that the file does not say: its default export, or all of another module. */
  readonly unnamed: boolean;
  /** Types with members that block: what inherits from them has these members too. */
  readonly types: ReadonlySet<string>;
}

/** Answers for each file what of its exports leads to a blocking call: whoever imports that may make one. */
export type CarriedBy = (file: string) => Carried;

/** What leads to a blocking call in a program. */
export interface Carriers {
  readonly carriedBy: CarriedBy;
  readonly leads: (entity: Entity) => boolean;
}

/**
 * Finds what leads to a blocking call: an API that blocks or a function that does, also as a member of an object, or as
 * what an exported function gives. Methods of classes are left out: whoever calls one says its name (see
 * `blockingMembers`), while a class may come to them by any name.
 *
 * @param blocks Whether a function of the project blocks whoever calls it.
 * @param isBlockingType Whether something has members that block.
 */
export function createCarriers(
  linker: Linker,
  blocks: (file: string, id: number) => boolean,
  isBlockingType: (type: Entity) => boolean,
): Carriers {
  const { catalog } = linker.program;
  const known = new Map<string, boolean>();
  let open: Set<string> | undefined;

  return {
    leads,
    carriedBy(file) {
      const names = new Set<string>();
      const unnamed = collect(file, names, new Set());
      return { names, unnamed, types: typesOf(file) };
    },
  };

  /** The names of exported types with members that block; `default` where it has none. */
  function typesOf(file: string): ReadonlySet<string> {
    const types = new Set<string>();
    for (const fact of linker.facts(file)?.exports ?? []) {
      if (fact.kind !== 'value' && fact.kind !== 'type' && fact.kind !== 'assignment') continue;
      const entities = linker.evaluate(file, fact.kind === 'type' ? fact.type : fact.value);
      const isType = entities.some((entity) =>
        entity.kind === 'class'
          ? isBlockingType({ ...entity, kind: 'instance' })
          : entity.kind === 'typed' && isBlockingType(entity),
      );
      if (isType) types.add(fact.kind === 'assignment' ? 'default' : fact.name);
    }
    return types;
  }

  /** Adds the names that a file carries; true when there are some without a name. */
  function collect(file: string, names: Set<string>, seen: Set<string>): boolean {
    if (seen.has(file)) return false;
    seen.add(file);
    let unnamed = false;
    for (const fact of linker.facts(file)?.exports ?? []) {
      if (fact.kind === 'all') {
        for (const entity of linker.evaluate(file, { kind: 'module', specifier: fact.specifier }))
          unnamed =
            (entity.kind === 'namespace' ? collect(entity.file, names, seen) : leads(entity)) || unnamed;
      } else if (fact.kind === 'assignment') {
        for (const entity of linker.evaluate(file, fact.value))
          unnamed = collectMembers(entity, names) || unnamed;
      } else if (fact.kind === 'members') {
        unnamed = linker.evaluate(file, fact.value).some(leads) || unnamed;
      } else if (linker.evaluate(file, fact.kind === 'type' ? fact.type : fact.value).some(leads)) {
        if (fact.name === 'default') unnamed = true;
        else names.add(fact.name);
      }
    }
    return unnamed;
  }

  function collectMembers(entity: Entity, names: Set<string>): boolean {
    const facts = entity.kind === 'object' ? linker.facts(entity.file)?.objects[entity.id] : undefined;
    if (entity.kind !== 'object' || facts === undefined || facts.spreads.length > 0) return leads(entity);
    for (const member of facts.members)
      if (linker.evaluate(entity.file, member.value).some(leads)) names.add(member.name);
    return false;
  }

  function leads(entity: Entity): boolean {
    return decide(keyOf(entity), () => look(entity));
  }

  function decide(key: string, look: () => boolean): boolean {
    const before = known.get(key);
    if (before !== undefined) return before;
    // While it is being looked at, it adds nothing to its own answer.
    if (open?.has(key) === true) return false;
    const outermost = open === undefined;
    const seen = (open ??= new Set());
    seen.add(key);
    const found = look();
    if (found) known.set(key, true);
    if (!outermost) return found;
    // A negative answer may rest on one that is still being looked for, unless all of them are negative.
    if (!found) for (const other of seen) known.set(other, false);
    open = undefined;
    return found;
  }

  function look(entity: Entity): boolean {
    switch (entity.kind) {
      case 'api':
        // Whoever gets the global object says which of its members is meant.
        return !isGlobalObject(entity) && catalog.leadsToBlocking(entity.module, entity.path);
      case 'function':
        return blocks(entity.file, entity.id) || givesWhatLeads(entity);
      case 'class':
        return constructionBlocks(entity.file, entity.id) || classLeads(entity.file, entity.id);
      case 'instance':
        return classLeads(entity.file, entity.id);
      case 'constructed':
        return membersLead(entity.file, entity.binding);
      case 'object':
        return objectLeads(entity.file, entity.id);
      case 'namespace':
        return (linker.facts(entity.file)?.exports ?? []).some(
          (fact) => fact.kind === 'value' && linker.evaluate(entity.file, fact.value).some(leads),
        );
      case 'typed':
        return typeLeads(entity.file, entity.binding);
      case 'promise':
      case 'list':
      case 'returning':
        return entity.of.some(leads);
      case 'bind':
        return leads(entity.of);
      case 'unknown':
        return false;
    }
  }

  /** Whether a member of a class leads there, other than by being called. */
  function leadsAsMember(entity: Entity): boolean {
    return entity.kind === 'function'
      ? decide(`given:${keyOf(entity)}`, () => givesWhatLeads(entity))
      : leads(entity);
  }

  function givesWhatLeads(entity: Extract<Entity, { kind: 'function' }>): boolean {
    return functionResult(linker, entity.file, entity.id).some(leads) || attachedLeads(entity.file, entity);
  }

  /** Whether `new` blocks, by what the class or one of its bases does. */
  function constructionBlocks(file: string, id: number): boolean {
    return decide(`new:${file}#${id}`, () => {
      const facts = linker.facts(file)?.classes[id];
      if (facts === undefined) return false;
      const made = [facts.constructorFunction, facts.fieldsFunction].filter((id) => id !== -1);
      if (made.some((id) => blocks(file, id))) return true;
      const bases = facts.extends === undefined ? [] : linker.evaluate(file, facts.extends);
      return bases.some((base) => base.kind === 'class' && constructionBlocks(base.file, base.id));
    });
  }

  /** Whether a class leads there by what it has or inherits. */
  function classLeads(file: string, id: number): boolean {
    const facts = linker.facts(file)?.classes[id];
    if (facts === undefined) return false;
    return decide(`members:${file}#${id}`, () => {
      const bases = facts.extends === undefined ? [] : linker.evaluate(file, facts.extends);
      if (bases.some((base) => (base.kind === 'class' ? classLeads(base.file, base.id) : leads(base))))
        return true;
      return facts.members.some(
        ({ values, type }) =>
          values.some((value) => linker.evaluate(file, value).some(leadsAsMember)) ||
          (type !== undefined && linker.instancesOf(file, type).some(leadsAsMember)),
      );
    });
  }

  function objectLeads(file: string, id: number): boolean {
    const facts = linker.facts(file)?.objects[id];
    const values = [...(facts?.members.map((member) => member.value) ?? []), ...(facts?.spreads ?? [])];
    return values.some((value) => linker.evaluate(file, value).some(leads));
  }

  function typeLeads(file: string, binding: number): boolean {
    const types = linker.facts(file)?.types.filter((type) => type.binding === binding) ?? [];
    return types.some(
      (type) =>
        type.members.some((member) => linker.instancesOf(file, member.type).some(leadsAsMember)) ||
        type.extends.some((base) => linker.instancesOf(file, base).some(leads)) ||
        (type.alias !== undefined && linker.instancesOf(file, type.alias).some(leads)),
    );
  }

  function attachedLeads(file: string, entity: Extract<Entity, { kind: 'function' }>): boolean {
    const bindings = linker.facts(file)?.bindings ?? [];
    return bindings.some(
      (binding, id) =>
        binding.members !== undefined &&
        binding.values.some((value) => value.kind === 'function' && value.id === entity.id) &&
        membersLead(file, id),
    );
  }

  function membersLead(file: string, binding: number): boolean {
    const members = linker.facts(file)?.bindings[binding]?.members ?? [];
    return members.some((member) => linker.evaluate(file, member.value).some(leads));
  }
}
