import path from 'node:path';

/** The repository's top folder. */
export const repoRoot = path.resolve(import.meta.dirname, '..', '..');

/** Where everything that the tests download or generate lives; ignored by git. */
export const cacheRoot = path.join(repoRoot, '.vscode-test');
