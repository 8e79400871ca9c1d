import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SourceText } from '../facts/source-text.ts';
import { keepFile } from './kept-file.ts';

/** What facts are about: a file of a project, or what a declaration file says of a package. */
export type FactsKind = 'file' | 'declarations';

/** All that is kept: also the names that a search of a package found. */
export type CachedKind = FactsKind | 'names';

/** Facts on disk as JSON, by the content of the files they were read from. */
export interface FactsCache {
  /** One line of JSON; undefined when nothing is known of this text. It may be damaged. */
  get(source: SourceText, kind: CachedKind): Promise<string | undefined>;
  /** Takes the place of what is known of an earlier text of that file. */
  put(source: SourceText, kind: CachedKind, facts: string): void;
  /** Writes what was asked for or added since; what nobody asked for is dropped. */
  save(): Promise<void>;
}

/** Where facts are kept, and for which version of ourselves. */
export interface CacheOptions {
  /** A folder of our own; it is made when something is saved. */
  readonly folder: string;
  /** Separates projects, so that one does not drop what another needs. */
  readonly project: string;
  /** Facts of any other version are ignored. */
  readonly version: string;
  /** Also keep what nobody asks for: others have asked for it already. */
  readonly keepAll?: boolean | undefined;
}

interface Line {
  readonly key: string;
  readonly facts: string;
}

/**
 * Opens a cache. Its file has a line for the version and one for each text: a hash and the facts as JSON. Whatever is
 * of another version counts as missing.
 */
export function openFactsCache({ folder, project, version, keepAll = false }: CacheOptions): FactsCache {
  const file = path.join(folder, `${hash(project).slice(0, 16)}.facts`);
  /** By the files they are about. */
  const kept = new Map<string, Line>();
  let lines: Promise<ReadonlyMap<string, string>> | undefined;
  let isChanged = false;
  let saving = Promise.resolve();

  const read = (): Promise<ReadonlyMap<string, string>> => (lines ??= readLines(file, version));

  async function write(): Promise<void> {
    const all = new Map(keepAll ? await read() : []);
    for (const { key, facts } of kept.values()) all.set(key, facts);
    await keepFile(file, inPieces(version, all));
  }

  return {
    async get(source, kind) {
      const key = keyOf(source, kind);
      const facts = (await read()).get(key);
      if (facts !== undefined) kept.set(`${kind} ${source.path}`, { key, facts });
      return facts;
    },
    put(source, kind, facts) {
      kept.set(`${kind} ${source.path}`, { key: keyOf(source, kind), facts });
      isChanged = true;
    },
    async save() {
      if (isChanged) saving = saving.then(write);
      isChanged = false;
      await saving;
    },
  };
}

async function readLines(file: string, version: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  // No cache yet, or one that may not be read: all the same, it only saves time.
  const text = await readFile(file, 'utf8').catch(() => '');
  if (!text.startsWith(`${version}\n`)) return found;
  for (let start = version.length + 1; ;) {
    const end = text.indexOf('\n', start);
    // The last line of a file that was cut off has no end.
    if (end === -1) return found;
    found.set(text.slice(start, start + hashLength), text.slice(start + hashLength + 1, end));
    start = end + 1;
  }
}

/** How much is written at once, in characters: others get their turn in between. */
const pieceLength = 1_000_000;

function* inPieces(version: string, lines: ReadonlyMap<string, string>): Generator<string> {
  let piece = [version];
  let length = 0;
  for (const [key, facts] of lines) {
    piece.push(`${key} ${facts}`);
    length += facts.length;
    if (length < pieceLength) continue;
    yield `${piece.join('\n')}\n`;
    piece = [];
    length = 0;
  }
  if (piece.length > 0) yield `${piece.join('\n')}\n`;
}

const hashLength = 40;

/** The dialect is part of what a text means: `.ts` and `.tsx` are parsed in different ways. */
function keyOf({ path: file, text }: SourceText, kind: CachedKind): string {
  return hash(`${kind}${path.extname(file)}\n${text}`);
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
