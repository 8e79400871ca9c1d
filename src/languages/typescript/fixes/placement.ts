import type { ModuleUse, Refusal, TextEdit } from '../../../fixes/fix.ts';
import type { ts } from '../ts.ts';
import type { FunctionLiteral } from './nodes.ts';
import type { FixFile } from './site.ts';

/** What has to change around an `await` for it to be legal, and for what it makes async to be awaited. */
export interface Place {
  readonly edits: readonly TextEdit[];
  /** What closes behind all other edits that end at the same place, innermost first. */
  readonly closing?: readonly TextEdit[] | undefined;
  readonly caveats: readonly string[];
  /** The promise itself can stand there: what takes it awaits it. */
  readonly adopts: boolean;
}

/** What is known where a place for an `await` is looked for. */
export interface PlaceRequest {
  readonly file: FixFile;
  /** What will be awaited. */
  readonly node: ts.Node;
  /** The promise could be handed on instead of being awaited. */
  readonly promise: boolean;
  /** Catalogue name of the blocking API, for what depends on the kind of work. */
  readonly api: string;
  /** Where functions are made async one after the other, up to those that are: what may become async. */
  readonly chain?: Chain | undefined;
  /** How the file is used; undefined where that is not known. */
  readonly use?: ModuleUse | undefined;
}

/** What a conversion of whole chains of calls knows beside what is written in the file. */
export interface Chain {
  /** Whether a function that is not async is going to be. */
  readonly becomesAsync: (owner: ts.FunctionLikeDeclaration) => boolean;
  /** `await` is legal at the top level of the file. */
  readonly topLevelAwait: boolean;
}

/** Makes one kind of function literal able to await; undefined when the function is of another kind. */
export type Placer = (
  request: PlaceRequest,
  literal: FunctionLiteral,
  /** Finds out what it takes to await around the function. */
  outer: (node: ts.Node) => Place | Refusal,
) => Place | Refusal | undefined;
