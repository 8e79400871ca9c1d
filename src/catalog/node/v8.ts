import { program } from '../example.ts';
import type { ModuleCatalog } from '../schema.ts';

export const v8: ModuleCatalog = {
  module: 'node:v8',
  language: 'javascript',
  blocking: [
    {
      member: 'writeHeapSnapshot',
      category: 'file',
      cost: 'io',
      why: 'stops the program, for seconds with a large heap, while it records and writes every object',
      replacement: {
        kind: 'advice',
        instead: 'leave the snapshot to a signal (`--heapsnapshot-signal`), or take it outside of requests',
      },
      example: {
        bad: program({
          imports: ["import { writeHeapSnapshot } from 'node:v8'"],
          signature: 'diagnose(upload: (path: string) => Promise<void>)',
          body: ['await upload(writeHeapSnapshot());'],
        }),
        good: program({
          imports: ["import { watch } from 'node:fs/promises'"],
          signature: 'diagnose(upload: (path: string) => Promise<void>)',
          // The process was started with `--heapsnapshot-signal=SIGUSR2`.
          body: [
            "for await (const { filename } of watch('.')) {",
            "  if (filename?.endsWith('.heapsnapshot')) await upload(filename);",
            '}',
          ],
        }),
      },
    },
    {
      member: 'takeCoverage',
      category: 'file',
      cost: 'io',
      why: 'collects and writes the coverage of the whole program before anything else can run',
      replacement: { kind: 'advice', instead: 'let Node write the coverage when the process exits' },
      example: {
        bad: program({
          imports: ["import { takeCoverage } from 'node:v8'"],
          signature: 'finish(close: () => Promise<void>)',
          body: ['await close();', 'takeCoverage();'],
        }),
        good: program({
          imports: [],
          signature: 'finish(close: () => Promise<void>)',
          body: ['await close();'],
        }),
      },
    },
  ],
  callbacks: [
    { member: 'startupSnapshot.*', argument: 0, timing: 'never' },
    { member: 'promiseHooks.*', argument: 'any', timing: 'never' },
  ],
  gives: { 'getHeapSnapshot()': 'node:stream|Readable#' },
};
