import type { DeclarationFacts } from '../facts/declaration-facts.ts';
import type { FileFacts } from '../facts/file-facts.ts';
import type { SourceText } from '../facts/source-text.ts';
import type { FactsReader, SearchNames } from './facts-reader.ts';

/** Facts by texts, each text read once. */
export interface FactsSource {
  /**
   * Undefined for a text that no language reads, or that is nested more deeply than the stack allows.
   *
   * @param urgent Somebody waits for the answer.
   * @throws Error when the parser fails; it is not tried again with the same text.
   */
  of(source: SourceText, urgent?: boolean): Promise<FileFacts | undefined>;
  /** What a declaration file says of a package; undefined as above. */
  declarationsOf(source: SourceText): Promise<DeclarationFacts | undefined>;
  /** What a search for names finds, each done once: `where` has the file to begin with, and the version as its text. */
  namesOf(where: SourceText, search: SearchNames): Promise<readonly string[]>;
}

interface Known {
  readonly text: string;
  readonly facts: Promise<FileFacts | undefined>;
}

/** Reads each text once: keeps the facts of the newest one of each file. */
export function createFactsSource(reader: FactsReader): FactsSource {
  const known = new Map<string, Known>();
  const names = new Map<string, Promise<readonly string[]>>();
  return {
    async of(source, urgent = false) {
      const before = known.get(source.path);
      if (before?.text === source.text) return await before.facts;
      const facts = reader.facts(source, urgent);
      known.set(source.path, { text: source.text, facts });
      return await facts;
    },
    declarationsOf: (source) => reader.declarations(source),
    async namesOf(where, search) {
      const key = `${where.path}\n${where.text}`;
      const found = names.get(key) ?? reader.names(where, search);
      names.set(key, found);
      return await found;
    },
  };
}
