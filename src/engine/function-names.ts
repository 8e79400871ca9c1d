import type { FileFacts } from '../facts/file-facts.ts';
import type { Value } from '../facts/value.ts';
import { defaultName } from './leaf-names.ts';

const byFacts = new WeakMap<FileFacts, ReadonlyMap<number, ReadonlySet<string>>>();

const none: ReadonlySet<string> = new Set();

/**
 * The names under which a function may be called: its own, those it is exported by, and those of members it is. A
 * constructor has those of its class.
 */
export function namesOf(facts: FileFacts, id: number): ReadonlySet<string> {
  const known = byFacts.get(facts) ?? namesIn(facts);
  byFacts.set(facts, known);
  return known.get(id) ?? none;
}

/** The names of all functions of a file: asking for one alone would go through all of the file each time. */
function namesIn(facts: FileFacts): ReadonlyMap<number, ReadonlySet<string>> {
  const names = new Map<number, Set<string>>();
  const give = (id: number, name: string): void => {
    const others = names.get(id);
    if (others === undefined) names.set(id, new Set([name]));
    else others.add(name);
  };
  const constructors = facts.classes.map(({ constructorFunction, fieldsFunction }) =>
    [constructorFunction, fieldsFunction].filter((id) => id !== -1),
  );
  /** The functions that a value is, or runs when it is constructed. */
  const functionsOf = (value: Value): readonly number[] => {
    if (value.kind === 'function') return [value.id];
    return value.kind === 'class' ? (constructors[value.id] ?? []) : [];
  };
  const giveAll = (value: Value, name: string): void => {
    for (const id of functionsOf(value)) give(id, name);
  };

  for (const { name, values, members = [] } of facts.bindings) {
    for (const value of values) giveAll(value, name);
    for (const member of members) giveAll(member.value, member.name.replace(/^prototype\./, ''));
  }
  for (const { members } of facts.objects) for (const { name, value } of members) giveAll(value, name);
  facts.classes.forEach(({ name, members }, index) => {
    for (const member of members) for (const value of member.values) giveAll(value, member.name);
    for (const id of constructors[index] ?? []) give(id, name);
  });
  for (const fact of facts.exports) {
    if (fact.kind !== 'value' && fact.kind !== 'assignment') continue;
    const name = fact.kind === 'value' ? fact.name : defaultName;
    const values = fact.value.kind === 'local' ? facts.bindings[fact.value.binding]?.values : [fact.value];
    for (const value of values ?? []) giveAll(value, name);
  }
  return names;
}
