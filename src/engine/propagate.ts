import type { BlockingApi } from '../catalog/schema.ts';
import type { Contexts } from './contexts.ts';
import type { Certainty } from './finding.ts';
import type { Site, Target } from './targets.ts';

/** How a function, or a call, comes to block: one step, and what it leads to. */
export interface Chain {
  readonly site: Site;
  /** The rest of the way; undefined when the site calls the primitive itself. */
  readonly next: Chain | undefined;
  readonly module: string;
  readonly api: BlockingApi;
  readonly certainty: Certainty;
  /** Some step runs once: what it computes is kept. */
  readonly once: boolean;
  readonly length: number;
}

/** Functions that block whoever calls them, with a shortest way to the primitive. */
export interface Blocking {
  chainOf(file: string, id: number): Chain | undefined;
  /** The chain of a site by itself: the worst of what it may run, the shortest of these. */
  chainAt(site: Site): Chain | undefined;
}

/**
 * Walks from the primitives up the reversed call graph, through functions that run as part of their callers. Heavy
 * primitives go before brief ones and certain calls before possible ones, so that a function's chain shows the worst
 * that it does; among equals the shortest chain wins, then the first in the text.
 */
export function propagate(sites: readonly Site[], contexts: Contexts): Blocking {
  const chains = new Map<string, Chain>();
  const callers = new Map<string, Site[]>();
  for (const site of sites) {
    for (const target of site.targets) {
      if (target.kind !== 'function') continue;
      const key = keyOf(target.file, target.id);
      const known = callers.get(key);
      if (known === undefined) callers.set(key, [site]);
      else known.push(site);
    }
  }
  for (const brief of [false, true]) {
    for (const certainty of ['certain', 'possible'] as const) walk(brief, certainty);
  }
  return {
    chainOf: (file, id) => chains.get(keyOf(file, id)),
    chainAt: (site) => best(site, site.targets),
  };

  function walk(brief: boolean, certainty: Certainty): void {
    const allowed = (site: Site): boolean => certainty === 'possible' || site.certainty === 'certain';
    let level: string[] = [];
    for (const site of sites) {
      if (!allowed(site)) continue;
      const chain = best(
        site,
        site.targets.filter((target) => target.kind === 'api' && isBrief(target.api) === brief),
      );
      if (chain !== undefined) level.push(...settle(site, chain));
    }
    // Functions that earlier walks settled lead on to callers that only this walk admits.
    for (const [key, chain] of chains) if (isBrief(chain.api) === brief) level.push(key);
    for (let length = 0; level.length > 0; length++) {
      const next: string[] = [];
      for (const key of level) {
        const chain = chains.get(key);
        if (chain === undefined || isBrief(chain.api) !== brief) continue;
        for (const site of callers.get(key) ?? [])
          if (allowed(site)) next.push(...settle(site, extend(site, chain)));
      }
      level = next;
    }
  }

  /** Gives the function around a site its chain, unless it has one or its callers do not wait for it. */
  function settle(site: Site, chain: Chain): string[] {
    if (site.timing !== 'sync') return [];
    const owner = contexts.owner(site.file, site.call.function);
    const key = keyOf(site.file, owner);
    if (chains.has(key) || contexts.role(site.file, owner).kind !== 'plain') return [];
    chains.set(key, chain);
    return [key];
  }

  function best(site: Site, targets: readonly Target[]): Chain | undefined {
    let found: Chain | undefined;
    for (const target of targets) {
      const chain = chainTo(site, target);
      if (chain !== undefined && (found === undefined || isWorse(chain, found))) found = chain;
    }
    return found;
  }

  function chainTo(site: Site, target: Target): Chain | undefined {
    if (target.kind === 'api') {
      const { module, api } = target;
      return {
        site,
        next: undefined,
        module,
        api,
        certainty: site.certainty,
        once: site.call.once,
        length: 1,
      };
    }
    const inner = chains.get(keyOf(target.file, target.id));
    return inner === undefined ? undefined : extend(site, inner);
  }
}

function extend(site: Site, next: Chain): Chain {
  return {
    site,
    next,
    module: next.module,
    api: next.api,
    certainty: site.certainty === 'possible' ? 'possible' : next.certainty,
    once: next.once || site.call.once,
    length: next.length + 1,
  };
}

function isWorse(a: Chain, b: Chain): boolean {
  if (isBrief(a.api) !== isBrief(b.api)) return isBrief(b.api);
  return a.length < b.length;
}

function isBrief(api: BlockingApi): boolean {
  return api.cost === 'brief';
}

function keyOf(file: string, id: number): string {
  return `${file}\n${id}`;
}
