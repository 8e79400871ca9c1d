import type { CallAt } from '../../engine/function-graph.ts';
import type { Declarer } from '../../engine/member-family.ts';
import type { FunctionPlace, FunctionShape, HelperCall } from './model.ts';

/** A function that becomes async. */
export interface PlannedFunction {
  readonly place: FunctionPlace;
  readonly shape: FunctionShape;
  /** It returns a promise already. */
  readonly promised: boolean;
}

/** A member that an interface, an alias or an abstract class declares. */
export interface DeclaredMember extends Declarer {
  readonly name: string;
}

/** A call that is awaited. */
export interface PlannedCall extends CallAt {
  /** Catalogue ids of what it blocks on; undefined where it also does something else that others can see. */
  readonly apis: readonly string[] | undefined;
  /** How many arguments the called function may look at. */
  readonly takes: number | undefined;
  /** The called function may look at a `this` of its own. */
  readonly ownThis: boolean | undefined;
}

/** The same with the file. */
export interface PlacedHelperCall extends HelperCall {
  readonly file: string;
}

/** What has to change for a function to be async. */
export interface CascadePlan {
  readonly functions: readonly PlannedFunction[];
  /** The calls that are awaited then. */
  readonly calls: readonly PlannedCall[];
  /** The calls of helpers that block in the functions in which calls are awaited. */
  readonly helpers: readonly PlacedHelperCall[];
  /** Members of interfaces and abstract classes whose declared types change. */
  readonly declared: readonly DeclaredMember[];
  /** Those of the functions that would have nothing to await. */
  readonly idle: readonly PlannedFunction[];
  /** What callers that are known may have against it, as clauses. */
  readonly doubts: readonly string[];
  /** Functions whose callers outside the project would have to change too. */
  readonly public: readonly string[];
}
