import { program } from '../example.ts';
import type { ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog } from './package-records.ts';

const requests = {
  category: 'network',
  cost: 'unbounded',
  why: 'starts a process that makes the request, and nothing else can run until the server has answered',
  instead: 'await `fetch` and what its response gives',
  signature: 'load(url: string)',
} as const;

/** Packages that make something asynchronous synchronous, by stopping the thread or by turning the event loop. */
export const waitingPackages: readonly ModuleCatalog[] = [
  packageCatalog('sync-request', [
    advised(
      { module: 'sync-request', category: 'network', as: 'request' },
      {
        member: '',
        ...requests,
        body: ["const response = request('GET', url);", "return response.getBody('utf8');"],
        good: { imports: [], body: ['const response = await fetch(url);', 'return await response.text();'] },
      },
    ),
  ]),
  packageCatalog('sync-fetch', [
    advised(
      { module: 'sync-fetch', category: 'network', as: 'fetch' },
      {
        member: '',
        ...requests,
        body: ['const response = fetch(url);', 'return response.text() as string;'],
        good: { imports: [], body: ['const response = await fetch(url);', 'return await response.text();'] },
      },
    ),
  ]),
  packageCatalog('synckit', [
    advised(
      { module: 'synckit', category: 'lock' },
      {
        member: 'createSyncFn()',
        cost: 'unbounded',
        why: 'hands the work to a worker thread and stops the whole thread until it answers',
        signature: 'tidy(code: string)',
        body: [
          "const format = createSyncFn<(code: string) => Promise<string>>('./worker.js');",
          'return format(code);',
        ],
        instead: 'await the function that it makes synchronous',
        good: {
          imports: ["import { format } from 'prettier'"],
          body: ["return await format(code, { parser: 'typescript' });"],
        },
      },
    ),
  ]),
  packageCatalog(
    'make-synchronous',
    [
      advised(
        { module: 'make-synchronous', category: 'lock', as: 'makeSynchronous' },
        {
          member: '()',
          cost: 'unbounded',
          why: 'hands the work to a worker thread and stops the whole thread until it answers',
          signature: 'load(url: string)',
          body: [
            'const fetchText = makeSynchronous(async (from: string) => (await fetch(from)).text());',
            'return fetchText(url);',
          ],
          instead: 'await the function that it makes synchronous',
          good: {
            imports: [],
            body: [
              'const fetchText = async (from: string) => (await fetch(from)).text();',
              'return await fetchText(url);',
            ],
          },
        },
      ),
    ],
    { callbacks: [{ member: '', argument: 0, timing: 'never' }] },
  ),
  packageCatalog('deasync', [
    {
      member: 'sleep',
      category: 'sleep',
      cost: 'unbounded',
      why: 'turns the event loop inside itself, and all that is under way above it waits',
      replacement: {
        kind: 'await',
        expression: 'await {node:timers/promises#setTimeout}({0})',
        unless: ['spread'],
        instead: '`await setTimeout(…)` of node:timers/promises',
      },
      example: {
        bad: program({
          imports: ["import deasync from 'deasync'"],
          signature: 'settle()',
          body: ['deasync.sleep(100);'],
        }),
        good: program({
          imports: ["import { setTimeout } from 'node:timers/promises'"],
          signature: 'settle()',
          body: ['await setTimeout(100);'],
        }),
      },
    },
    ...[
      { member: 'loopWhile', body: ['deasync.loopWhile(() => child.exitCode === null);'] },
      { member: 'runLoopOnce', body: ['while (child.exitCode === null) deasync.runLoopOnce();'] },
    ].map(({ member, body }) =>
      advised(
        { module: 'deasync', category: 'lock', as: 'deasync' },
        {
          member,
          cost: 'unbounded',
          why: 'turns the event loop inside itself, and all that is under way above it waits',
          imports: ["import type { ChildProcess } from 'node:child_process'"],
          signature: 'ended(child: ChildProcess)',
          body,
          instead: 'await what you wait for',
          good: {
            imports: [
              "import type { ChildProcess } from 'node:child_process'",
              "import { once } from 'node:events'",
            ],
            body: ["await once(child, 'exit');"],
          },
        },
      ),
    ),
    advised(
      { module: 'deasync', category: 'lock', as: 'deasync' },
      {
        member: '()',
        cost: 'unbounded',
        why: 'turns the event loop inside itself until the call is done, and all that is under way above it waits',
        imports: ["import { exec } from 'node:child_process'"],
        signature: 'run(command: string)',
        body: [
          'const execute = deasync(exec);',
          'const result: unknown = execute(command);',
          'return result;',
        ],
        instead: 'await the promisified function',
        good: {
          imports: ["import { exec } from 'node:child_process'", "import { promisify } from 'node:util'"],
          hoisted: ['const execAsync = promisify(exec);'],
          body: ['const result: unknown = await execAsync(command);', 'return result;'],
        },
      },
    ),
  ]),
];
