import type { Category } from '../../../src/catalog/schema.ts';

/**
 * Widely used packages of categories in which hardly any package blocks: they were looked at, and have no record because
 * nothing in them is synchronous. The tests look whether that is still so.
 */
export const asynchronousPackages: Readonly<Partial<Record<Category, readonly string[]>>> = {
  network: ['axios', 'cross-fetch', 'got', 'ky', 'needle', 'ofetch', 'superagent', 'undici', 'wretch'],
  input: [
    '@clack/prompts',
    '@inquirer/prompts',
    'enquirer',
    'inquirer',
    'listr2',
    'prompt',
    'promptly',
    'prompts',
    'read',
  ],
};
