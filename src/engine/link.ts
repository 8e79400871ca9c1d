import { createTimings } from './callbacks.ts';
import { createContexts, type Contexts } from './contexts.ts';
import { createLinker, type LinkedBefore } from './create-linker.ts';
import type { Linker } from './linker.ts';
import type { Program } from './program.ts';
import { propagate, type Blocking, type ChainsOf } from './propagate.ts';
import { accessorNames, relevantSites, type SitesAt, type SitesAtRead } from './relevant-sites.ts';
import { accessorSites, sitesAt, type Site } from './targets.ts';

/** A program with all that was found out about it. */
export interface Linked {
  readonly program: Program;
  readonly linker: Linker;
  readonly contexts: Contexts;
  readonly sites: ReadonlyMap<string, readonly Site[]>;
  /** Names by which something that may block is called. */
  readonly names: ReadonlySet<string>;
  readonly blocking: Blocking;
  /** What went wrong, by files: by a fault of ours. */
  readonly faults: ReadonlyMap<string, Error>;
}

/** Links all files of a program. */
export function linkAll(program: Program): Generator<void, Linked> {
  return link(program, [...program.files.keys()]);
}

/**
 * Links some files of a program that changed or were added, and takes what is known of all others: exact unless
 * functions of others block by way of these.
 *
 * @param isGrown The files were added, and no other has changed: less has to be worked out again.
 */
export function linkSome(
  program: Program,
  files: readonly string[],
  before: Linked,
  isGrown = false,
): Generator<void, Linked> {
  return link(program, files, { linker: before.linker, changed: files, isGrown }, before);
}

/** Links all files of a program that has the files of an earlier one, as they were, and more. */
export function linkGrown(program: Program, { linker, faults }: Linked): Generator<void, Linked> {
  if (faults.size > 0) return linkAll(program);
  const files = [...program.files.keys()];
  return link(program, files, { linker, changed: files, isGrown: true });
}

function* link(
  program: Program,
  files: readonly string[],
  known?: LinkedBefore,
  before?: Linked,
): Generator<void, Linked> {
  const linker = yield* createLinker(program, known);
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
  const at: SitesAt = (file, call, part) =>
    guarded(file, () => sitesAt(linker, timing, contexts, file, call, part));
  const atRead: SitesAtRead = (file, read) =>
    guarded(file, () => accessorSites(linker, contexts, file, read));
  const { sites, names } = program.exhaustive
    ? { sites: allSites(linker, at, atRead, files), names: new Set<string>() }
    : yield* relevantSites(linker, contexts, { at, atRead }, files, before?.names);
  const changed = new Set(files);
  const outside: ChainsOf | undefined =
    before && ((file, id) => (changed.has(file) ? [] : before.blocking.chainsOf(file, id)));
  const blocking = yield* propagate([...sites.values()].flat(), contexts, outside);
  return { program, linker, contexts, sites, names, blocking, faults };
}

function allSites(
  linker: Linker,
  at: SitesAt,
  atRead: SitesAtRead,
  files: readonly string[],
): ReadonlyMap<string, readonly Site[]> {
  const accessors = accessorNames(linker.program);
  return new Map(
    files.map((file) => {
      const { calls = [], reads = [] } = linker.facts(file) ?? {};
      const ofCalls = calls.flatMap((call) => [
        ...at(file, call, 'callee'),
        ...call.args.flatMap((_, position) => at(file, call, position)),
      ]);
      const ofReads = reads.filter(({ name }) => accessors.has(name)).flatMap((read) => atRead(file, read));
      return [file, [...ofCalls, ...ofReads]];
    }),
  );
}
