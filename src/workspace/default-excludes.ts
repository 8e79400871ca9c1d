/** Names (globs over one path segment) of files and folders with tests, and with what tests need. */
export const testNames: readonly string[] = [
  'test',
  'tests',
  'spec',
  'specs',
  'e2e',
  'cypress',
  'fixtures',
  '__tests__',
  '__test__',
  '_tests_',
  '_tests',
  '*-tests',
  'test-helpers',
  'test-utils',
  '__mocks__',
  '__fixtures__',
  '__snapshots__',
  '*.test.*',
  '*.spec.*',
  '*.e2e.*',
  '*.cy.*',
  '*_test.*',
];

/**
 * Names (globs over one path segment) of files and folders that are left out unless the settings say otherwise: what is
 * made by tools, comes from elsewhere, or tests. `lib` is not among them: in as many projects it is the source.
 */
export const defaultExcludes: readonly string[] = [
  // Build output
  'dist',
  'build',
  'out',
  'coverage',
  '*.min.{js,mjs,cjs}',
  '*.bundle.{js,mjs,cjs}',
  // Vendored code
  'bower_components',
  'jspm_packages',
  'vendor',
  'vendors',
  'third_party',
  'third-party',
  // Tests and benchmarks
  ...testNames,
  'benchmark',
  'benchmarks',
  '*.bench.*',
];

/** Names that hold no code of the project under any setting: installed packages, and declarations, which run nothing. */
export const fixedExcludes: readonly string[] = ['node_modules', '*.d.{ts,mts,cts}', '*.d.*.ts', '.pnp.*'];
