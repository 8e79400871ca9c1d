import type { FileFacts } from '../facts/file-facts.ts';
import type { Value } from '../facts/value.ts';

/** Stands for callees without a name that says something: results of calls, parameters, elements. */
export const anyName = '*';

/** What an import is called that may have any name. */
export const defaultName = 'default';

/** Longer ways from name to name than this lead nowhere in real code. */
const deepest = 8;

/**
 * The names by which a value may know what it is, after renamings inside the file: `readFileSync` for
 * `import { readFileSync as read }` as well as for `const read = fs.readFileSync`.
 */
export function leafNames(facts: FileFacts, value: Value, depth = 0): readonly string[] {
  if (depth > deepest) return [anyName];
  switch (value.kind) {
    case 'local':
      return localNames(facts, value.binding, depth);
    case 'global':
    case 'construct':
      return [value.name];
    case 'member': {
      const indirect = value.name === 'call' || value.name === 'apply' || value.name === 'bind';
      return indirect ? [value.name, ...leafNames(facts, value.object, depth + 1)] : [value.name];
    }
    case 'either':
      return value.values.flatMap((part) => leafNames(facts, part, depth + 1));
    case 'typed':
      return [anyName, ...(value.value === undefined ? [] : leafNames(facts, value.value, depth + 1))];
    case 'module':
      return [defaultName];
    case 'result':
      return resultNames(facts, value.call, depth);
    case 'await':
      return leafNames(facts, value.value, depth + 1);
    case 'function':
    case 'literal':
      return [];
    case 'unknown':
    case 'element':
    case 'class':
    case 'object':
    case 'array':
    case 'this':
    case 'super':
      return [anyName];
  }
}

/**
 * What a call gives may be what the called function returns (`makeReader()`), or a function that was handed in
 * (`memoize(load)`, `load.bind(this)`).
 */
function resultNames(facts: FileFacts, id: number, depth: number): readonly string[] {
  const call = facts.calls[id];
  if (call === undefined) return [anyName];
  const callee = leafNames(facts, call.callee, depth + 1);
  const handed = call.args.flatMap((value) => leafNames(facts, value, depth + 1));
  const bound = callee.includes('bind') ? callee : [];
  return [...callee.map(resultOf), ...[...bound, ...handed].filter((name) => name !== anyName)];
}

/** How what a function gives is called, by the name of the function. */
export function resultOf(name: string): string {
  return name === anyName ? anyName : `${name}()`;
}

function localNames(facts: FileFacts, id: number, depth: number): readonly string[] {
  const binding = facts.bindings[id];
  if (binding === undefined) return [anyName];
  const named = binding.values.flatMap((value) =>
    value.kind === 'function' || value.kind === 'class' ? [] : leafNames(facts, value, depth + 1),
  );
  const open = binding.kind === 'param' || binding.type !== undefined || binding.values.length === 0;
  return [binding.name, ...named, ...(open ? [anyName] : [])];
}

/** A second name for something: whoever is called by `name` may be what is known as `of`. */
export interface Alias {
  readonly of: string;
  readonly name: string;
  /** What has the second name. */
  readonly value: Value;
}

/** The renamings of a file that other files can see: exports, members of objects and classes, subclasses. */
export function aliasesOf(facts: FileFacts): readonly Alias[] {
  const found: Alias[] = [];
  const add = (name: string, value: Value): void => {
    if (value.kind === 'function' || value.kind === 'class') return;
    for (const of of leafNames(facts, value))
      if (of !== name && of !== anyName) found.push({ of, name, value });
  };
  for (const fact of facts.exports) {
    if (fact.kind === 'value') add(fact.name, fact.value);
    if (fact.kind === 'assignment') add(defaultName, fact.value);
  }
  for (const object of facts.objects) for (const member of object.members) add(member.name, member.value);
  for (const binding of facts.bindings)
    for (const member of binding.members ?? []) add(member.name.replace(/^prototype\./, ''), member.value);
  for (const made of facts.classes) {
    for (const member of made.members) for (const value of member.values) add(member.name, value);
    if (made.extends === undefined) continue;
    add(made.name, made.extends);
  }
  return found;
}
