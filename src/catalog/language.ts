import { program } from './example.ts';
import type { ModuleCatalog } from './schema.ts';

/** Constructs of the language that block without calling a named API. */
export const language: ModuleCatalog = {
  module: 'language',
  language: 'javascript',
  blocking: [
    {
      member: 'busy-wait',
      category: 'loop',
      cost: 'unbounded',
      why: 'spins until the time has come while nothing else can run',
      // What the clock is read from; a loop that reads none is no wait for a time.
      terms: ['Atomics', 'Date', 'hrtime', 'performance', 'uptime'],
      // The fix reads the duration from the loop and what leads up to it.
      replacement: { kind: 'advice', instead: 'await `setTimeout` from node:timers/promises' },
      example: {
        bad: program({
          imports: [],
          signature: 'settle(milliseconds: number)',
          body: ['const end = Date.now() + milliseconds;', 'while (Date.now() < end) {}'],
        }),
        good: program({
          imports: ["import { setTimeout } from 'node:timers/promises'"],
          signature: 'settle(milliseconds: number)',
          body: ['await setTimeout(milliseconds);'],
        }),
      },
    },
    {
      member: 'require',
      category: 'module',
      cost: 'io',
      why: 'finds, reads and runs the module and all that it requires before anything else can run',
      // Loading late and once is common and mostly meant, and `import()` gives another shape.
      defaultSeverity: 'off',
      replacement: { kind: 'advice', instead: 'load it by `await import(…)`, or at the top of the file' },
      example: {
        bad: program({
          imports: [],
          signature: 'hash(text: string)',
          body: [
            "const crypto = require('node:crypto') as typeof import('node:crypto');",
            "return crypto.createHash('sha256').update(text).digest('hex');",
          ],
        }),
        good: program({
          imports: [],
          signature: 'hash(text: string)',
          body: [
            "const crypto = await import('node:crypto');",
            "return crypto.createHash('sha256').update(text).digest('hex');",
          ],
        }),
      },
    },
  ],
};
