import { pauses } from '../concurrency.ts';
import { handsOnGlobals } from './handed-on.ts';
import type { PackageKnowledge } from './installed-packages.ts';
import type { ProjectRules } from './project-rules.ts';
import { createSearch, globalObject } from './search.ts';
import type { ImportGraph, SourceFile } from './source-files.ts';

/** What says which files may hold a blocking call. */
export interface CandidateTools {
  readonly rules: ProjectRules;
  readonly packages: PackageKnowledge;
}

/** Finds the files that mention what blocks, if they can reach the module that it belongs to, or that are said to hold it. */
export async function findCandidates(
  sources: readonly SourceFile[],
  graph: ImportGraph,
  tools: CandidateTools,
): Promise<ReadonlySet<string>> {
  const catalog = tools.rules.catalog();
  const rules = tools.rules.rules();
  const { withAsync } = tools.packages;
  const search = createSearch(catalog, withAsync);
  const pause = pauses();
  const own = new Map<string, readonly string[]>();
  for (const { path, text, modules } of sources) {
    await pause();
    own.set(path, handsOnGlobals(text) ? [...modules, globalObject] : modules);
  }
  const wanted = new Set([...catalog.modules(), ...withAsync.keys(), globalObject]);
  const reach = await modulesByFile(own, graph, wanted);
  const found = new Set<string>();
  for (const { path, text } of sources) {
    await pause();
    const reached = { own: own.get(path) ?? [], all: reach.get(path) ?? none };
    if (rules.declares(path) || search.mayBlock(text, reached)) found.add(path);
  }
  return found;
}

const none: ReadonlySet<string> = new Set();

/** Which of some modules each file can reach by its imports; `own` are those that it has itself. */
async function modulesByFile(
  own: ReadonlyMap<string, readonly string[]>,
  graph: ImportGraph,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const users = new Map<string, string[]>();
  for (const [path, modules] of own)
    for (const module of modules) {
      if (!wanted.has(module)) continue;
      const others = users.get(module);
      if (others === undefined) users.set(module, [path]);
      else others.push(path);
    }
  const reach = new Map<string, Set<string>>();
  const pause = pauses();
  for (const [module, paths] of users) {
    await pause();
    for (const path of graph.closure(paths)) {
      const modules = reach.get(path);
      if (modules === undefined) reach.set(path, new Set([module]));
      else modules.add(module);
    }
  }
  return reach;
}
