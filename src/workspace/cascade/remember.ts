import type { CascadeLanguage } from '../../fixes/cascade/model.ts';
import type { SourceText } from '../../facts/source-text.ts';

/** As many files are remembered; those that were asked for first go first. */
const mostFiles = 1000;

/** What was answered about a text, by the question. */
interface Known {
  readonly text: string;
  readonly answers: Map<string, unknown>;
}

const known = new WeakMap<CascadeLanguage, Map<string, Known>>();

/**
 * A language that answers a question about a text once: plans ask the same again, for one helper after the other, and
 * each time it would be parsed.
 */
export function remember(language: CascadeLanguage, source: SourceText): CascadeLanguage {
  const { answers } = knownOf(language, source);
  const once = <Rest extends readonly unknown[], Answer>(
    question: string,
    ask: (source: SourceText, ...rest: Rest) => Answer,
  ): ((asked: SourceText, ...rest: Rest) => Answer) => {
    return (asked, ...rest) => {
      if (asked !== source) return ask(asked, ...rest);
      const key = `${question} ${JSON.stringify(rest)}`;
      if (!answers.has(key)) answers.set(key, ask(asked, ...rest));
      return answers.get(key) as Answer;
    };
  };
  return {
    ...language,
    describe: once('describe', (...asked) => language.describe(...asked)),
    uses: once('uses', (...asked) => language.uses(...asked)),
    importedUses: once('importedUses', (...asked) => language.importedUses(...asked)),
    takenOut: once('takenOut', (...asked) => language.takenOut(...asked)),
    exportsOf: once('exportsOf', (...asked) => language.exportsOf(...asked)),
    members: once('members', (...asked) => language.members(...asked)),
    taken: once('taken', (...asked) => language.taken(...asked)),
    host: once('host', (...asked) => language.host(...asked)),
  };
}

function knownOf(language: CascadeLanguage, { path, text }: SourceText): Known {
  const files = known.get(language) ?? new Map<string, Known>();
  known.set(language, files);
  const before = files.get(path);
  if (before?.text === text) return before;
  const fresh: Known = { text, answers: new Map() };
  files.delete(path);
  files.set(path, fresh);
  const [oldest] = files.keys();
  if (files.size > mostFiles && oldest !== undefined) files.delete(oldest);
  return fresh;
}
