import { program } from '../example.ts';
import type { ModuleCatalog } from '../schema.ts';

export const moduleModule: ModuleCatalog = {
  module: 'node:module',
  language: 'javascript',
  blocking: [
    {
      member: 'flushCompileCache',
      category: 'file',
      cost: 'io',
      why: 'writes the compiled code of all modules before anything else can run',
      replacement: { kind: 'advice', instead: 'let Node write the cache when the process exits' },
      example: {
        bad: program({
          imports: ["import { flushCompileCache } from 'node:module'"],
          signature: 'start(listen: () => Promise<void>)',
          body: ['await listen();', 'flushCompileCache();'],
        }),
        good: program({
          imports: ["import { enableCompileCache } from 'node:module'"],
          hoisted: ['enableCompileCache();'],
          signature: 'start(listen: () => Promise<void>)',
          body: ['await listen();'],
        }),
      },
    },
    {
      member: 'stripTypeScriptTypes',
      category: 'compile',
      cost: 'cpu',
      why: 'parses all of the code before anything else can run',
      replacement: {
        kind: 'advice',
        instead: 'await the `transform` of a compiler that has its own threads',
      },
      example: {
        bad: program({
          imports: ["import { stripTypeScriptTypes } from 'node:module'"],
          signature: 'compile(code: string)',
          body: ['return stripTypeScriptTypes(code);'],
        }),
        good: program({
          imports: [],
          signature: 'compile(code: string, transform: (code: string) => Promise<string>)',
          body: ['return await transform(code);'],
        }),
      },
    },
  ],
  // Hooks of module loading have to answer at once; the ones of `register` run in a thread of their own.
  callbacks: [
    { member: 'registerHooks', argument: 0, property: 'load', timing: 'never' },
    { member: 'registerHooks', argument: 0, property: 'resolve', timing: 'never' },
  ],
  gives: { Module: 'node:module|', default: 'node:module|' },
};
