import type { BlockingApi } from '../catalog/schema.ts';
import { createCallGraph, functionKey, type CallGraph } from './call-graph.ts';
import type { Contexts } from './contexts.ts';
import type { Certainty, OwnRecord } from './finding.ts';
import type { Site, Target } from './targets.ts';

type ApiTarget = Extract<Target, { readonly kind: 'api' }>;

/** How a function, or a call, comes to block: one step, and what it leads to. */
export interface Chain {
  readonly site: Site;
  /** The rest of the way; undefined when the site calls the primitive itself. */
  readonly next: Chain | undefined;
  readonly module: string;
  readonly api: BlockingApi;
  readonly certainty: Certainty;
  /** The API is in no catalogue: its name says that it blocks. */
  readonly assumed: boolean;
  /** The record, where the project made it. */
  readonly record: OwnRecord | undefined;
  /** Some step runs once: what it computes is kept. */
  readonly once: boolean;
  /** At how many steps something else may run that is known not to block. */
  readonly guesses: number;
  readonly length: number;
}

/** What may block at one step is worth a look; what may block if it may at another one hardly ever does. */
const mostGuesses = 1;

/** What blocks in a program. */
export interface Blocking {
  /** How a site comes to block, the worst way first; empty when it does not. */
  chainsAt(site: Site): readonly Chain[];
  /** How a function comes to block whoever calls it, one way for each category; empty when it does not. */
  readonly chainsOf: ChainsOf;
  /** The sites that run a function of the project. */
  callersOf(file: string, id: number): readonly Site[];
}

/** The chains of a function of the project. */
export type ChainsOf = (file: string, id: number) => readonly Chain[];

/** How bad a chain is: brief calls are milder than heavy ones, then possible than certain, then single than repeated. */
interface Rank {
  readonly brief: boolean;
  readonly possible: boolean;
  readonly once: boolean;
}

const both = [false, true] as const;

/** All ranks, the worst first. */
const ranks: readonly Rank[] = both.flatMap((brief) =>
  both.flatMap((possible) => both.map((once) => ({ brief, possible, once }))),
);

/** The chains of the functions that block, by their keys. */
type Chains = Map<string, Chain>;

/**
 * Walks from the primitives up the reversed call graph, through functions that run as part of their callers. Each
 * category is a walk of its own, because a user may not want to hear of one. The worst chains go first, so that a
 * function's chain shows the worst that it does; among equals the shortest chain wins, then the first in the text. The
 * order of files and calls makes no difference.
 *
 * @param outside Chains of functions in files that are not walked themselves.
 */
export function* propagate(
  sites: readonly Site[],
  contexts: Contexts,
  outside: ChainsOf = () => [],
): Generator<void, Blocking> {
  const graph = yield* createCallGraph(
    sites,
    contexts,
    (file, id) => outside(file, id).some((chain) => chain.certainty === 'certain'),
    (file, id) => outside(file, id).length > 0,
  );
  const categories: Chains[] = [];
  for (const starts of (yield* startsByCategory(graph, outside)).values())
    categories.push(yield* settle(graph, starts));
  const chainsOf: ChainsOf = (file, id) => {
    const key = functionKey(file, id);
    return [...categories.flatMap((chains) => chains.get(key) ?? []), ...outside(file, id)];
  };
  return {
    chainsOf,
    callersOf: (file, id) => graph.callersOf(functionKey(file, id)),
    chainsAt: (site) =>
      site.targets
        .flatMap((target) => {
          if (target.kind === 'api') return [direct(graph, site, target)];
          return chainsOf(target.file, target.id).flatMap((chain) => extend(graph, site, chain));
        })
        .sort(compare),
  };
}

/** Where the walks start: at calls of the primitives, and of functions outside that are known to block. */
function* startsByCategory(
  graph: CallGraph,
  outside: ChainsOf,
): Generator<void, ReadonlyMap<string, readonly Chain[]>> {
  const found = new Map<string, Chain[]>();
  for (const site of graph.sites) {
    yield;
    for (const target of site.targets) {
      const chains =
        target.kind === 'api'
          ? [direct(graph, site, target)]
          : outside(target.file, target.id).flatMap((chain) => extend(graph, site, chain));
      for (const chain of chains) {
        // What is only assumed may not be wanted: it is a walk of its own too.
        const key = chain.assumed ? `${chain.api.category}?` : chain.api.category;
        const known = found.get(key);
        if (known === undefined) found.set(key, [chain]);
        else known.push(chain);
      }
    }
  }
  return found;
}

