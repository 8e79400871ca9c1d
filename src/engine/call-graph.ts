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
}

/** A text that is the same for the same function. */
export function functionKey(file: string, id: number): string {
  return `${file}\n${id}`;
}

/** Turns the sites of a program into a graph. Yields after each site. */
export function* createCallGraph(
  sites: readonly Site[],
  contexts: Contexts,
  blocksOutside: (file: string, id: number) => boolean = () => false,
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
  const certain = yield* certainlyBlocking(graph, blocksOutside);
  return { ...graph, isCertain: (site) => isCertain(site, certain, blocksOutside) };
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

/** The functions that have a call of which every alternative blocks. */
function* certainlyBlocking(
  graph: Omit<CallGraph, 'isCertain'>,
  blocksOutside: (file: string, id: number) => boolean,
): Generator<void, ReadonlySet<string>> {
  const found = new Set<string>();
  const open = [...graph.sites];
  for (let site = open.pop(); site !== undefined; site = open.pop()) {
    yield;
    const key = isCertain(site, found, blocksOutside) ? graph.blockedBy(site) : undefined;
    if (key === undefined || found.has(key)) continue;
    found.add(key);
    open.push(...graph.callersOf(key));
  }
  return found;
}

function isCertain(
  site: Site,
  blocking: ReadonlySet<string>,
  blocksOutside: (file: string, id: number) => boolean,
): boolean {
  const blocks = (target: Target): boolean =>
    (target.kind === 'api' && target.assumed !== true) ||
    (target.kind === 'function' &&
      (blocking.has(functionKey(target.file, target.id)) || blocksOutside(target.file, target.id)));
  return site.alternatives.every((alternative) => alternative.some(blocks));
}
