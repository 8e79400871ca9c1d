import type { Contexts } from './contexts.ts';
import type { Site, Target } from './targets.ts';

/** Who calls whom, from the called function back to its callers. */
export interface CallGraph {
  readonly sites: readonly Site[];
  callersOf(key: string): readonly Site[];
  /** The function that blocks when a site does: the one around it, unless nobody waits for that. */
  blockedBy(site: Site): string | undefined;
  /** Whether all that a site may run blocks for certain. */
  isCertain(site: Site): boolean;
  /** Whether a site may as well run something that is known not to block. */
  isGuess(site: Site): boolean;
}

/** A text that is the same for the same function. */
export function functionKey(file: string, id: number): string {
  return `${file}\n${id}`;
}

/**
 * Turns the sites of a program into a graph. Yields after each site.
 *
 * @param blocksOutside Whether a function that is in none of the sites' files blocks for certain.
 * @param mayBlockOutside Whether such a function may block.
 */
export function* createCallGraph(
  sites: readonly Site[],
  contexts: Contexts,
  blocksOutside: (file: string, id: number) => boolean = () => false,
  mayBlockOutside: (file: string, id: number) => boolean = () => false,
): Generator<void, CallGraph> {
  const callers = yield* callersByFunction(sites);
  const graph = {
    sites,
    callersOf: (key: string) => callers.get(key) ?? [],
    blockedBy(site: Site): string | undefined {
      if (site.timing !== 'sync') return undefined;
      const owner = contexts.owner(site.file, site.call.function);
      return contexts.role(site.file, owner).kind === 'plain' ? functionKey(site.file, owner) : undefined;
    },
  };
  const blocks = yield* functionsThatBlock(graph, blocksOutside, isCertain);
  const mayBlock = yield* functionsThatBlock(graph, mayBlockOutside, isPossible);
  return {
    ...graph,
    isCertain: (site) => isCertain(site, blocks),
    isGuess: ({ alternatives }) =>
      alternatives.some((known) => known.length > 0 && !known.some(mayBlock)) && alternatives.length > 1,
  };
}

function* callersByFunction(sites: readonly Site[]): Generator<void, ReadonlyMap<string, readonly Site[]>> {
  const callers = new Map<string, Site[]>();
  for (const site of sites) {
    yield;
    for (const target of site.targets) {
      if (target.kind !== 'function') continue;
      const key = functionKey(target.file, target.id);
      const known = callers.get(key);
      if (known === undefined) callers.set(key, [site]);
      else known.push(site);
    }
  }
  return callers;
}

/** Answers which targets block: functions do if one of their sites does by a rule. */
function* functionsThatBlock(
  graph: Pick<CallGraph, 'sites' | 'callersOf' | 'blockedBy'>,
  blocksOutside: (file: string, id: number) => boolean,
  siteBlocks: (site: Site, blocks: Blocks) => boolean,
): Generator<void, Blocks> {
  const found = new Set<string>();
  const blocks: Blocks = (target) =>
    target.kind === 'api'
      ? target.assumed !== true
      : found.has(functionKey(target.file, target.id)) || blocksOutside(target.file, target.id);
  const open = [...graph.sites];
  for (let site = open.pop(); site !== undefined; site = open.pop()) {
    yield;
    const key = siteBlocks(site, blocks) ? graph.blockedBy(site) : undefined;
    if (key === undefined || found.has(key)) continue;
    found.add(key);
    open.push(...graph.callersOf(key));
  }
  return blocks;
}

/** Whether something that a site may run blocks. */
type Blocks = (target: Target) => boolean;

function isCertain({ alternatives }: Site, blocks: Blocks): boolean {
  return alternatives.every((alternative) => alternative.some(blocks));
}

function isPossible({ targets }: Site, blocks: Blocks): boolean {
  return targets.some((target) => target.kind === 'api' || blocks(target));
}
