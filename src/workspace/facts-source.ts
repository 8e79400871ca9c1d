import type { FileFacts } from '../facts/file-facts.ts';
import type { SourceText } from '../facts/source-text.ts';
import type { Language } from '../languages/language.ts';

/** Facts by texts, each text read once. */
export interface FactsSource {
  /** Undefined for a text that no language reads, or that is nested more deeply than the stack allows. */
  of(source: SourceText): Promise<FileFacts | undefined>;
}

interface Known {
  readonly text: string;
  readonly facts: FileFacts | undefined;
}

/** Extracts facts with the language of a file. Keeps those of the newest text of each file. */
export function createFactsSource(languageOf: (path: string) => Language | undefined): FactsSource {
  const known = new Map<string, Known>();
  return {
    async of(source) {
      const before = known.get(source.path);
      if (before?.text === source.text) return before.facts;
      const language = await languageOf(source.path)?.load();
      const facts = language === undefined ? undefined : extract(language, source);
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
