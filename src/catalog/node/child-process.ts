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

const processWhy = 'starts a process and waits until it ends, and nothing else can run meanwhile';

/*
 * A command run by `exec` keeps its standard input open, and what it writes to standard error is collected only: a helper
 * closes the one and passes the other on, as the synchronous functions do.
 */
function runs(
  member: 'execSync' | 'execFileSync',
  call: (prefix: string) => string,
  helper: string,
): BlockingApi {
  const twin = member.replace('Sync', '');
  const output = (name: string): string =>
    `await {helper(${name})}({promisify(node:child_process#${twin})}({args}))`;
  return {
    member,
    category: 'process',
    cost: 'process',
    why: processWhy,
    replacement: {
      kind: 'await',
      expression: output('outputOf'),
      unless: ['stdio-given', 'input', 'unknown-options', 'error-fields', 'spread'],
      adapt: ['buffer-result'],
      instead: `(await promisify(${twin})(…)).stdout`,
      // Standard error is passed on only where nothing is said of the streams.
      or: {
        kind: 'await',
        expression: output('quietOutputOf'),
        unless: ['stdio', 'input', 'unknown-options', 'error-fields', 'spread'],
        adapt: ['buffer-result'],
      },
    },
    example: {
      bad: program({
        imports: [`import { ${member} } from 'node:child_process'`],
        signature: 'currentBranch()',
        body: [`const output = ${call(member)};`, 'return output.trim();'],
      }),
      good: program({
        imports: [`import { ${twin} } from 'node:child_process'`, "import { promisify } from 'node:util'"],
        hoisted: [`const ${twin}Async = promisify(${twin});`, '', helper],
        signature: 'currentBranch()',
        body: [`const output = await outputOf(${call(`${twin}Async`)});`, 'return output.trim();'],
      }),
    },
  };
}

const outputOf = (
  started: string,
): string => `/** What a command writes. Its standard input is empty, and its standard error is passed on. */
async function outputOf<T>(running: Promise<{ stdout: T }> & { child: ReturnType<typeof ${started}> }) {
  running.child.stdin?.end();
  running.child.stderr?.on('data', (data) => process.stderr.write(data));
  return (await running).stdout;
}`;

const completed = (
  name: string,
  command: string,
): string => `/** Waits until a child process has ended, and throws where it failed. */
function ${name}(child: ReturnType<typeof spawn>) {
  return new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      const error = new Error(\`Command failed: \${${command}}\`);
      if (status === 0) resolve();
      else reject(Object.assign(error, { status, signal }));
    });
  });
}`;

const exitOf = `/** How a child process ends: its status and signal, or the error for which it did not start. */
function exitOf(child: ReturnType<typeof spawn>) {
  return new Promise<{ status: number | null; signal: NodeJS.Signals | null; error?: Error }>((resolve) => {
    child.on('error', (error) => resolve({ status: null, signal: null, error }));
    child.on('close', (status, signal) => resolve({ status, signal }));
  });
}`;

/** With streams of its own, the process has to be one that the program sees: `spawn` in place of `exec`. */
function connects(
  member: 'execSync' | 'execFileSync',
  bad: string,
  good: string,
  helper: string,
): BlockingApi {
  const isCommand = member === 'execSync';
  return {
    member,
    category: 'process',
    cost: 'process',
    why: processWhy,
    when: { option: ['stdio', 'input'] },
    replacement: {
      kind: 'await',
      expression: `await {helper(${isCommand ? 'commandCompleted' : 'completed'})}({node:child_process#spawn}({args}))`,
      unless: ['input', 'value-used', 'error-output', 'spread'],
      adapt: [isCommand ? 'in-shell' : 'shared-streams'],
      instead: "await once(spawn(…), 'close')",
    },
    example: {
      bad: program({
        imports: [`import { ${member} } from 'node:child_process'`],
        signature: 'install()',
        body: [`${bad};`],
      }),
      good: program({
        imports: ["import { spawn } from 'node:child_process'"],
        hoisted: [helper],
        signature: 'install()',
        body: [`${good};`],
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
      "await commandCompleted(spawn('npm install', { stdio: 'inherit', shell: true }))",
      completed('commandCompleted', 'child.spawnargs[child.spawnargs.length - 1]'),
    ),
    runs(
      'execSync',
      (name) => `${name}('git branch --show-current', { encoding: 'utf8' })`,
      outputOf('exec'),
    ),
    ...sleeps('execFileSync', ([file = '', ...args]) => `execFileSync('${file}', ${listed(args)})`),
    connects(
      'execFileSync',
      "execFileSync('npm', ['install'], { stdio: 'inherit' })",
      "await completed(spawn('npm', ['install'], { stdio: 'inherit' }))",
      completed('completed', "child.spawnargs.join(' ')"),
    ),
    runs(
      'execFileSync',
      (name) => `${name}('git', ['branch', '--show-current'], { encoding: 'utf8' })`,
      outputOf('execFile'),
    ),
    ...sleeps('spawnSync', ([file = '', ...args]) => `spawnSync('${file}', ${listed(args)})`),
    {
      member: 'spawnSync',
      category: 'process',
      cost: 'process',
      why: processWhy,
      replacement: {
        kind: 'await',
        expression: 'await {helper(exitOf)}({node:child_process#spawn}({args}))',
        unless: ['beyond-exit', 'input', 'spread'],
        adapt: ['unread-output'],
        instead: "await once(spawn(…), 'close')",
        or: {
          kind: 'await',
          expression: 'await {helper(outcomeOf)}({promisify(node:child_process#execFile)}({args}))',
          unless: ['beyond-outcome', 'stdio', 'input', 'unknown-options', 'spread'],
          adapt: ['buffer-result'],
        },
      },
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
          imports: ["import { spawn } from 'node:child_process'"],
          hoisted: [exitOf],
          signature: 'install()',
          body: [
            "const { status } = await exitOf(spawn('npm', ['install'], { stdio: 'inherit' }));",
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
