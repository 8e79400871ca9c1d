import type { DeclarationFacts } from '../facts/declaration-facts.ts';
import type { FileFacts } from '../facts/file-facts.ts';
import type { SourceText } from '../facts/source-text.ts';
import type { Language } from '../languages/language.ts';
import type { FactsCache } from './facts-cache.ts';

/** Facts by texts, each text read once. */
export interface FactsSource {
  /** Undefined for a text that no language reads, or that is nested more deeply than the stack allows. */
  of(source: SourceText): Promise<FileFacts | undefined>;
  /** What a declaration file says of a package; undefined as above. */
  declarationsOf(source: SourceText): Promise<DeclarationFacts | undefined>;
  /** What a search for names finds; the key says where it searches, and in which version. */
  namesOf(key: string, search: () => Promise<readonly string[]>): Promise<readonly string[]>;
}

interface Known {
  readonly text: string;
  readonly facts: FileFacts | undefined;
}

/**
 * Extracts facts with the language of a file. Keeps those of the newest text of each file, and asks the cache before
 * the parser is loaded.
 */
export function createFactsSource(
  languageOf: (path: string) => Language | undefined,
  cache: () => FactsCache | undefined,
): FactsSource {
  const known = new Map<string, Known>();

  async function find(source: SourceText): Promise<FileFacts | undefined> {
    const cached = await cache()?.get(source);
    if (cached !== undefined) return cached;
    const language = await languageOf(source.path)?.load();
    const facts = language && unlessTooDeep(() => language.extract(source));
    if (facts !== undefined) cache()?.put(source, facts);
    return facts;
  }

  return {
    async of(source) {
      const before = known.get(source.path);
      if (before?.text === source.text) return before.facts;
      const facts = await find(source);
      known.set(source.path, { text: source.text, facts });
      return facts;
    },
    async declarationsOf(source) {
      const cached = await cache()?.getDeclarations(source);
      if (cached !== undefined) return cached;
      const language = await languageOf(source.path)?.load();
      const facts = language && unlessTooDeep(() => language.declarations(source));
      if (facts !== undefined) cache()?.putDeclarations(source, facts);
      return facts;
    },
    async namesOf(key, search) {
      const cached = await cache()?.getNames(key);
      if (cached !== undefined) return cached;
      const names = await search();
      cache()?.putNames(key, names);
      return names;
    },
  };
}

function unlessTooDeep<Facts>(extract: () => Facts): Facts | undefined {
  try {
    return extract();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
