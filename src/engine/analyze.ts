import { helperAt, type BlockingHelper, type HelperPlace } from './blocking-helper.ts';
import { functionKey } from './call-graph.ts';
import { namesInFile } from './call-names.ts';
import { blockingMembers } from './blocking-members.ts';
import { createCarriers, type CarriedBy } from './carriers.ts';
import { isSaidToBlock } from './verdicts.ts';
import { applyDirectives } from './directives.ts';
import type { FileFacts } from '../facts/file-facts.ts';
import type { FileReport, Hop } from './finding.ts';
import { findingsAt } from './findings.ts';
import { namesOf } from './function-names.ts';
import { createFunctionGraph, type FunctionGraph } from './function-graph.ts';
import { linkAll, linkGrown, linkSome, type Linked } from './link.ts';
import type { Program } from './program.ts';
import type { AnalysisSettings } from './settings.ts';
import { createShortNames, lengthen, shorten, type ShortNames } from './short-names.ts';
import { finish, inSlices, type Breathe } from './slices.ts';
import { distinctiveMethods } from './unique-methods.ts';
import { wantedFiles } from './wanted.ts';

/** What of a program says which other files belong into it. */
export interface Reach {
  /** What of a file's exports leads to a blocking call: files that import it belong into the program. */
  readonly carriedBy: CarriedBy;
  /** The names of members that block, by the files that declare them: files that can reach these and say such a name belong too. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  /** Files that say what something is that matters: they belong into the program too. */
  readonly wanted: readonly string[];
  /** Names of methods that block and that are called where nobody can say by what: files that mention them belong too. */
  readonly mentions: ReadonlySet<string>;
  /**
   * The reach of files that were added to the program since, where all others are taken as they were: quicker than to
   * analyse all anew, but what is known of the others may be more by then. This one must not be asked any more.
   */
  added(files: readonly string[], breathe: Breathe): Promise<Reach>;
  /** What blocks in the program with all files that were added to it: the same as analysed anew, and quicker. As above. */
  whole(breathe: Breathe): Promise<Analysis>;
}

/** What blocks in a program. */
export interface Analysis extends Reach {
  /** The findings of one file, in the order of the text. Throws where the file could not be linked by a fault of ours. */
  report(file: string, settings: AnalysisSettings): FileReport;
  /**
   * The findings of one file with other facts, while all other files stay as they are: exact unless another file's
   * functions block by way of this one.
   */
  revised(file: string, facts: FileFacts, settings: AnalysisSettings): FileReport;
  /** The blocking helper whose name stands at an offset of a file; with `body` also the innermost one around it. */
  helperAt(file: string, offset: number, where?: HelperPlace): BlockingHelper | undefined;
  /** Who runs whom. */
  readonly functions: FunctionGraph;
}

/** Links all files of a program and walks from the primitives up to the async code that reaches them. */
export function analyze(program: Program): Analysis {
  return finish(analysis(program));
}

/** Like `analyze`, but `breathe` is awaited after every few milliseconds. */
export function analyzeInSlices(program: Program, breathe: Breathe): Promise<Analysis> {
  return inSlices(analysis(program), breathe);
}

function* analysis(program: Program): Generator<void, Analysis> {
  const names = createShortNames([...program.files.keys(), ...(program.paths ?? [])]);
  return yield* analysisOf(program, names, yield* linkAll(shorten(program, names)));
}

function* analysisOf(program: Program, names: ShortNames, linked: Linked): Generator<void, Analysis> {
  return {
    ...(yield* reachOf(program, linked, names, [...linked.program.files.keys()])),
    functions: createFunctionGraph(linked, names),
    report: (path, settings) => lengthen(reportOf(linked, names.short(path), settings), names),
    helperAt(path, offset, where) {
      const found = helperAt(linked, names.short(path), offset, where);
      const lengthened = (hop: Hop): Hop => ({ ...hop, file: names.path(hop.file) });
      return (
        found && {
          ...found,
          place: lengthened(found.place),
          path: found.path.map(lengthened),
          callers: found.callers.map(lengthened),
        }
      );
    },
    revised(path, facts, settings) {
      const file = names.short(path);
      const same = linked.program.files.get(file) === facts;
      return lengthen(reportOf(same ? linked : relink(linked, file, facts), file, settings), names);
    },
  };
}

