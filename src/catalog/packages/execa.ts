import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, twin, type PackageStyle } from './package-records.ts';

const runs = {
  cost: 'process',
  why: 'starts a process and waits until it ends, and nothing else can run meanwhile',
  signature: 'currentBranch()',
} as const;

const named: PackageStyle = { module: 'execa', category: 'process' };
const whole: PackageStyle = { module: 'execa', category: 'process', as: 'execa' };

const listed = "('git', ['branch', '--show-current'])";
const joined = "('git branch --show-current')";

function result(call: string): readonly string[] {
  return [`const result = ${call};`, 'return result.stdout;'];
}

const execa = packageCatalog(
  'execa',
  [
    twin(named, { member: 'execaSync', ...runs, body: result(`execaSync${listed}`) }),
    twin(named, { member: 'execaCommandSync', ...runs, body: result(`execaCommandSync${joined}`) }),
    // Before version 6 the package was the function itself.
    twin(whole, { member: 'sync', twin: '', ...runs, body: result(`execa.sync${listed}`) }),
    twin(whole, {
      member: 'commandSync',
      twin: 'command',
      ...runs,
      body: result(`execa.commandSync${joined}`),
    }),
    shell('execa', '$.sync'),
    shell('execa', '$.s'),
  ],
  { promises: ['execa', 'execaCommand', 'execaNode', '$', '', 'command', 'node'] },
);

/** A template that runs a command. */
function shell(module: string, member: string): BlockingApi {
  return advised(
    { module, category: 'process' },
    {
      member,
      ...runs,
      // Its last segment says little, or is not even called by its name.
      terms: ['$'],
      body: [`const result = ${member}\`git branch --show-current\`;`, 'return result.stdout;'],
      instead: 'await the same command with `$`',
      good: {
        imports: [`import { $ } from '${module}'`],
        body: ['const result = await $`git branch --show-current`;', 'return result.stdout;'],
      },
    },
  );
}

/** Lists of all processes. */
const listings = ['lookup', 'tree'].map((name) =>
  twin(
    { module: 'zx', category: 'process' },
    {
      member: `ps.${name}Sync`,
      cost: 'process',
      why: 'starts a process that lists all others, and nothing else can run until it ends',
      signature: 'count()',
      body: [`const found = ps.${name}Sync();`, 'return found.length;'],
    },
  ),
);

const zx = packageCatalog('zx', [shell('zx', '$.sync'), ...listings], {
  harmless: ['syncProcessCwd'],
  gives: { fs: 'fs-extra|', globby: 'globby|', glob: 'globby|', which: 'which|' },
  promises: ['$', 'fetch', 'question', 'sleep', 'stdin', 'spinner', 'retry'],
  callbacks: [
    { member: 'within', argument: 0, timing: 'sync' },
    { member: 'retry', argument: 'last', timing: 'promise' },
    { member: 'spinner', argument: 'last', timing: 'promise' },
  ],
});

const spawnsSync = (member: string): BlockingApi =>
  advised(
    { module: 'cross-spawn', category: 'process', as: 'spawn' },
    {
      member,
      ...runs,
      signature: 'install()',
      body: [
        `const { status } = spawn.${member}('npm', ['install'], { stdio: 'inherit' });`,
        'return status === 0;',
      ],
      instead: 'use `spawn` and await its `close` event',
      good: {
        imports: ["import spawn from 'cross-spawn'", "import { once } from 'node:events'"],
        body: [
          "const child = spawn('npm', ['install'], { stdio: 'inherit' });",
          "const [status] = (await once(child, 'close')) as [number | null];",
          'return status === 0;',
        ],
      },
    },
  );

const crossSpawn = packageCatalog('cross-spawn', [spawnsSync('sync')], {
  gives: { '()': 'node:child_process|ChildProcess#', 'spawn()': 'node:child_process|ChildProcess#' },
});

/** Packages that run commands. */
export const processPackages: readonly ModuleCatalog[] = [execa, zx, crossSpawn];
