import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DeclarationFacts } from '../facts/declaration-facts.ts';
import type { FileFacts } from '../facts/file-facts.ts';
import type { SourceText } from '../facts/source-text.ts';

/** Facts on disk, by the content of the files they were read from. */
export interface FactsCache {
  /** Undefined when nothing is known of this text. */
  get(source: SourceText): Promise<FileFacts | undefined>;
  put(source: SourceText, facts: FileFacts): void;
  /** The same for what a declaration file says of a package. */
  getDeclarations(source: SourceText): Promise<DeclarationFacts | undefined>;
  putDeclarations(source: SourceText, facts: DeclarationFacts): void;
  /** The same for names that a search found; the key says where it searched. */
  getNames(key: string): Promise<readonly string[] | undefined>;
  putNames(key: string, names: readonly string[]): void;
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
}

/**
 * Opens a cache. Its file has a line for the version and one for each text: a hash and the facts as JSON. A line is
 * parsed only when it is asked for. Whatever is damaged, or of another version, counts as missing.
 */
export function openFactsCache({ folder, project, version }: CacheOptions): FactsCache {
  const file = path.join(folder, `${hash(project).slice(0, 16)}.facts`);
  const kept = new Map<string, string>();
  let lines: Promise<ReadonlyMap<string, string>> | undefined;
  let isChanged = false;

  async function find<Facts>(key: string, isSound: (value: Partial<Facts> | null) => boolean) {
    lines ??= readLines(file, version);
    const line = (await lines).get(key);
    const facts = line === undefined ? undefined : parseFacts(line, isSound);
    if (line !== undefined && facts !== undefined) kept.set(key, line);
    return facts;
  }

  function keep(key: string, facts: object): void {
    kept.set(key, JSON.stringify(facts));
    isChanged = true;
  }

  return {
    get: (source) => find<FileFacts>(keyOf(source), isFileFacts),
    put(source, facts) {
      keep(keyOf(source), facts);
    },
    getDeclarations: (source) => find<DeclarationFacts>(keyOf(source, 'declarations'), isDeclarationFacts),
    putDeclarations(source, facts) {
      keep(keyOf(source, 'declarations'), facts);
    },
    getNames: (key) => find<readonly string[]>(hash(`names\n${key}`), Array.isArray),
    putNames(key, names) {
      keep(hash(`names\n${key}`), names);
    },
    async save() {
      if (!isChanged) return;
      isChanged = false;
      const text = [version, ...[...kept].map(([key, line]) => `${key} ${line}`), ''].join('\n');
      await replaceFile(file, text);
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

function parseFacts<Facts>(
  line: string,
  isSound: (value: Partial<Facts> | null) => boolean,
): Facts | undefined {
  try {
    const value = JSON.parse(line) as Partial<Facts> | null;
    return isSound(value) ? (value as Facts) : undefined;
  } catch {
    return undefined;
  }
}

function isFileFacts(value: Partial<FileFacts> | null): boolean {
  return Array.isArray(value?.functions) && Array.isArray(value.calls);
}

function isDeclarationFacts(value: Partial<DeclarationFacts> | null): boolean {
  return Array.isArray(value?.modules) && Array.isArray(value.scope?.names);
}

async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(temporary, text);
    await rename(temporary, file);
  } catch {
    // A full disk or a read-only home costs the saving of time, nothing else.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

const hashLength = 40;

/** The dialect is part of what a text means: `.ts` and `.tsx` are parsed in different ways. */
function keyOf({ path: file, text }: SourceText, kind = ''): string {
  return hash(`${kind}${path.extname(file)}\n${text}`);
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
