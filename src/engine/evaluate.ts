import { canonicalModule } from '../catalog/canonical-module.ts';
import type { CallFact } from '../facts/file-facts.ts';
import type { Value } from '../facts/value.ts';
import { globalMember } from './apis.ts';
import { awaited, listOf, union, unknownEntity, type Entity } from './entity.ts';
import { withType } from './evident.ts';
import type { Linker } from './linker.ts';

/** Follows a value to what it is. Bindings are memoised by the linker, which also guards against cycles. */
export function evaluate(
  linker: Linker,
  file: string,
  value: Value,
  binding: (file: string, binding: number) => readonly Entity[],
): readonly Entity[] {
  switch (value.kind) {
    case 'unknown':
      return [unknownEntity];
    case 'literal':
    case 'construct':
      return [];
    case 'local':
      return binding(file, value.binding);
    case 'global':
      return [globalMember(linker.program.catalog, value.name)];
    case 'module':
      return moduleOf(linker, file, value.specifier);
    case 'member':
      return union(linker.evaluate(file, value.object).map((entity) => linker.member(entity, value.name)));
    case 'element':
      return union(linker.evaluate(file, value.object).map((entity) => elementsOf(linker, entity)));
    case 'result': {
      const call = linker.facts(file)?.calls[value.call];
      if (call === undefined) return [];
      return linker.memo(`c${file}\n${value.call}`, () => resultOf(linker, file, call));
    }
    case 'await':
      return awaited(linker.evaluate(file, value.value));
    case 'function':
    case 'class':
    case 'object':
      return [{ kind: value.kind, file, id: value.id }];
    case 'array':
      return [
        listOf(
          value.elements.map((element) => one(linker.evaluate(file, element))),
          true,
        ),
      ];
    case 'this':
      return value.static
        ? [{ kind: 'class', file, id: value.class }]
        : [{ kind: 'instance', file, id: value.class, open: true }];
    case 'super':
      return superOf(linker, file, value.class, value.static);
    case 'either':
      return union(value.values.map((part) => linker.evaluate(file, part)));
    case 'typed': {
      const typed = linker.instancesOf(file, value.type);
      if (value.value === undefined) return typed;
      const found = linker.evaluate(file, value.value);
      return typed.length === 0 ? found : withType(linker, typed, found);
    }
  }
}

/** What a module specifier names: a file of the project, or a package. */
export function moduleOf(linker: Linker, file: string, specifier: string): readonly Entity[] {
  if (specifier === '') return namespaceOf(linker, file);
  const found = linker.program.resolve(file, specifier);
  if (found !== undefined) return namespaceOf(linker, found);
  if (/^(?:[./#~$]|@\/)/.test(specifier)) return [unknownEntity];
  return [{ kind: 'api', module: canonicalModule(specifier), path: '' }];
}

/** A file that exports one function or class by `module.exports = …` is that function or class. */
function namespaceOf(linker: Linker, file: string): readonly Entity[] {
  const assigned = linker.facts(file)?.exports.find((fact) => fact.kind === 'assignment');
  if (assigned !== undefined) {
    const values = linker.evaluate(file, assigned.value);
    if (values.some((entity) => entity.kind !== 'object' && entity.kind !== 'unknown')) return values;
  }
  return [{ kind: 'namespace', file }];
}

function resultOf(linker: Linker, file: string, call: CallFact): readonly Entity[] {
  if (call.callee.kind === 'construct') {
    const [specifier] = call.args;
    if (call.callee.name !== 'import' || specifier?.kind !== 'literal') return [unknownEntity];
    return [{ kind: 'promise', of: moduleOf(linker, file, String(specifier.value)) }];
  }
  const callees = linker.evaluate(file, call.callee);
  return callees.length === 0
    ? [unknownEntity]
    : union(callees.map((callee) => linker.result(callee, file, call)));
}

function superOf(linker: Linker, file: string, id: number, isStatic: boolean): readonly Entity[] {
  const base = linker.facts(file)?.classes[id]?.extends;
  if (base === undefined) return [unknownEntity];
  const classes = linker.evaluate(file, base);
  return isStatic ? classes : union(classes.map((entity) => instance(entity)));
}

/** What `new` makes of something. */
export function instance(entity: Entity): readonly Entity[] {
  if (entity.kind === 'class') return [{ ...entity, kind: 'instance' }];
  if (entity.kind === 'api') return [{ ...entity, path: `${entity.path}#` }];
  return [unknownEntity];
}

/** More entries than this make a table too large to be a choice between them. */
const largestTable = 50;

/** What an element of a list may be, or an entry of a table. */
export function elementsOf(linker: Linker, entity: Entity): readonly Entity[] {
  if (entity.kind === 'list') return union(entity.of.map((item) => [item]));
  const table = entity.kind === 'object' ? linker.facts(entity.file)?.objects[entity.id] : undefined;
  if (entity.kind !== 'object' || table === undefined || table.members.length > largestTable)
    return [unknownEntity];
  const entries = table.members.filter((member) => member.kind === 'property');
  const known = union(entries.map((member) => linker.evaluate(entity.file, member.value)));
  return table.spreads.length === 0 && known.length > 0 ? known : union([known, [unknownEntity]]);
}

/** One entity for a place in a list: several possible ones are not told apart there. */
function one(entities: readonly Entity[]): Entity {
  return entities.length === 1 ? (entities[0] ?? unknownEntity) : unknownEntity;
}
