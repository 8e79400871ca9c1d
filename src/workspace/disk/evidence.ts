import { stat } from 'node:fs/promises';
import { mapConcurrently } from '../concurrency.ts';
import { errorCode, isSystemError } from '../system-error.ts';
import { kindsIn, lookAgain, setWitness, type EntryKind, type LookKind } from './looks.ts';

/** What was seen of a path. */
interface Sight {
  readonly path: string;
  /** When it was changed last and what it was then: as long as that stays, it need not be looked at. Undefined where that says too little. */
  readonly stamp?: string | undefined;
  readonly looks?: Readonly<Partial<Record<LookKind, string>>>;
  /** Of a folder: the entries that matter, as far as they are there; null for those that are not. */
  readonly entries?: Readonly<Record<string, EntryKind | null>>;
}

/** All that an answer rests on, as plain data. */
export type Evidence = readonly Sight[];

/** A record of what is read from the disk. */
export interface Recording {
  /** Ends it. Undefined when something has changed while it went on. */
  finish(): Promise<Evidence | undefined>;
  /** Ends it without a result. */
  stop(): void;
}

/** Paths looked at at a time. */
const width = 32;

/**
 * A file that was changed so shortly before it was read can change once more without a new time: some file systems
 * count in steps of two seconds. In milliseconds.
 */
const coarsest = 2000;

/** Begins to record all that this process reads from the disk. There can be one recording at a time. */
export function record(): Recording {
  const settled = Date.now() - coarsest;
  const looks = new Map<string, Map<LookKind, string>>();
  const entries = new Map<string, Map<string, EntryKind | null>>();
  let isSteady = true;

  /** Two looks at the same that saw different things are of no use. */
  function note<Key, Seen>(table: Map<string, Map<Key, Seen>>, path: string, key: Key, seen: Seen): void {
    const known = table.get(path) ?? new Map<Key, Seen>();
    table.set(path, known);
    if (known.has(key) && known.get(key) !== seen) isSteady = false;
    known.set(key, seen);
  }

  setWitness({
    saw(kind, path, seen) {
      note(looks, path, kind, seen);
    },
    sawEntry(folder, name, seen) {
      note(entries, folder, name, seen ?? null);
    },
  });
  return {
    async finish() {
      setWitness(undefined);
      if (!isSteady) return undefined;
      const paths = new Set([...looks.keys(), ...entries.keys()]);
      return await mapConcurrently([...paths], width, async (path): Promise<Sight> => ({
        path,
        stamp: await stampOf(path, settled),
        looks: Object.fromEntries(looks.get(path) ?? []),
        entries: Object.fromEntries(entries.get(path) ?? []),
      }));
    },
    stop() {
      setWitness(undefined);
    },
  };
}

/**
 * Whether all is as it was.
 *
 * @returns The evidence with its stamps as they are now; undefined where something is different.
 */
export async function confirm(evidence: Evidence): Promise<Evidence | undefined> {
  const settled = Date.now() - coarsest;
  const different: string[] = [];
  const now = await mapConcurrently(evidence, width, async (sight) => {
    if (different.length > 0) return sight;
    const stamp = await stampOf(sight.path, settled);
    const isKnown = stamp !== undefined && stamp === sight.stamp;
    if (!(await isAsSeen(sight, isKnown))) different.push(sight.path);
    return isKnown ? sight : { ...sight, stamp };
  });
  return different.length === 0 ? now : undefined;
}

/** @param isKnown Whether nothing has changed at the path itself. */
async function isAsSeen({ path, looks = {}, entries = {} }: Sight, isKnown: boolean): Promise<boolean> {
  for (const [kind, seen] of Object.entries(looks) as [LookKind, string][]) {
    // A link further up may lead elsewhere, to something that is as old.
    if (isKnown && kind !== 'target') continue;
    if ((await lookAgain(kind, path)) !== seen) return false;
  }
  const names = Object.entries(entries);
  if (isKnown || names.length === 0) return true;
  const kinds = await kindsIn(path);
  return names.every(([name, seen]) => (kinds.get(name) ?? null) === seen);
}

/** @param settled What has changed after this time, in milliseconds, has no stamp. */
async function stampOf(path: string, settled: number): Promise<string | undefined> {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await stat(path);
    if (mtimeMs > settled || ctimeMs > settled) return undefined;
    return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return `!${errorCode(error) ?? ''}`;
  }
}