/** Finds the worst chain of each function that leads to one of the starts. */
function* settle(graph: CallGraph, starts: readonly Chain[]): Generator<void, Chains> {
  const chains: Chains = new Map();
  for (const rank of ranks) yield* walk(graph, starts, rank, chains);
  return chains;
}

/** Gives each function that has no chain yet one of the given rank, if there is one; short chains first. */
function* walk(
  graph: CallGraph,
  starts: readonly Chain[],
  rank: Rank,
  chains: Chains,
): Generator<void, void> {
  const byLength: Chain[][] = [];
  const propose = (chain: Chain): void => {
    if (compareRanks(rankOf(chain), rank) === 0) (byLength[chain.length] ??= []).push(chain);
  };
  const proposeCallers = (key: string, chain: Chain): void => {
    for (const site of graph.callersOf(key)) extend(graph, site, chain).forEach(propose);
  };
  starts.forEach(propose);
  // Functions that earlier walks settled lead on to callers that only this walk admits.
  for (const [key, chain] of chains) {
    yield;
    proposeCallers(key, chain);
  }
  for (let length = 1; length < byLength.length; length++) {
    yield;
    for (const [key, chain] of bestByFunction(graph, byLength[length] ?? [], chains)) {
      chains.set(key, chain);
      proposeCallers(key, chain);
    }
  }
}

function bestByFunction(graph: CallGraph, proposed: readonly Chain[], settled: Chains): Chains {
  const found: Chains = new Map();
  for (const chain of proposed) {
    const key = graph.blockedBy(chain.site);
    if (key === undefined || settled.has(key)) continue;
    const other = found.get(key);
    if (other === undefined || compare(chain, other) < 0) found.set(key, chain);
  }
  return found;
}

function direct(graph: CallGraph, site: Site, { module, api, assumed, record }: ApiTarget): Chain {
  const certainty = graph.isCertain(site) ? 'certain' : 'possible';
  return {
    site,
    next: undefined,
    module,
    api,
    certainty,
    assumed: assumed === true,
    record,
    once: site.call.once,
    guesses: graph.isGuess(site) ? 1 : 0,
    length: 1,
  };
}

/** The chain with one step more in front; none where that rests on too many guesses. */
function extend(graph: CallGraph, site: Site, next: Chain): readonly Chain[] {
  const guesses = next.guesses + (graph.isGuess(site) ? 1 : 0);
  if (guesses > mostGuesses) return [];
  return [
    {
      ...next,
      site,
      next,
      certainty: graph.isCertain(site) ? next.certainty : 'possible',
      once: next.once || site.call.once,
      guesses,
      length: next.length + 1,
    },
  ];
}

function rankOf({ api, certainty, once }: Chain): Rank {
  return { brief: api.cost === 'brief', possible: certainty === 'possible', once };
}

function compareRanks(a: Rank, b: Rank): number {
  return (
    Number(a.brief) - Number(b.brief) ||
    Number(a.possible) - Number(b.possible) ||
    Number(a.once) - Number(b.once)
  );
}

/** Orders chains: worse before milder, then shorter before longer, then by their places in the text. */
function compare(a: Chain, b: Chain): number {
  if (a.assumed !== b.assumed) return a.assumed ? 1 : -1;
  const difference = compareRanks(rankOf(a), rankOf(b)) || a.length - b.length;
  if (difference !== 0) return difference;
  let [left, right]: (Chain | undefined)[] = [a, b];
  for (; left !== undefined && right !== undefined; left = left.next, right = right.next) {
    const place = comparePlaces(left.site, right.site);
    if (place !== 0) return place;
  }
  return a.module === b.module ? compareTexts(a.api.member, b.api.member) : compareTexts(a.module, b.module);
}

function comparePlaces(a: Site, b: Site): number {
  return compareTexts(a.file, b.file) || a.span.start - b.span.start || a.span.end - b.span.end;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
