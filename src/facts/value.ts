/**
 * What an expression evaluates to, as far as its text says. The engine evaluates these across files; `unknown` is
 * always a correct answer.
 */
export type Value =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** A variable, parameter, function, class or import of this file: an index into `FileFacts.bindings`. */
  | { readonly kind: 'local'; readonly binding: number }
  /** A name that nothing in the file declares. */
  | { readonly kind: 'global'; readonly name: string }
  /** All that a module exports, the file itself where the specifier is empty. A member `default` is its default export. */
  | { readonly kind: 'module'; readonly specifier: string }
  | { readonly kind: 'member'; readonly object: Value; readonly name: string }
  /** Some element of a list or of a table whose key is not known. */
  | { readonly kind: 'element'; readonly object: Value }
  /** What a call gives: an index into `FileFacts.calls`. */
  | { readonly kind: 'result'; readonly call: number }
  | { readonly kind: 'await'; readonly value: Value }
  /** An index into `FileFacts.functions`: a function that is written here. */
  | { readonly kind: 'function'; readonly id: number }
  /** An index into `FileFacts.classes`. */
  | { readonly kind: 'class'; readonly id: number }
  /** An index into `FileFacts.objects`. */
  | { readonly kind: 'object'; readonly id: number }
  | { readonly kind: 'array'; readonly elements: readonly Value[] }
  /** `this` (or `self`) inside the given class: the instance, or the class itself in static members. */
  | { readonly kind: 'this'; readonly class: number; readonly static: boolean }
  /** What the class extends, as a value (`super(…)`) or as an instance (`super.x`). */
  | { readonly kind: 'super'; readonly class: number; readonly static: boolean }
  | { readonly kind: 'either'; readonly values: readonly Value[] }
  /** A value of a declared type; `value` is what it is where the type says nothing. */
  | { readonly kind: 'typed'; readonly type: TypeRef; readonly value?: Value }
  /** A language construct that acts like a call to a named API of the module `language`. */
  | { readonly kind: 'construct'; readonly name: string };

/** A declared type, as far as it can lead to a function. */
export type TypeRef =
  | { readonly kind: 'other' }
  /** A class, interface or alias by its name: `value` is the name as a value expression (`local`, `member`, …). */
  | { readonly kind: 'named'; readonly name: Value; readonly args: readonly TypeRef[] }
  | { readonly kind: 'array'; readonly element: TypeRef }
  /** What holds values by keys: `Map`, `Record`. */
  | { readonly kind: 'table'; readonly value: TypeRef }
  | { readonly kind: 'tuple'; readonly elements: readonly TypeRef[] }
  | { readonly kind: 'promise'; readonly value: TypeRef }
  | { readonly kind: 'either'; readonly types: readonly TypeRef[] }
  | { readonly kind: 'function'; readonly returns: TypeRef }
  /** A type literal: the `TypeFact` of this binding. */
  | { readonly kind: 'members'; readonly binding: number }
  | { readonly kind: 'typeof'; readonly value: Value }
  | { readonly kind: 'indexed'; readonly object: TypeRef; readonly name: string };

export interface MemberType {
  readonly name: string;
  readonly type: TypeRef;
}

/** Kinds of values that may stand for a function by a name. */
const references: ReadonlySet<Value['kind']> = new Set([
  'local',
  'member',
  'element',
  'result',
  'either',
  'typed',
]);

/** Whether a value may stand for a function by a name. */
export function mayNameFunction({ kind }: Value): boolean {
  return references.has(kind);
}

export const unknown: Value = { kind: 'unknown' };
export const otherType: TypeRef = { kind: 'other' };
