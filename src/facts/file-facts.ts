import type { TypeRef, MemberType, Value } from './value.ts';
import type { Span } from './span.ts';
import type { TagFact } from './tags.ts';

/** What one file says about itself. Plain data: serialisable, cacheable by content, the same for every language. */
export interface FileFacts {
  readonly language: string;
  readonly functions: readonly FunctionFact[];
  readonly bindings: readonly BindingFact[];
  readonly classes: readonly ClassFact[];
  readonly objects: readonly ObjectFact[];
  readonly types: readonly TypeFact[];
  readonly calls: readonly CallFact[];
  /** Members that are read or written without being called, where that may run an accessor. */
  readonly reads: readonly ReadFact[];
  readonly exports: readonly ExportFact[];
  /** Specifiers of all modules that are loaded here, types included. */
  readonly imports: readonly string[];
  readonly directives: readonly DirectiveFact[];
  /** Stretches of code that run in a worker thread only, where blocking is no matter; a worker's own file as a whole. */
  readonly workerCode: readonly Span[];
  /** Offset at which each line starts. */
  readonly lineStarts: readonly number[];
  readonly moduleSystem: 'esm' | 'commonjs' | 'none';
  /** The text had syntax errors; findings stand, fixes are not offered. */
  readonly broken: boolean;
}

export type FunctionKind =
  | 'module'
  | 'function'
  | 'arrow'
  | 'method'
  | 'getter'
  | 'setter'
  | 'constructor'
  /** Code of a class that runs when the class is evaluated: static blocks and static field initialisers. */
  | 'class-body'
  /** Field initialisers of instances: they run in the constructor. */
  | 'field';

/** A function or another unit of code that runs as a whole. Function 0 is the module itself. */
export interface FunctionFact {
  readonly kind: FunctionKind;
  /** As a reader would call it: `load`, `Config.load`; empty when anonymous. */
  readonly name: string;
  /** The function that contains it; -1 for the module. */
  readonly parent: number;
  readonly async: boolean;
  readonly generator: boolean;
  /** Bindings of the parameters in order; -1 for a destructured one. */
  readonly params: readonly number[];
  readonly returns: readonly Value[];
  readonly returnType?: TypeRef;
  /** The class whose `this` it sees as a method of it. */
  readonly class?: number;
  readonly span: Span;
  /** The name, or the keyword or arrow that stands for it. */
  readonly nameSpan: Span;
  /** `@blocking`, `@nonblocking`, `@offloads` in its documentation comment. */
  readonly tags?: readonly TagFact[];
}

export interface BindingFact {
  readonly name: string;
  readonly kind: 'import' | 'const' | 'let' | 'param' | 'function' | 'class' | 'type' | 'namespace';
  readonly span: Span;
  /** What is assigned to it anywhere in the file; for a parameter its default. */
  readonly values: readonly Value[];
  readonly type?: TypeRef;
  /** What is assigned to members of it: `name.member = …`; `prototype.member` for methods of constructor functions. */
  readonly members?: readonly ObjectMember[];
  /** For a parameter: the function it belongs to and its position. */
  readonly param?: {
    readonly function: number;
    readonly index: number;
    readonly rest: boolean;
    /** Its declared type says that it is plain data. */
    readonly data?: true;
  };
}

export interface ClassFact {
  readonly name: string;
  readonly span: Span;
  readonly extends?: Value;
  readonly implements: readonly TypeRef[];
  readonly members: readonly ClassMember[];
  /** Function ids; -1 where there is none. */
  readonly constructorFunction: number;
  readonly fieldsFunction: number;
  readonly staticFunction: number;
}

export interface ClassMember {
  readonly name: string;
  readonly static: boolean;
  readonly kind: 'method' | 'getter' | 'setter' | 'field';
  /** For a method or accessor its function; for a field what is assigned to it in the class. */
  readonly values: readonly Value[];
  readonly type?: TypeRef;
}

export interface ObjectFact {
  /** The declared type of what it is assigned to or returned as. */
  readonly type?: TypeRef;
  readonly members: readonly ObjectMember[];
  readonly spreads: readonly Value[];
}

export interface ObjectMember {
  readonly name: string;
  readonly kind: 'property' | 'getter' | 'setter';
  readonly value: Value;
  /** A spread stands after it: what that holds wins. */
  readonly overridable?: boolean;
}

/** An interface, a type alias or a type literal. */
export interface TypeFact {
  /** The binding that names it, negative for a type without a name; declarations of one name merge. */
  readonly binding: number;
  readonly name: string;
  readonly extends: readonly TypeRef[];
  readonly members: readonly MemberType[];
  /** What an alias stands for. */
  readonly alias?: TypeRef;
}

export type CallKind = 'call' | 'new' | 'tag' | 'get' | 'set' | 'construct';

export interface CallFact {
  readonly kind: CallKind;
  /** The function in whose body the call stands. */
  readonly function: number;
  readonly callee: Value;
  readonly args: readonly Value[];
  /** Where each argument stands that may be a function by a name; nowhere for all others. */
  readonly argSpans: readonly Span[];
  /** The callee's name: where a finding stands. */
  readonly span: Span;
  /** The whole call expression. */
  readonly whole: Span;
  /** The result is awaited right here. */
  readonly awaited: boolean;
  /** It runs once: guarded by the emptiness of what it assigns (`cache ??= …`, `if (!cached) cached = …`). */
  readonly once: boolean;
  /** It is asked again and again by the condition of a loop without `await`. */
  readonly polled: boolean;
}

/** A member that is read (`get`) or assigned to (`set`). */
export interface ReadFact {
  readonly kind: 'get' | 'set';
  readonly object: Value;
  readonly name: string;
  /** The function in whose body it stands. */
  readonly function: number;
  /** Where the name begins, and the whole expression. */
  readonly at: number;
  readonly from: number;
}

export type ExportFact =
  | { readonly kind: 'value'; readonly name: string; readonly value: Value }
  | { readonly kind: 'type'; readonly name: string; readonly type: Value }
  /** `export * from`. */
  | { readonly kind: 'all'; readonly specifier: string }
  /** All members of a value: `Object.assign(module.exports, value)`. */
  | { readonly kind: 'members'; readonly value: Value }
  /** `module.exports = value`. */
  | { readonly kind: 'assignment'; readonly value: Value };

/** A suppression comment. */
export interface DirectiveFact {
  readonly scope: 'line' | 'next-line' | 'file';
  readonly categories: readonly string[];
  readonly reason: string;
  readonly span: Span;
  /** Zero-based line on which findings are suppressed; -1 for the whole file. */
  readonly line: number;
  /** The name it has, where no directive is called that. */
  readonly misnamed?: string;
}
