import type { CascadeLanguage } from '../../fixes/cascade/model.ts';
import type { SourceText } from '../../facts/source-text.ts';

/** A language that answers a question about a text once: plans ask the same again, and each time it would be parsed. */
export function remember(language: CascadeLanguage, source: SourceText): CascadeLanguage {
  const once = <Rest extends readonly unknown[], Answer>(
    ask: (source: SourceText, ...rest: Rest) => Answer,
  ): ((asked: SourceText, ...rest: Rest) => Answer) => {
    const known = new Map<string, { readonly answer: Answer }>();
    return (asked, ...rest) => {
      if (asked !== source) return ask(asked, ...rest);
      const key = JSON.stringify(rest);
      const found = known.get(key) ?? { answer: ask(asked, ...rest) };
      known.set(key, found);
      return found.answer;
    };
  };
  return {
    ...language,
    describe: once((...asked) => language.describe(...asked)),
    uses: once((...asked) => language.uses(...asked)),
    importedUses: once((...asked) => language.importedUses(...asked)),
    exportsOf: once((...asked) => language.exportsOf(...asked)),
    members: once((...asked) => language.members(...asked)),
    host: once((...asked) => language.host(...asked)),
  };
}
