import { program } from '../example.ts';
import type { CallbackConsumer, ModuleCatalog } from '../schema.ts';
import { listenerMethods } from './events.ts';

/*
 * Listeners that run while the process ends: there is no later turn of the event loop for which an await could make
 * room. Signals count, because their listeners, as a rule, clean up and exit.
 */
const lastEvents = [
  'exit',
  'uncaughtException',
  'uncaughtExceptionMonitor',
  'unhandledRejection',
  'SIGABRT',
  'SIGBREAK',
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGTERM',
];

const callbacks: readonly CallbackConsumer[] = [
  ...listenerMethods.map((member): CallbackConsumer => ({
    member,
    argument: 1,
    timing: 'never',
    events: lastEvents,
  })),
  ...listenerMethods.map((member): CallbackConsumer => ({ member, argument: 1, timing: 'event' })),
  { member: 'off', argument: 1, timing: 'never' },
  { member: 'removeListener', argument: 1, timing: 'never' },
  { member: 'setUncaughtExceptionCaptureCallback', argument: 0, timing: 'never' },
  { member: 'addUncaughtExceptionCaptureCallback', argument: 0, timing: 'never' },
  { member: 'finalization.*', argument: 1, timing: 'never' },
  { member: 'nextTick', argument: 0, timing: 'event' },
  { member: 'send', argument: 'last', timing: 'event' },
  { member: 'stdin.*', argument: 'last', timing: 'event' },
  { member: 'stdout.*', argument: 'last', timing: 'event' },
  { member: 'stderr.*', argument: 'last', timing: 'event' },
];

/** `process`, as a module and as a global. */
export const processModule: ModuleCatalog = {
  module: 'node:process',
  language: 'javascript',
  blocking: [
    {
      member: 'loadEnvFile',
      category: 'file',
      cost: 'io',
      why: 'reads the whole file before anything else can run',
      replacement: {
        kind: 'advice',
        instead:
          "load it before the program's async work begins, or read it with `readFile` and `util.parseEnv`",
      },
      example: {
        bad: program({
          imports: [],
          signature: 'loadSettings(path: string)',
          body: ['process.loadEnvFile(path);'],
        }),
        good: program({
          imports: ["import { readFile } from 'node:fs/promises'", "import { parseEnv } from 'node:util'"],
          signature: 'loadSettings(path: string)',
          // As in `loadEnvFile`, what the environment already has stays.
          body: ["process.env = { ...parseEnv(await readFile(path, 'utf8')), ...process.env };"],
        }),
      },
    },
    {
      member: 'report.writeReport',
      category: 'file',
      cost: 'io',
      why: 'collects and writes a report on the whole process before anything else can run',
      replacement: {
        kind: 'advice',
        instead: 'leave the report to a signal or to a fatal error (`process.report.reportOnSignal`)',
      },
      example: {
        bad: program({
          imports: [],
          signature: 'diagnose(run: () => Promise<void>)',
          body: ['process.report.writeReport();', 'await run();'],
        }),
        good: program({
          imports: [],
          signature: 'diagnose(run: () => Promise<void>)',
          body: ['process.report.reportOnSignal = true;', 'await run();'],
        }),
      },
    },
  ],
  callbacks,
  gives: {
    stdin: 'node:stream|Readable#',
    stdout: 'node:stream|Writable#',
    stderr: 'node:stream|Writable#',
  },
};
