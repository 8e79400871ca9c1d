import type { CallFact, FileFacts } from '../facts/file-facts.ts';
import { aliasesOf, anyName, leafNames, type Alias } from './leaf-names.ts';
import type { CallPart } from './targets.ts';

/** A part of a call that has a name. */
export interface NamedPart {
  readonly call: CallFact;
  readonly part: CallPart;
}

/** The names by which a file calls and hands on. */
export interface FileNames {
  readonly calls: ReadonlyMap<string, readonly NamedPart[]>;
  readonly aliases: readonly Alias[];
}

const namesByFile = new WeakMap<FileFacts, FileNames>();

/** The calls of a file by the names of what they call or pass on. */
export function namesInFile(facts: FileFacts): FileNames {
  const before = namesByFile.get(facts);
  if (before !== undefined) return before;
  const calls = new Map<string, NamedPart[]>();
  const add = (call: CallFact, part: CallPart, names: Iterable<string>): void => {
    const named = { call, part };
    for (const name of new Set(names)) {
      const list = calls.get(name);
      if (list === undefined) calls.set(name, [named]);
      else list.push(named);
    }
  };
  for (const call of facts.calls) {
    add(call, 'callee', leafNames(facts, call.callee));
    // Of what is passed on only names count: data comes from anywhere, functions have names.
    call.args.forEach((value, position) => {
      const names = leafNames(facts, value).filter((name) => name !== anyName);
      if (names.length > 0) add(call, position, names);
    });
  }
  const found = { calls, aliases: aliasesOf(facts) };
  namesByFile.set(facts, found);
  return found;
}
