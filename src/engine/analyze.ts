import { createCarriers, type CarriedBy } from './carriers.ts';
import { createTimings } from './callbacks.ts';
import { createContexts, type Contexts } from './contexts.ts';
import { createLinker } from './create-linker.ts';
import { applyDirectives, lineOf } from './directives.ts';
import type { FileFacts } from '../facts/file-facts.ts';
import { contains } from '../facts/span.ts';
import type { AsyncContext, FileReport, Finding, Hop } from './finding.ts';
import type { Linker } from './linker.ts';
import { messageOf } from './message.ts';
import type { Program } from './program.ts';
import { propagate, type Blocking, type Chain, type ChainsOf } from './propagate.ts';
import type { AnalysisSettings } from './settings.ts';
import { severityOf } from './severity.ts';
import { createShortNames, lengthen, shorten } from './short-names.ts';
import { relevantSites, type SitesAt } from './relevant-sites.ts';
import { sitesAt, type Site } from './targets.ts';

/** What blocks in a program. */
export interface Analysis {
  /** The findings of one file, in the order of the text. */
  report(file: string, settings: AnalysisSettings): FileReport;
  /** What of a file's exports leads to a blocking call: files that import it belong into the program. */
  readonly carriedBy: CarriedBy;
  /**
   * The findings of one file with other facts, while all other files stay as they are: exact unless another file's
   * functions block by way of this one.
   */
  revised(file: string, facts: FileFacts, settings: AnalysisSettings): FileReport;
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
  const carriedBy = createCarriers(
    linked.linker,
    (file, id) => linked.blocking.chainsOf(file, id).length > 0,
  );
  return {
    carriedBy: (path) => carriedBy(names.short(path)),
    report: (path, settings) => lengthen(reportOf(linked, names.short(path), settings), names),
    revised(path, facts, settings) {
      const file = names.short(path);
      const same = short.files.get(file) === facts;
      return lengthen(reportOf(same ? linked : relink(linked, file, facts), file, settings), names);
    },
  };
}

/** Links one file anew, with what is known of all others. */
function relink({ program, blocking }: Linked, file: string, facts: FileFacts): Linked {
  const files = new Map(program.files).set(file, facts);
  const outside: ChainsOf = (other, id) => (other === file ? [] : blocking.chainsOf(other, id));
  return finish(link({ ...program, files, exhaustive: true }, [file], outside));
}

function allSites(
  linker: Linker,
  at: SitesAt,
  files: Iterable<string>,
): ReadonlyMap<string, readonly Site[]> {
  return new Map(
    [...files].map((file) => [file, linker.facts(file)?.calls.flatMap((call) => at(file, call)) ?? []]),
  );
}

interface Linked {
  readonly program: Program;
  readonly linker: Linker;
  readonly contexts: Contexts;
  readonly sites: ReadonlyMap<string, readonly Site[]>;
  readonly blocking: Blocking;
}

function* link(program: Program, files: Iterable<string>, outside?: ChainsOf): Generator<void, Linked> {
  const linker = createLinker(program);
  const timing = createTimings(linker);
  const contexts = createContexts(linker, timing);
  const at: SitesAt = (file, call) => sitesAt(linker, timing, contexts, file, call);
  const sites = program.exhaustive
    ? allSites(linker, at, files)
    : yield* relevantSites(linker, contexts, at, files);
  return {
    program,
    linker,
    contexts,
    sites,
    blocking: propagate([...sites.values()].flat(), contexts, outside),
  };
}

function reportOf(
  { program, contexts, sites, blocking }: Linked,
  file: string,
  settings: AnalysisSettings,
): FileReport {
  const facts = program.files.get(file);
  if (facts === undefined) return { findings: [], directives: [] };
  const findings = (sites.get(file) ?? []).flatMap(
    (site) => findingAt(program, contexts, blocking, site, settings) ?? [],
  );
  findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return applyDirectives(file, facts, findings);
}

function findingAt(
  program: Program,
  contexts: Contexts,
  blocking: Blocking,
  site: Site,
  settings: AnalysisSettings,
): Finding | undefined {
  const chains = blocking.chainsAt(site);
  const context = chains.length === 0 ? undefined : contextOf(contexts, site);
  if (context === undefined || runsInWorker(program, site)) return undefined;
  // What the user does not want to hear of hides nothing that is less bad.
  const chain = chains.find((candidate) => severityOf(candidate, context.kind, settings) !== 'off');
  const severity = chain === undefined ? 'off' : severityOf(chain, context.kind, settings);
  if (chain === undefined || severity === 'off') return undefined;
  const path = hops(program, chain);
  return {
    file: site.file,
    span: site.span,
    whole: site.call.whole,
    api: program.catalog.apiId(chain.module, chain.api),
    category: chain.api.category,
    cost: chain.api.cost,
    severity,
    certainty: chain.certainty,
    message: messageOf(chain, context, path, displayName(chain)),
    context,
    path,
  };
}

function runsInWorker(program: Program, { file, span }: Site): boolean {
  return program.files.get(file)?.workerCode.some((code) => contains(code, span)) === true;
}

/** The async code in which a site runs; a function that is passed on runs in a context of its own. */
function contextOf(contexts: Contexts, site: Site): AsyncContext | undefined {
  const owner = contexts.owner(site.file, site.call.function);
  if (site.timing === 'promise') return { kind: 'promise-callback', name: '', span: site.span };
  if (site.timing === 'event') return { kind: 'event-callback', name: '', span: site.span };
  return contexts.context(site.file, owner);
}

function hops(program: Program, chain: Chain): Hop[] {
  const path: Hop[] = [];
  for (let at: Chain | undefined = chain; at !== undefined; at = at.next) {
    const { file, span } = at.site;
    const starts = program.files.get(file)?.lineStarts ?? [];
    const line = lineOf(starts, span.start);
    path.push({ file, span, line, column: span.start - (starts[line] ?? 0), name: hopName(program, at) });
  }
  return path;
}

function hopName(program: Program, chain: Chain): string {
  if (chain.next === undefined) return displayName(chain);
  const { site } = chain.next;
  const functions = program.files.get(site.file)?.functions ?? [];
  // A callback has no name of its own: the function that it is written in says where the code is.
  for (let at = functions[site.call.function]; at !== undefined; at = functions[at.parent])
    if (at.name !== '') return at.name;
  return '';
}

function displayName({ module, api }: Chain): string {
  const owner = module.replace(/^node:/, '');
  const member = api.member.replace('#', '.').replaceAll('()', '');
  const hidden =
    module === 'globals' || module === 'language' || api.member.includes('#') || /^[A-Z]/.test(member);
  return hidden ? member : `${owner}.${member}`;
}
