import type { Catalog } from '../catalog/lookup.ts';
import { keyOf, type Entity } from './entity.ts';
import type { Linker } from './linker.ts';
import { functionResult } from './results.ts';

/** Whether a file hands something on that leads to a blocking call: then whoever imports it may make one. */
export type Carries = (file: string) => boolean;

/**
 * Answers for each file whether something that it exports leads to a blocking call: an API that blocks or a function
 * that does, also as a member of a class or object, or as what an exported function gives.
 *
 * @param blocks Whether a function of the project blocks whoever calls it.
 */
export function createCarriers(linker: Linker, blocks: (file: string, id: number) => boolean): Carries {
  const { catalog } = linker.program;
  const modules = blockingModules(catalog);
  const known = new Map<string, boolean>();

  return (file) => {
    const facts = linker.facts(file);
    if (facts === undefined) return false;
    return facts.exports.some((fact) => {
      switch (fact.kind) {
        case 'value':
        case 'assignment':
          return linker.evaluate(file, fact.value).some(leads);
        case 'type':
          return linker.evaluate(file, fact.type).some(leads);
        case 'all':
          return linker.evaluate(file, { kind: 'module', specifier: fact.specifier }).some(leads);
      }
    });
  };

  function leads(entity: Entity): boolean {
    const key = keyOf(entity);
    const before = known.get(key);
    if (before !== undefined) return before;
    // While it is being looked at, it adds nothing to its own answer.
    known.set(key, false);
    const found = look(entity);
    known.set(key, found);
    return found;
  }

  function look(entity: Entity): boolean {
    switch (entity.kind) {
      case 'api':
        return modules.has(entity.module);
      case 'function':
        return (
          blocks(entity.file, entity.id) ||
          functionResult(linker, entity.file, entity.id).some(leads) ||
          attachedLeads(entity.file, entity)
        );
      case 'class':
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

  function classLeads(file: string, id: number): boolean {
    const facts = linker.facts(file)?.classes[id];
    if (facts === undefined) return false;
    if ([facts.constructorFunction, facts.fieldsFunction].some((made) => made !== -1 && blocks(file, made)))
      return true;
    if (facts.extends !== undefined && linker.evaluate(file, facts.extends).some(leads)) return true;
    return facts.members.some(
      (member) =>
        member.values.some((value) => linker.evaluate(file, value).some(leads)) ||
        (member.type !== undefined && linker.instancesOf(file, member.type).some(leads)),
    );
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
        type.members.some((member) => linker.instancesOf(file, member.type).some(leads)) ||
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

function blockingModules(catalog: Catalog): ReadonlySet<string> {
  return new Set(
    [...catalog.modules()].filter((module) => catalog.searchTerms((name) => name === module).length > 0),
  );
}
