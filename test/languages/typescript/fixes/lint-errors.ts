import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ESLint, type Linter } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { compilerOptions } from './type-errors.ts';

/** What linters with types say of promises, in the rules that most projects have. */
const rules: Linter.RulesRecord = {
  'no-async-promise-executor': 'error',
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/require-await': 'error',
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
};

/** What ESLint says about texts of TypeScript, each given by its file name. */
export async function lintErrors(
  texts: ReadonlyMap<string, string>,
  folder: string,
): Promise<readonly string[]> {
  const files = [...texts.keys()].map((name) => path.join(folder, name));
  for (const [name, text] of texts) await writeFile(path.join(folder, name), text);
  const types = path.resolve(import.meta.dirname, '../../../../node_modules/@types');
  const program = ts.createProgram(files, { ...compilerOptions, typeRoots: [types] });
  const eslint = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.mts'],
        languageOptions: { parser: tseslint.parser, parserOptions: { programs: [program] } },
        plugins: { '@typescript-eslint': tseslint.plugin },
        rules,
      },
    ],
  });
  const results = await eslint.lintFiles(files);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, message, ruleId }) => `${path.basename(filePath)} ${message} (${ruleId ?? ''}, line ${line})`,
    ),
  );
}
