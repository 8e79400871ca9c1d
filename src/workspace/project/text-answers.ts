import type { Program } from '../../engine/program.ts';
import { inheritsFrom } from './search.ts';
import type { ImportGraph, SourceFile } from './source-files.ts';

/** More subtypes than these are too many to tell apart. */
const mostSubtypes = 60;

/** Answers what the texts of all files say, each question once; the texts must stay as they are. */
export function createTextAnswers(
  sources: ReadonlyMap<string, SourceFile>,
  graph: ImportGraph,
): Pick<Program, 'mentions' | 'isWidelyInherited'> {
  const answers = new Map<string, boolean>();
  const once = (question: string, answer: () => boolean): boolean => {
    const known = answers.get(question) ?? answer();
    answers.set(question, known);
    return known;
  };
  return {
    mentions: (word) =>
      once(word, () => {
        for (const { text } of sources.values()) if (text.includes(word)) return true;
        return false;
      }),
    isWidelyInherited(path, type) {
      const importers = graph.importersOf(path);
      if (importers.size <= mostSubtypes) return false;
      return once(`${type}\n${path}`, () => {
        let count = 0;
        for (const importer of importers)
          if (inheritsFrom(sources.get(importer)?.text ?? '', type) && ++count > mostSubtypes) return true;
        return false;
      });
    },
  };
}
