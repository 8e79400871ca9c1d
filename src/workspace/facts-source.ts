import type { FileFacts } from '../facts/file-facts.ts';
import type { SourceText } from '../facts/source-text.ts';
import type { Language } from '../languages/language.ts';
import type { FactsCache } from './facts-cache.ts';

/** Facts by texts, each text read once. */
export interface FactsSource {
  /** Undefined for a text that no language reads, or that is nested more deeply than the stack allows. */
  of(source: SourceText): Promise<FileFacts | undefined>;
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
    const facts = language === undefined ? undefined : extract(language, source);
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
  };
}

function extract(language: Awaited<ReturnType<Language['load']>>, source: SourceText): FileFacts | undefined {
  try {
    return language.extract(source);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
