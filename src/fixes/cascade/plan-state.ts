import type { CallAt } from '../../engine/function-graph.ts';
import type { DeclaredMember, PlannedFunction } from './cascade-plan.ts';
import { describeRejections } from './rejections.ts';
import { describeTestUses, type TestUse } from './test-uses.ts';
import type { World } from './world.ts';

/** A call with what it runs and where it stands, as keys of functions. */
export interface KnownCall extends CallAt {
  readonly callee: string;
  readonly host: string | undefined;
}

/** What a plan has come to so far, by the keys of functions and calls. */
export interface State {
  readonly functions: Map<string, PlannedFunction>;
  readonly calls: Map<string, KnownCall>;
  readonly declared: Map<string, DeclaredMember>;
  readonly doubts: Set<string>;
  /** The names of functions whose callers get a rejection for what these throw. */
  readonly rejecting: Set<string>;
  readonly testUses: Map<string, TestUse>;
  readonly public: Set<string>;
}

/** Nothing is planned yet. */
export function emptyState(): State {
  return {
    functions: new Map(),
    calls: new Map(),
    declared: new Map(),
    doubts: new Set(),
    rejecting: new Set(),
    testUses: new Map(),
    public: new Set(),
  };
}

/** A state that stays as it is while the other one goes on. */
export function copyState({
  functions,
  calls,
  declared,
  doubts,
  rejecting,
  testUses,
  public: names,
}: State): State {
  return {
    declared: new Map(declared),
    functions: new Map(functions),
    calls: new Map(calls),
    doubts: new Set(doubts),
    rejecting: new Set(rejecting),
    testUses: new Map(testUses),
    public: new Set(names),
  };
}

/** What has come to stand against a plan without forbidding it, as clauses. */
export function newDoubts(before: State, after: State, world: World): readonly string[] {
  const testUses = [...after.testUses].filter(([key]) => !before.testUses.has(key));
  return describeDoubts(
    {
      doubts: [...after.doubts].filter((one) => !before.doubts.has(one)),
      rejecting: [...after.rejecting].filter((name) => !before.rejecting.has(name)),
      testUses: testUses.map(([, use]) => use),
    },
    world,
  );
}

/** All that stands against a plan without forbidding it, as clauses. */
export function allDoubts({ doubts, rejecting, testUses }: State, world: World): readonly string[] {
  return describeDoubts(
    { doubts: [...doubts], rejecting: [...rejecting], testUses: [...testUses.values()] },
    world,
  );
}

function describeDoubts(
  {
    doubts,
    rejecting,
    testUses,
  }: {
    readonly doubts: readonly string[];
    readonly rejecting: readonly string[];
    readonly testUses: readonly TestUse[];
  },
  world: World,
): readonly string[] {
  return [...describeRejections(rejecting), ...doubts, ...describeTestUses(testUses, world)];
}