/** @param files Those whose reach is asked for. */
function* reachOf(
  program: Program,
  linked: Linked,
  names: ShortNames,
  files: readonly string[],
): Generator<void, Reach> {
  const { linker, blocking } = linked;
  const blocks = (file: string, id: number): boolean =>
    blocking.chainsOf(file, id).length > 0 || isSaidToBlock(linker, file, id);
  const {
    byFile,
    has: isBlockingType,
    names: memberNames,
  } = yield* blockingMembers(linker, files, blocks, linked.names);
  const { carriedBy, leads } = createCarriers(linker, blocks, isBlockingType);
  const holdsBlocking = yield* holders(linked);
  const wanted = yield* wantedFiles(linker, files, {
    blocks,
    leads,
    isBlockingType,
    holdsBlocking,
    memberNames,
  });
  const mentions = yield* distinctiveMethods(linker, blocks);
  return {
    mentions,
    members: new Map([...byFile].map(([file, members]) => [names.path(file), members])),
    wanted: [...wanted].map((file) => names.path(file)),
    carriedBy: (path) => carriedBy(names.short(path)),
    async added(paths, breathe) {
      const more = paths.map((path) => names.short(path));
      const again = await inSlices(linkWithCallers(shorten(program, names), more, linked), breathe);
      return await inSlices(reachOf(program, again.linked, names, again.files), breathe);
    },
    async whole(breathe) {
      const again = await inSlices(linkGrown(shorten(program, names), linked), breathe);
      return await inSlices(analysisOf(program, names, again), breathe);
    },
  };
}

/** Callers are linked along so often; what is still missing then is found when all is linked. */
const mostRounds = 5;

/** Links files that were added to a program, and those that call what blocks in them, to see whether these block now. */
function* linkWithCallers(
  program: Program,
  added: readonly string[],
  before: Linked,
): Generator<void, { readonly linked: Linked; readonly files: readonly string[] }> {
  let linked = yield* linkSome(program, added, before, true);
  const files = new Set(added);
  let fresh: readonly string[] = added;
  for (let round = 0; round < mostRounds; round++) {
    const names = yield* newlyBlocking(program, fresh, linked, before);
    const callers: string[] = [];
    for (const [file, facts] of names.size === 0 ? [] : program.files) {
      yield;
      const { calls } = namesInFile(facts);
      if (!files.has(file) && [...names].some((name) => calls.has(name))) callers.push(file);
    }
    if (callers.length === 0) break;
    for (const file of callers) files.add(file);
    linked = yield* linkSome(program, [...files], linked, true);
    fresh = callers;
  }
  return { linked, files: [...files] };
}

/** The names of the functions of some files that block, and did not before. */
function* newlyBlocking(
  { files }: Program,
  paths: readonly string[],
  { blocking }: Linked,
  before: Linked,
): Generator<void, ReadonlySet<string>> {
  const names = new Set<string>();
  for (const path of paths) {
    yield;
    const facts = files.get(path);
    facts?.functions.forEach((_, id) => {
      if (blocking.chainsOf(path, id).length === 0 || before.blocking.chainsOf(path, id).length > 0) return;
      for (const name of namesOf(facts, id)) names.add(name);
    });
  }
  return names;
}

/** Links one file anew, with what is known of all others. */
function relink(linked: Linked, file: string, facts: FileFacts): Linked {
  const files = new Map(linked.program.files).set(file, facts);
  return finish(linkSome({ ...linked.program, files, exhaustive: true }, [file], linked));
}

/** Answers whether a function, or one that is written in it, holds a blocking call. */
function* holders({
  program,
  sites,
  blocking,
}: Linked): Generator<void, (file: string, id: number) => boolean> {
  const found = new Set<string>();
  for (const [file, list] of sites) {
    const functions = program.files.get(file)?.functions ?? [];
    for (const site of list) {
      yield;
      if (blocking.chainsAt(site).length === 0) continue;
      for (let at = site.call.function; at > 0; at = functions[at]?.parent ?? -1)
        found.add(functionKey(file, at));
    }
  }
  return (file, id) => found.has(functionKey(file, id));
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
  const findings = findingsAt(program, contexts, blocking, sites.get(file) ?? [], settings);
  return applyDirectives(file, facts, findings);
}
