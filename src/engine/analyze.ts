import { functionKey } from './call-graph.ts';
import { createCarriers, type CarriedBy } from './carriers.ts';
import { createTimings } from './callbacks.ts';
import { createContexts, type Contexts } from './contexts.ts';
import { createLinker } from './create-linker.ts';
import { applyDirectives } from './directives.ts';
import type { FileFacts } from '../facts/file-facts.ts';
import type { FileReport, Hop } from './finding.ts';
import { findingAt } from './findings.ts';
import { helperAt, type BlockingHelper } from './blocking-helper.ts';
import { createFunctionGraph, type FunctionGraph } from './function-graph.ts';
import type { Linker } from './linker.ts';
import type { Program } from './program.ts';
import { propagate, type Blocking, type ChainsOf } from './propagate.ts';
import type { AnalysisSettings } from './settings.ts';
import { createShortNames, lengthen, shorten } from './short-names.ts';
import { accessorNames, relevantSites, type SitesAt, type SitesAtRead } from './relevant-sites.ts';
import { distinctiveMethods } from './unique-methods.ts';
import { wantedFiles } from './wanted.ts';
import { accessorSites, sitesAt, type Site } from './targets.ts';

/** What blocks in a program. */
export interface Analysis {
  /** The findings of one file, in the order of the text. Throws where the file could not be linked by a fault of ours. */
  report(file: string, settings: AnalysisSettings): FileReport;
  /** What of a file's exports leads to a blocking call: files that import it belong into the program. */
  readonly carriedBy: CarriedBy;
  /** Files that say what something is that matters: they belong into the program too. */
  readonly wanted: readonly string[];
  /** Names of methods that block and that are called where nobody can say by what: files that mention them belong too. */
  readonly mentions: ReadonlySet<string>;
  /**
   * The findings of one file with other facts, while all other files stay as they are: exact unless another file's
   * functions block by way of this one.
   */
  revised(file: string, facts: FileFacts, settings: AnalysisSettings): FileReport;
  /** The blocking helper whose name stands at an offset of a file. */
  helperAt(file: string, offset: number): BlockingHelper | undefined;
  /** Who runs whom. */
  readonly functions: FunctionGraph;
}

/** Links all files of a program and walks from the primitives up to the async code that reaches them. */
export function analyze(program: Program): Analysis {
  return finish(analysis(program));
}

/** Like `analyze`, but lets other work in: `breathe` is awaited after every few milliseconds. */
export async function analyzeInSlices(program: Program, breathe: () => Promise<void>): Promise<Analysis> {
  const steps = analysis(program);
  let begun = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    if (performance.now() - begun < slice) continue;
    await breathe();
    begun = performance.now();
  }
}

/** How long work may go on before others get their turn, in milliseconds. */
const slice = 10;

function finish<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function* analysis(program: Program): Generator<void, Analysis> {
  const names = createShortNames(program.files.keys());
  const short = shorten(program, names);
  const linked = yield* link(short, short.files.keys());
  const { carriedBy, leads } = createCarriers(
    linked.linker,
    (file, id) => linked.blocking.chainsOf(file, id).length > 0,
  );
  return {
    mentions: distinctiveMethods(linked.linker, (file, id) => linked.blocking.chainsOf(file, id).length > 0),
    wanted: [...wantedFiles(linked.linker, { leads, holdsBlocking: holders(linked) })].map((file) =>
      names.path(file),
    ),
    functions: createFunctionGraph(linked, names),
    carriedBy: (path) => carriedBy(names.short(path)),
    report: (path, settings) => lengthen(reportOf(linked, names.short(path), settings), names),
    helperAt(path, offset) {
      const found = helperAt(linked, names.short(path), offset);
      const lengthened = (hop: Hop): Hop => ({ ...hop, file: names.path(hop.file) });
      return found && { ...found, path: found.path.map(lengthened), callers: found.callers.map(lengthened) };
    },
    revised(path, facts, settings) {
      const file = names.short(path);
      const same = short.files.get(file) === facts;
      return lengthen(reportOf(same ? linked : relink(linked, file, facts), file, settings), names);
    },
  };
}

