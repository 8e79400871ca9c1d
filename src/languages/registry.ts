import path from 'node:path';
import type { Language } from './language.ts';
import { mayStub, scanImports } from './typescript/scan.ts';

/** The languages that Unblock reads: one line each. Parsers are loaded when they are first needed. */
export const languages: readonly Language[] = [
  {
    id: 'typescript',
    extensions: ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'],
    editorLanguages: {
      typescript: ['.ts', '.mts', '.cts'],
      typescriptreact: ['.tsx'],
      javascript: ['.js', '.mjs', '.cjs'],
      javascriptreact: ['.jsx'],
    },
    scanImports,
    mayStub,
    load: async () => (await import('./typescript/language.ts')).typescript,
  },
];

/** The language of a file by its extension. */
export function languageOf(file: string): Language | undefined {
  const extension = path.extname(file).toLowerCase();
  return languages.find((language) => language.extensions.includes(extension));
}
