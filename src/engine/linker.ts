import type { CallFact, FileFacts } from '../facts/file-facts.ts';
import type { TypeRef, Value } from '../facts/value.ts';
import type { Entity } from './entity.ts';
import type { Fixpoint } from './fixpoint.ts';
import type { Program } from './program.ts';

/** Answers which function a method is where its name says enough and nothing else in the project has that name. */
export type UniqueMethod = (name: string) => Extract<Entity, { readonly kind: 'function' }> | undefined;

/** What implements an interface or extends a class. */
export interface Subtypes {
  /**
   * Instances of the classes, and object literals, that a value of this type may be; the type itself is left out. None
   * where there are too many to tell apart.
   */
  of(type: Entity): readonly Entity[];
  /** The same, however many there are. */
  all(type: Entity): readonly Entity[];
  /** What each file contributes: keys of types, and what is a subtype of them. */
  readonly byFile: ReadonlyMap<string, readonly (readonly [string, Entity])[]>;
}

/** What the parts of linking share: each may ask any other. Answers are memoised by `createLinker`. */
export interface Linker {
  readonly program: Program;
  readonly subtypes: Subtypes;
  /** What was answered so far. */
  readonly answers: Fixpoint;
  /** The one that knows no subtypes, by which those of this one were found. */
  readonly plain?: Linker | undefined;
  /** The method that a distinctive name stands for, where only one has it. */
  readonly uniqueMethod: UniqueMethod;
  /** The files that import a file. */
  importersOf(file: string): readonly string[];
  /** What callers pass for a parameter of a function; empty where nobody can say. */
  passedByCallers(file: string, id: number, index: number): readonly Entity[];
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
