import type { LoadedLanguage } from '../language.ts';
import { cascade } from './cascade/index.ts';
import { createChecker } from './checker/checker.ts';
import { convert, removeDirective, suppress } from './convert.ts';
import { extractDeclarations } from './declarations/extract.ts';
import { extract } from './extract.ts';
import { isBroken } from './fixes/site.ts';
import { findStubs } from './stubs/find-stubs.ts';

/** TypeScript and JavaScript. */
export const typescript: LoadedLanguage = {
  extract,
  declarations: extractDeclarations,
  stubs: findStubs,
  convert,
  suppress,
  removeDirective,
  parses: (source) => !isBroken(source),
  cascade,
  createChecker,
};
