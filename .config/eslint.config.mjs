import path from 'node:path';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    // What is linted is our own code, not the code that tests give to Unblock.
    ignores: [
      'dist/**',
      'node_modules/**',
      '.vscode-test/**',
      'test/example/**',
      'test/fixtures/**',
      'test/e2e/workspaces/**',
    ],
  },
  {
    files: ['src/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: path.resolve(import.meta.dirname, '..') },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A `default` is enough: nobody lists the four hundred kinds of syntax nodes.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  // The scripts have no types to check.
  { files: ['**/*.mjs'], extends: [tseslint.configs.strict, tseslint.configs.stylistic] },
);
