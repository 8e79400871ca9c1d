import type {
  BindingFact,
  CallFact,
  ClassFact,
  FunctionFact,
  ObjectFact,
  ObjectMember,
  ReadFact,
  TypeFact,
} from '../../../facts/file-facts.ts';
import type { ExportFact } from '../../../facts/file-facts.ts';
import type { Span } from '../../../facts/span.ts';
import type { TagFact } from '../../../facts/tags.ts';
import type { TypeRef, Value } from '../../../facts/value.ts';
import type { Binding, Scope, Scopes } from '../scopes.ts';
import type { ts } from '../ts.ts';

/** A fact that is still being filled in. */
export type Draft<T> = {
  -readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key];
};

/** What a file shows of running in a worker thread. */
export interface WorkerSigns {
  /** Code that a test of `isMainThread` keeps to workers. */
  readonly branches: Span[];
  /** Functions that read `parentPort` or `workerData`, which only workers have; 0 for the module. */
  readonly readers: number[];
  /** The file asks which thread it runs in: then it runs in both. */
  dual: boolean;
}

/** What the parts of the extractor share during one pass over one file. */
export interface Walker {
  readonly file: ts.SourceFile;
  readonly scopes: Scopes;
  readonly functions: Draft<FunctionFact>[];
  readonly bindings: Draft<BindingFact>[];
  readonly classes: Draft<ClassFact>[];
  readonly objects: Draft<ObjectFact>[];
  readonly types: Draft<TypeFact>[];
  readonly calls: CallFact[];
  /** The value that stands for each binding: most are named more than once. */
  readonly locals: Value[];
  readonly exports: ExportFact[];
  readonly imports: Set<string>;

  /** Where the pass stands. */
  scope: Scope;
  function: number;
  this: Value;
  /** Inside code that runs once because what it assigns was empty before. */
  once: boolean;
  /** The namespace around the current place, by the binding that names it; -1 for the body of an ambient declaration. */
  namespace: number | undefined;
  /** Comments of statements, by the function that they speak of. */
  readonly documented: Map<ts.Node, readonly ts.JSDocTag[]>;
  /** Whether the text has tags that say what functions do. */
  readonly hasTags: boolean;
  /** Tags of declarations, by the function that they speak of. */
  readonly tagged: Map<ts.Node, readonly TagFact[]>;
  /** The signature before the current place, with its tags. */
  signature: { readonly name: string; readonly tags: readonly TagFact[] } | undefined;
  readonly reads: ReadFact[];
  /** Calls that a loop without `await` asks again and again. */
  readonly polled: Set<ts.Node>;
  readonly workers: WorkerSigns;

  expression(node: ts.Expression): Value;
  statement(node: ts.Node): void;
  functionLike(node: ts.FunctionLikeDeclaration, name: string, owner?: Owner): number;
  classLike(node: ts.ClassLikeDeclaration, name: string): number;
  type(node: ts.TypeNode | undefined): TypeRef;
}

/** What `this` is in a function: of the class it is a member of, or a value. Arrow functions keep what is outside. */
export type Owner = { readonly class: number; readonly static: boolean } | { readonly this: Value };

/** The class a function belongs to. */
export type MemberOf = Extract<Owner, { readonly class: number }>;

/** The span of a node without the comments and blanks before it. */
export function spanOf(node: ts.Node, file: ts.SourceFile): Span {
  return { start: node.getStart(file), end: node.end };
}

/** Runs `body` with the scope that `node` opens, if it opens one. */
export function inScope(walker: Walker, node: ts.Node, body: () => void): void {
  const outer = walker.scope;
  walker.scope = walker.scopes.opened(node) ?? outer;
  body();
  walker.scope = outer;
}

/** Notes that a value is assigned to a name. */
export function assign(walker: Walker, binding: Binding | undefined, value: Value): void {
  if (binding === undefined || value.kind === 'unknown' || value.kind === 'literal') return;
  walker.bindings[binding.id]?.values.push(value);
}

/** Notes that a value is assigned to a member of a name. */
export function assignMember(walker: Walker, binding: number, member: ObjectMember): void {
  const fact = walker.bindings[binding];
  if (fact === undefined || member.value.kind === 'unknown' || member.value.kind === 'literal') return;
  fact.members = [...(fact.members ?? []), member];
}
