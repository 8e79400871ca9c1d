import type { LoadedLanguage } from '../language.ts';
import { convert, removeDirective, suppress } from './convert.ts';
import { extract } from './extract.ts';
import { parse, syntaxErrors } from './parse.ts';

/** TypeScript and JavaScript. */
export const typescript: LoadedLanguage = {
  extract,
  convert,
  suppress,
  removeDirective,
  parses: (source) => syntaxErrors(parse(source, false)).length === 0,
};
