import type { FileFacts } from '../facts/file-facts.ts';
import type { Value } from '../facts/value.ts';
import { union, type Entity } from './entity.ts';
import type { Linker } from './linker.ts';

/*
 * Declared types and values both say what something is. Which of them counts is decided by the text of one file, not by
 * what else is known: otherwise findings would depend on which files were looked at.
 */

/** Whether the text itself shows what values are: functions, classes and objects written here, and what `new` makes. */
export function isEvident(facts: FileFacts | undefined, values: readonly Value[]): boolean {
  return values.length > 0 && values.every((value) => isEvidentValue(facts, value));
}

function isEvidentValue(facts: FileFacts | undefined, value: Value): boolean {
  switch (value.kind) {
    case 'function':
    case 'class':
    case 'object':
      return true;
    case 'result':
      return facts?.calls[value.call]?.kind === 'new';
    case 'either':
      return isEvident(facts, value.values);
    case 'unknown':
    case 'literal':
    case 'local':
    case 'global':
    case 'module':
    case 'member':
    case 'element':
    case 'await':
    case 'array':
    case 'this':
    case 'super':
    case 'typed':
    case 'construct':
      return false;
  }
}

/** Values without those that only make room for others: `[]`, `{}`. */
export function withoutBlanks(facts: FileFacts | undefined, values: readonly Value[]): readonly Value[] {
  return values.filter((value) => {
    if (value.kind === 'array') return value.elements.length > 0;
    if (value.kind !== 'object') return true;
    const object = facts?.objects[value.id];
    return object === undefined || object.members.length + object.spreads.length > 0;
  });
}

/** What is known by a declared type together with what is known of the values. */
export function withType(
  linker: Linker,
  declared: readonly Entity[],
  values: readonly Entity[],
): readonly Entity[] {
  const { catalog } = linker.program;
  const known = values.filter(
    (entity) =>
      entity.kind !== 'unknown' &&
      !isEmptyList(entity) &&
      // Of an API that leads nowhere the declared type says more.
      (entity.kind !== 'api' || catalog.leadsToBlocking(entity.module, entity.path)),
  );
  if (known.length === 0) return declared;
  // A function type alone says less than any function.
  return union([declared.filter(({ kind }) => kind !== 'returning'), known]);
}

/** Whether something may be of a subtype, so that a value says more than the declared type. */
export function isOpen(entity: Entity): boolean {
  switch (entity.kind) {
    case 'typed':
    case 'returning':
      return true;
    case 'instance':
      return entity.open === true;
    case 'promise':
    case 'list':
      return entity.of.some(isOpen);
    case 'api':
    case 'function':
    case 'class':
    case 'constructed':
    case 'object':
    case 'namespace':
    case 'bind':
    case 'unknown':
      return false;
  }
}

function isEmptyList(entity: Entity): boolean {
  return entity.kind === 'list' && entity.of.length === 0;
}
