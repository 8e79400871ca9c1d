import type { CallFact, FileFacts } from '../facts/file-facts.ts';
import type { TypeRef, Value } from '../facts/value.ts';
import type { Entity } from './entity.ts';
import type { Program } from './program.ts';
import type { Subtypes } from './subtypes.ts';

/** What the parts of linking share: each may ask any other. Answers are memoised by `createLinker`. */
export interface Linker {
  readonly program: Program;
  readonly subtypes: Subtypes;
  /** Files of the project that were asked for an export without being there. */
  readonly missing: Set<string>;
  facts(file: string): FileFacts | undefined;
  /** Computes an answer once; answers may depend on each other and on themselves (see `createFixpoint`). */
  memo(key: string, compute: () => readonly Entity[]): readonly Entity[];
  /** What a value of a file is; an empty list and `unknown` both say that nothing is known. */
  evaluate(file: string, value: Value): readonly Entity[];
  /** What a declared type of a file stands for, as values of that type. */
  instancesOf(file: string, type: TypeRef): readonly Entity[];
  /** A member of something. */
  member(entity: Entity, name: string): readonly Entity[];
  /** What calling something gives; `call` is the call, where there is one. */
  result(entity: Entity, file: string, call: CallFact): readonly Entity[];
  /** An export of a file of the project, by name. */
  exported(file: string, name: string): readonly Entity[];
}
