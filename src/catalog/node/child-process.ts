import { program } from '../example.ts';
import type { BlockingApi, ModuleCatalog } from '../schema.ts';

/*
 * Programs that only let time pass: `sleep 2`, `timeout /t 2`, `powershell Start-Sleep 2`. The first pattern reads the
 * duration; the second finds the ones whose duration it does not understand (`sleep 2m`, `ping -n 3 localhost`).
 */
const powershell =
  '(?:powershell|pwsh)(?:\\.exe)?\\s+(?:-NoProfile\\s+)?(?:-c(?:ommand)?\\s+)?["\']?Start-Sleep';
const readableSleep = `^\\s*(?:(?:/usr)?(?:/bin/)?sleep|timeout(?:\\.exe)?\\s+/t|${powershell}(?:\\s+-s(?:econds)?)?)\\s+(?<seconds>\\d+(?:\\.\\d+)?)s?["']?(?:\\s+/nobreak)?(?:\\s*>\\s*(?:nul|/dev/null))?\\s*$`;
const anySleep = `^\\s*(?:(?:(?:/usr)?(?:/bin/)?u?sleep|timeout(?:\\.exe)?\\s+/t|${powershell})\\s[^&|;\\n]*|ping\\s+(?:-n\\s+\\d+\\s+)?(?:localhost|127\\.0\\.0\\.1)(?:\\s+-n\\s+\\d+)?(?:\\s*>\\s*nul)?)$`;

const sleepWhy = 'starts a process only to let time pass, and nothing else can run until it ends';

/** The records of one function for commands that only sleep: one with a twin, one without. */
function sleeps(member: string, call: (command: readonly string[]) => string): readonly BlockingApi[] {
  const imports = [`import { ${member} } from 'node:child_process'`];
  return [
    {
      member,
      category: 'sleep',
      cost: 'unbounded',
      why: sleepWhy,
      when: { commandMatches: readableSleep },
      replacement: {
        kind: 'await',
        expression: 'await {node:timers/promises#setTimeout}({milliseconds})',
        unless: ['value-used'],
        instead: '`await setTimeout(…)` of node:timers/promises',
      },
      example: {
        bad: program({ imports, signature: 'settle()', body: [`${call(['sleep', '2'])};`] }),
        good: program({
          imports: ["import { setTimeout } from 'node:timers/promises'"],
          signature: 'settle()',
          body: ['await setTimeout(2000);'],
        }),
      },
    },
    {
      member,
      category: 'sleep',
      cost: 'unbounded',
      why: sleepWhy,
      when: { commandMatches: anySleep },
      replacement: { kind: 'advice', instead: 'await `setTimeout` from node:timers/promises' },
      example: {
        bad: program({ imports, signature: 'settle()', body: [`${call(['sleep', '1m'])};`] }),
        good: program({
          imports: ["import { setTimeout } from 'node:timers/promises'"],
          signature: 'settle()',
          body: ['await setTimeout(60_000);'],
        }),
      },
    },
  ];
}

/*
 * A command run by `exec` keeps its standard input open, so one that reads it does not end by itself; and what it writes to
 * standard error is collected instead of passed through.
 */
const changes =
  'its standard error is no longer passed through, and a command that reads standard input has to be given an end of it';

function runs(member: 'execSync' | 'execFileSync', call: (prefix: string) => string): BlockingApi {
  const twin = member.replace('Sync', '');
  return {
    member,
    category: 'process',
    cost: 'process',
    why: 'starts a process and waits until it ends, and nothing else can run meanwhile',
    replacement: {
      kind: 'await',
      expression: `(await {promisify(node:child_process#${twin})}({args})).stdout`,
      unless: ['stdio', 'input', 'unknown-options', 'error-fields', 'spread'],
      adapt: ['buffer-result'],
      changes,
      instead: `(await promisify(${twin})(…)).stdout`,
    },
    example: {
      bad: program({
        imports: [`import { ${member} } from 'node:child_process'`],
        signature: 'currentBranch()',
        body: [`const output = ${call(member)};`, 'return output.trim();'],
      }),
      good: program({
        imports: [`import { ${twin} } from 'node:child_process'`, "import { promisify } from 'node:util'"],
        hoisted: [`const ${twin}Async = promisify(${twin});`],
        signature: 'currentBranch()',
        body: [`const output = (await ${call(`${twin}Async`)}).stdout;`, 'return output.trim();'],
      }),
    },
  };
}

