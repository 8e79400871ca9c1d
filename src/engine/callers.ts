import type { CallFact, FileFacts } from '../facts/file-facts.ts';
import type { Entity } from './entity.ts';
import { namesOf } from './function-names.ts';
import { leafNames } from './leaf-names.ts';
import type { Linker } from './linker.ts';
import type { Program } from './program.ts';
import { unlessChanged } from './unchanged.ts';

/** A call that runs a function of the project. */
export interface Caller {
  readonly file: string;
  readonly call: CallFact;
}

/** More callers than this say nothing: what all of them pass would flow everywhere. */
const mostCallers = 4;

/** Who calls a function or makes instances of a class. */
export type CallersOf = (file: string, id: number) => readonly Caller[];

/**
 * Finds the callers of functions and constructors, as far as their own file and the files that import it go: all of
 * those are looked at wherever one of them matters.
 *
 * @returns Nothing where there are too many.
 */
export function createCallers(linker: Linker): CallersOf {
  const known = new Map<string, readonly Caller[]>();
  return (file, id) => {
    const key = `${file}\n${id}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    // While they are being looked for there are none.
    known.set(key, []);
    const found = find(file, id);
    known.set(key, found);
    return found;
  };

  function find(file: string, id: number): readonly Caller[] {
    const facts = linker.facts(file);
    const made = facts?.functions[id];
    if (facts === undefined || made === undefined || made.kind === 'method') return [];
    const names = namesOf(facts, id);
    const found: Caller[] = [];
    for (const from of [file, ...linker.importersOf(file)]) {
      for (const call of callsBy(linker.facts(from), names)) {
        if (!linker.evaluate(from, call.callee).some((callee) => runs(linker, callee, file, id, call)))
          continue;
        if (found.length === mostCallers) return [];
        found.push({ file: from, call });
      }
    }
    return found;
  }
}

function runs(linker: Linker, callee: Entity, file: string, id: number, call: CallFact): boolean {
  if (callee.kind === 'function') return callee.file === file && callee.id === id;
  if (callee.kind !== 'class' || callee.file !== file) return false;
  if (call.kind !== 'new' && call.callee.kind !== 'super') return false;
  return linker.facts(file)?.classes[callee.id]?.constructorFunction === id;
}

/** Answers which files import a file; the program is gone through when that is first needed. */
export function createImporters(program: Program): Linker['importersOf'] {
  let importers: ReadonlyMap<string, readonly string[]> | undefined;
  return (file) => (importers ??= importersIn(program)).get(file) ?? [];
}

/** The files that import each file. */
const importersIn = unlessChanged(
  (program, file, facts) => [...importedBy(program, file, facts)].join('\n'),
  (program): ReadonlyMap<string, readonly string[]> => {
    const importers = new Map<string, string[]>();
    for (const [from, facts] of program.files) {
      for (const target of importedBy(program, from, facts)) {
        const others = importers.get(target);
        if (others === undefined) importers.set(target, [from]);
        else others.push(from);
      }
    }
    return importers;
  },
);

/** The other files of the project that a file imports. */
function importedBy(program: Program, from: string, facts: FileFacts): ReadonlySet<string> {
  const targets = new Set<string>();
  for (const specifier of facts.imports) {
    const target = program.resolve(from, specifier);
    if (target !== undefined && target !== from) targets.add(target);
  }
  return targets;
}

const byName = new WeakMap<FileFacts, ReadonlyMap<string, readonly CallFact[]>>();

/** The calls of a file by some names, each once. Most files have none: nothing is made for them. */
function callsBy(facts: FileFacts | undefined, names: ReadonlySet<string>): Iterable<CallFact> {
  if (facts === undefined) return [];
  const index = byName.get(facts) ?? indexCalls(facts);
  byName.set(facts, index);
  let found: Iterable<CallFact> | undefined;
  for (const name of names) {
    const calls = index.get(name);
    if (calls !== undefined) found = found === undefined ? calls : new Set([...found, ...calls]);
  }
  return found ?? [];
}

function indexCalls(facts: FileFacts): ReadonlyMap<string, readonly CallFact[]> {
  const index = new Map<string, CallFact[]>();
  for (const call of facts.calls) {
    for (const name of leafNames(facts, call.callee)) {
      const others = index.get(name);
      if (others === undefined) index.set(name, [call]);
      else others.push(call);
    }
  }
  return index;
}
