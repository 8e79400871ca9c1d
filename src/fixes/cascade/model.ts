import type { SourceText } from '../../facts/source-text.ts';
import type { Span } from '../../facts/span.ts';
import type { LoadedBy, ModuleUse, TextEdit } from '../fix.ts';
import type { Copy, CopyRequest, Redirected, Redirection } from './copy-model.ts';

/** A function of the project: its file and the stretch of text that it takes up there. */
export interface FunctionPlace {
  readonly file: string;
  readonly span: Span;
}

/** What stands against a conversion, at a place of the file in question. */
export interface Obstacle {
  readonly reason: string;
  readonly span: Span;
  /** What it comes to where the conversion is made all the same, as a clause; undefined where it cannot be made. */
  readonly caveat?: string;
}

/** The same with the file. */
export interface PlacedObstacle extends Obstacle {
  readonly file: string;
}

/** How others get at a function. */
export type Reach =
  /** By names that hold it, or objects that hold it: all of them can be followed from name to name. */
  | { readonly kind: 'names' }
  /** As a method of instances, by its name alone. */
  | {
      readonly kind: 'method';
      readonly name: string;
      /** Only code of its own class can call it. */
      readonly private: boolean;
      /** The class; its name is what others may import. */
      readonly class?: Span;
    };

/** What is to be known of a function before it is made async. */
export interface FunctionShape {
  readonly name: string;
  /** Where its name stands, or what stands for it. */
  readonly nameSpan: Span;
  readonly async: boolean;
  /** It does something beyond giving its result. */
  readonly effects: boolean;
  /** How many arguments it may look at. */
  readonly takes: number;
  /** It may look at a `this` of its own. */
  readonly ownThis: boolean;
  readonly reach: Reach;
}

/** Under which name a file hands something on; `path` leads from there to the function. */
export interface HandedOn {
  /** The name of the export; empty for the module itself (`module.exports = …`). */
  readonly name: string;
  readonly path: readonly string[];
}

/** All that a file does with a function. */
export interface Uses {
  /** The calls, as whole expressions. */
  readonly calls: readonly Span[];
  readonly handedOn: readonly HandedOn[];
  readonly obstacles: readonly Obstacle[];
}

/** A place where a member of some name is used. */
export interface MemberUse {
  readonly kind: 'call' | 'value' | 'declared';
  /** The name. */
  readonly span: Span;
  /** The whole call. */
  readonly call?: Span;
  /** The call is awaited where it stands: a promise is welcome there. */
  readonly awaited?: boolean;
  /** It is passed by its name to what calls it: that call is `call`. */
  readonly passed?: boolean;
  /** A test puts something else in its place, whose result may be awaited just as well. */
  readonly replaced?: boolean;
}

/** Facts about the file of a call that its text does not say. */
export interface ModuleFacts {
  /** `await` is legal at its top level. */
  readonly topLevelAwait: boolean;
  readonly use: ModuleUse;
}

/** A call of a helper, with the catalogue ids of all that it blocks on. */
export interface HelperCall {
  readonly span: Span;
  readonly blocksOn: readonly string[];
}

/** What a call that is to be awaited does. */
export interface CallFacts extends ModuleFacts {
  /** Catalogue ids of what it blocks on; undefined where it also does something else that others can see. */
  readonly apis: readonly string[] | undefined;
  /** How many arguments the called function may look at; undefined where that is not known. */
  readonly takes?: number | undefined;
  /** The called function may look at a `this` of its own. */
  readonly ownThis?: boolean | undefined;
  /** The calls of helpers in the functions around, this one among them. */
  readonly helpers: readonly HelperCall[];
  /** Who loads the file. */
  readonly loadedBy: LoadedBy;
}

/** What it takes to await a call. */
export interface Host {
  /** The function that has to be async; undefined where that is nothing more than what is written there. */
  readonly function?: Span;
  /** What it changes for others, as a clause. */
  readonly doubt?: string;
}

/**
 * What becomes of the promise that a call gives. `awaited`: where it is awaited, what is thrown and what is rejected come to
 * the same; `together`: it is awaited with others that begin at the same time; `returnedBy`: a function that is not async
 * hands it on, so that it is for its callers to tell the two apart.
 */
export type Taken = 'awaited' | 'together' | 'otherwise' | { readonly returnedBy: Span };

/** A step of a conversion in one file. */
export interface Step {
  readonly edits: readonly TextEdit[];
  /** What changes for the user, as clauses. */
  readonly caveats: readonly string[];
}

/**
 * What a language knows about making functions async. All functions are pure; spans are those of the text that is
 * given. Answers with a `reason` say why something cannot be done.
 */
export interface CascadeLanguage {
  /** What a function is, or why it cannot be async. */
  describe(source: SourceText, span: Span): FunctionShape | Obstacle;
  /** What its own file does with a function. */
  uses(source: SourceText, span: Span): Uses;
  /** What a file does with what it imports by any of some specifiers. */
  importedUses(source: SourceText, specifiers: readonly string[], what: HandedOn): Uses;
  /** What a test does with a function that it takes out of a module by its name. */
  takenOut(source: SourceText, name: string): Uses;
  /** Under which names a file hands on a class, or a type by its name. */
  exportsOf(source: SourceText, span: Span): readonly HandedOn[];
  /** Where a file uses members of a name. */
  members(source: SourceText, name: string): readonly MemberUse[] | Obstacle;
  /** What it takes to await a call. */
  host(source: SourceText, call: Span, module: ModuleFacts): Host | Obstacle;
  /**
   * What becomes of the promise that a call gives. `apis`: what it blocks on; undefined where it also does something else.
   * Several that only look are not `together`.
   */
  taken(source: SourceText, call: Span, apis: readonly string[] | undefined): Taken;
  /** Makes a function async, with the types that are declared for it. `promised`: it returns a promise already. */
  makeAsync(source: SourceText, span: Span, promised: boolean): Step | Obstacle;
  /** Makes what an interface, an alias or a class, by its name, declares of a member give a promise. */
  makeDeclared(source: SourceText, holder: Span, name: string): Step | Obstacle;
  /** Awaits a call in a function that is async by now. */
  awaitCall(source: SourceText, call: Span, facts: CallFacts): Step | Obstacle;
  /** What an async function beside one may be called, best first. */
  copyNames(name: string): readonly string[];
  /** Whether a file declares a function or variable, or a member, of some name. */
  declares(source: SourceText, name: string): boolean;
  /** Declares a second member like one that an interface, an alias or a class, by its name, declares. */
  copyDeclared(source: SourceText, holder: Span, name: string, copy: string): Step | Obstacle;
  /** Puts a second function beside one. */
  copy(source: SourceText, span: Span, request: CopyRequest): Copy | Obstacle;
  /** Makes calls run other functions, which stand where the called ones do. */
  redirect(source: SourceText, redirections: readonly Redirection[]): Redirected | Obstacle;
  /** Hands on `copy` wherever a file hands on `name` of what it loads by any of some specifiers. */
  passOn(source: SourceText, specifiers: readonly string[], name: string, copy: string): readonly TextEdit[];
}

/** Whether an answer says why something cannot be done. */
export function isObstacle(value: object): value is Obstacle {
  return 'reason' in value;
}
