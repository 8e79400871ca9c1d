import type { DeclarationFacts } from '../facts/declaration-facts.ts';
import type { FileFacts } from '../facts/file-facts.ts';
import type { SourceText } from '../facts/source-text.ts';
import type { Language, LoadedLanguage } from '../languages/language.ts';
import { openFactsCache, type CacheOptions, type FactsCache, type FactsKind } from './facts-cache.ts';
import { isDeclarationFacts, isFileFacts, parseFacts, type IsSound } from './facts-text.ts';

/** Finds names in the files of a package. */
export type SearchNames = () => Promise<readonly string[]>;

/** Reads texts: finds their facts in a cache, or parses them, in this thread or in another one. */
export interface FactsReader {
  /** Says to which project the texts belong from now on: their facts are kept together. */
  open(project: string): void;
  /**
   * Undefined for a text that no language reads, or that is nested more deeply than the stack allows.
   *
   * @param urgent Somebody waits for the answer: it goes before all that nobody waits for.
   * @throws Error when the parser fails.
   */
  facts(source: SourceText, urgent: boolean): Promise<FileFacts | undefined>;
  /** What a declaration file says of a package; as above. */
  declarations(source: SourceText): Promise<DeclarationFacts | undefined>;
  /** What a search for names finds, from the cache where it is known; `where` has the file to begin with, and the version as its text. */
  names(where: SourceText, search: SearchNames): Promise<readonly string[]>;
  /** Writes the facts that were read since to where they are kept. */
  save(): Promise<void>;
}

/** Reads in this thread. The cache is asked before the parser is loaded; nothing is kept without one. */
export function createFactsReader(
  languageOf: (path: string) => Language | undefined,
  cacheOptions?: Omit<CacheOptions, 'project'>,
): FactsReader {
  let cache: FactsCache | undefined;
  let opened: string | undefined;

  async function read<Facts extends object>(
    source: SourceText,
    kind: FactsKind,
    isSound: IsSound<Facts>,
    extract: (language: LoadedLanguage) => Facts,
  ): Promise<Facts | undefined> {
    const line = await cache?.get(source, kind);
    const known = line === undefined ? undefined : parseFacts(line, isSound);
    if (known !== undefined) return known;
    const language = await languageOf(source.path)?.load();
    const facts = language && unlessTooDeep(() => extract(language));
    if (facts !== undefined) cache?.put(source, kind, JSON.stringify(facts));
    return facts;
  }

  return {
    open(project) {
      if (cacheOptions === undefined || project === opened) return;
      opened = project;
      cache = openFactsCache({ ...cacheOptions, project });
    },
    facts: (source) => read(source, 'file', isFileFacts, (language) => language.extract(source)),
    declarations: (source) =>
      read(source, 'declarations', isDeclarationFacts, (language) => language.declarations(source)),
    async names({ path, text }, search) {
      // The same version may be installed in several places.
      const where = { path, text: `${path}\n${text}` };
      const line = await cache?.get(where, 'names');
      const known = line === undefined ? undefined : parseFacts<readonly string[]>(line, Array.isArray);
      if (known !== undefined) return known;
      const found = await search();
      cache?.put(where, 'names', JSON.stringify(found));
      return found;
    },
    async save() {
      await cache?.save();
    },
  };
}

/** Undefined when the stack is too small for what is extracted. */
export function unlessTooDeep<Facts>(extract: () => Facts): Facts | undefined {
  try {
    return extract();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
