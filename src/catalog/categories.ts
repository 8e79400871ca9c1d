import type { Category } from './schema.ts';

/** What blocks, by category: a heading that ends in a full stop. */
export const categoryDescriptions: Readonly<Record<Category, string>> = {
  sleep: 'Sleeps that hold the thread.',
  input: 'Prompts and other reads of user input.',
  file: 'Files and folders.',
  network: 'Network requests.',
  database: 'Database queries.',
  process: 'Child processes.',
  crypto: 'Hashing, key derivation, signatures and key generation.',
  compression: 'Compression and decompression.',
  compile: 'Compilers, bundlers and transpilers.',
  lock: 'Waiting for a lock or for another thread.',
  loop: 'Loops that only wait.',
  module: 'Modules that are loaded synchronously.',
};
