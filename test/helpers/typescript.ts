import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { extract } from '../../src/languages/typescript/extract.ts';
import { parse, syntaxErrors } from '../../src/languages/typescript/parse.ts';
import type { Language, LoadedLanguage } from '../../src/languages/language.ts';
import { languages } from '../../src/languages/registry.ts';
import { createSession } from '../../src/workspace/create-session.ts';
import type { Session } from '../../src/workspace/session.ts';

/** Whether the language can convert yet; until then only its extraction is tested. */
export const canConvert = existsSync(
  fileURLToPath(new URL('../../src/languages/typescript/convert.ts', import.meta.url)),
);

/** A session on the real pipeline. */
export function typescriptSession(): Session {
  return createSession({ languageOf: () => (canConvert ? languages[0] : extracting) });
}

const extracting: Language = {
  id: 'typescript',
  extensions: [],
  editorLanguages: [],
  load: () => Promise.resolve(onlyExtracting),
};

const missing = (): never => {
  throw new Error('src/languages/typescript/convert.ts does not exist yet');
};

const onlyExtracting: LoadedLanguage = {
  extract,
  convert: missing,
  suppress: missing,
  removeDirective: missing,
  parses: (source) => syntaxErrors(parse(source, false)).length === 0,
};