/** With streams of its own, or with input, the process has to be one that the program sees: `spawn` in place of `exec`. */
function connects(member: 'execSync' | 'execFileSync', bad: string, spawned: string): BlockingApi {
  return {
    member,
    category: 'process',
    cost: 'process',
    why: 'starts a process and waits until it ends, and nothing else can run meanwhile',
    when: { option: ['stdio', 'input'] },
    replacement: {
      kind: 'advice',
      instead:
        'use `spawn` with the same streams and await its `close` event; a status other than 0 does not throw there',
    },
    example: {
      bad: program({
        imports: [`import { ${member} } from 'node:child_process'`],
        signature: 'install()',
        body: [`${bad};`],
      }),
      good: program({
        imports: ["import { spawn } from 'node:child_process'", "import { once } from 'node:events'"],
        signature: 'install()',
        body: [
          `const child = ${spawned};`,
          "const [status] = (await once(child, 'close')) as [number | null];",
          "if (status !== 0) throw new Error('npm install failed');",
        ],
      }),
    },
  };
}

const listed = (args: readonly string[]): string => `[${args.map((arg) => `'${arg}'`).join(', ')}]`;

export const childProcess: ModuleCatalog = {
  module: 'node:child_process',
  language: 'javascript',
  blocking: [
    ...sleeps('execSync', (command) => `execSync('${command.join(' ')}')`),
    connects(
      'execSync',
      "execSync('npm install', { stdio: 'inherit' })",
      "spawn('npm install', { stdio: 'inherit', shell: true })",
    ),
    runs('execSync', (name) => `${name}('git branch --show-current', { encoding: 'utf8' })`),
    ...sleeps('execFileSync', ([file = '', ...args]) => `execFileSync('${file}', ${listed(args)})`),
    connects(
      'execFileSync',
      "execFileSync('npm', ['install'], { stdio: 'inherit' })",
      "spawn('npm', ['install'], { stdio: 'inherit' })",
    ),
    runs('execFileSync', (name) => `${name}('git', ['branch', '--show-current'], { encoding: 'utf8' })`),
    ...sleeps('spawnSync', ([file = '', ...args]) => `spawnSync('${file}', ${listed(args)})`),
    {
      member: 'spawnSync',
      category: 'process',
      cost: 'process',
      why: 'starts a process and waits until it ends, and nothing else can run meanwhile',
      // No twin: it gives the status and never throws, and passes its options on to another set of stdio rules.
      replacement: { kind: 'advice', instead: 'use `spawn` and await its `close` event' },
      example: {
        bad: program({
          imports: ["import { spawnSync } from 'node:child_process'"],
          signature: 'install()',
          body: [
            "const { status } = spawnSync('npm', ['install'], { stdio: 'inherit' });",
            'return status === 0;',
          ],
        }),
        good: program({
          imports: ["import { spawn } from 'node:child_process'", "import { once } from 'node:events'"],
          signature: 'install()',
          body: [
            "const child = spawn('npm', ['install'], { stdio: 'inherit' });",
            "const [status] = (await once(child, 'close')) as [number | null];",
            'return status === 0;',
          ],
        }),
      },
    },
  ],
  callbacks: [{ member: '*', argument: 'last', timing: 'event' }],
  gives: {
    'spawn()': 'ChildProcess#',
    'fork()': 'ChildProcess#',
    'exec()': 'ChildProcess#',
    'execFile()': 'ChildProcess#',
    'ChildProcess#': 'node:events|EventEmitter#',
    'ChildProcess#stdin': 'node:stream|Writable#',
    'ChildProcess#stdout': 'node:stream|Readable#',
    'ChildProcess#stderr': 'node:stream|Readable#',
  },
};