/** Links one file anew, with what is known of all others. */
function relink({ program, linker, blocking }: Linked, file: string, facts: FileFacts): Linked {
  const files = new Map(program.files).set(file, facts);
  const outside: ChainsOf = (other, id) => (other === file ? [] : blocking.chainsOf(other, id));
  return finish(link({ ...program, files, exhaustive: true }, [file], { linker, changed: file, outside }));
}

/** Answers whether a function, or one that is written in it, holds a blocking call. */
function holders({ program, sites, blocking }: Linked): (file: string, id: number) => boolean {
  const found = new Set<string>();
  for (const [file, list] of sites) {
    const functions = program.files.get(file)?.functions ?? [];
    for (const site of list) {
      if (blocking.chainsAt(site).length === 0) continue;
      for (let at = site.call.function; at > 0; at = functions[at]?.parent ?? -1)
        found.add(functionKey(file, at));
    }
  }
  return (file, id) => found.has(functionKey(file, id));
}

function allSites(
  linker: Linker,
  at: SitesAt,
  atRead: SitesAtRead,
  files: Iterable<string>,
): ReadonlyMap<string, readonly Site[]> {
  const accessors = accessorNames(linker.program.files.values());
  return new Map(
    [...files].map((file) => {
      const { calls = [], reads = [] } = linker.facts(file) ?? {};
      const ofCalls = calls.flatMap((call) => at(file, call));
      return [
        file,
        [
          ...ofCalls,
          ...reads.filter(({ name }) => accessors.has(name)).flatMap((read) => atRead(file, read)),
        ],
      ];
    }),
  );
}

/** A program with all that was found out about it. */
export interface Linked {
  readonly program: Program;
  readonly linker: Linker;
  readonly contexts: Contexts;
  readonly sites: ReadonlyMap<string, readonly Site[]>;
  readonly blocking: Blocking;
  /** What went wrong, by files: by a fault of ours. */
  readonly faults: ReadonlyMap<string, Error>;
}

/** What is known of a program before one file changed. */
interface Before {
  readonly linker: Linker;
  readonly changed: string;
  readonly outside: ChainsOf;
}

function* link(program: Program, files: Iterable<string>, before?: Before): Generator<void, Linked> {
  const linker = createLinker(program, before);
  const timing = createTimings(linker);
  const contexts = createContexts(linker, timing);
  const faults = new Map<string, Error>();
  // A fault at one place must not cost the findings of all other files.
  const guarded = (file: string, look: () => readonly Site[]): readonly Site[] => {
    try {
      return look();
    } catch (fault) {
      faults.set(file, fault instanceof Error ? fault : new Error('linking failed', { cause: fault }));
      return [];
    }
  };
  const at: SitesAt = (file, call) => guarded(file, () => sitesAt(linker, timing, contexts, file, call));
  const atRead: SitesAtRead = (file, read) =>
    guarded(file, () => accessorSites(linker, contexts, file, read));
  const sites = program.exhaustive
    ? allSites(linker, at, atRead, files)
    : yield* relevantSites(linker, contexts, { at, atRead }, files);
  return {
    program,
    linker,
    contexts,
    sites,
    blocking: propagate([...sites.values()].flat(), contexts, before?.outside),
    faults,
  };
}

function reportOf(
  { program, contexts, sites, blocking, faults }: Linked,
  file: string,
  settings: AnalysisSettings,
): FileReport {
  const fault = faults.get(file);
  if (fault !== undefined) throw fault;
  const facts = program.files.get(file);
  if (facts === undefined) return { findings: [], directives: [] };
  const findings = (sites.get(file) ?? []).flatMap(
    (site) => findingAt(program, contexts, blocking, site, settings) ?? [],
  );
  findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return applyDirectives(file, facts, findings);
}
