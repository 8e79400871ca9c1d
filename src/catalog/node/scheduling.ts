import type { CallbackConsumer, ModuleCatalog } from '../schema.ts';

/*
 * Modules that run functions now or later and do nothing else: timers, contexts, hooks, prompts, the test runner.
 */

const now = (member: string, argument: number): CallbackConsumer => ({ member, argument, timing: 'sync' });

const hooks = ['init', 'before', 'after', 'destroy', 'promiseResolve'];

export const scheduling: readonly ModuleCatalog[] = [
  {
    module: 'node:timers',
    language: 'javascript',
    blocking: [],
    callbacks: ['setTimeout', 'setInterval', 'setImmediate'].map((member): CallbackConsumer => ({
      member,
      argument: 0,
      timing: 'event',
    })),
    gives: { promises: 'node:timers/promises|' },
  },
  {
    module: 'node:timers/promises',
    language: 'javascript',
    blocking: [],
    promises: ['setTimeout', 'setImmediate', 'scheduler.wait', 'scheduler.yield'],
  },
  {
    module: 'node:async_hooks',
    language: 'javascript',
    blocking: [],
    callbacks: [
      now('AsyncLocalStorage#run', 1),
      now('AsyncLocalStorage#exit', 0),
      now('AsyncResource#runInAsyncScope', 0),
      // Hooks are called at every step of every resource and have to be done at once.
      ...hooks.map((property) => ({ member: 'createHook', argument: 0, property, timing: 'never' }) as const),
    ],
  },
  {
    module: 'node:diagnostics_channel',
    language: 'javascript',
    blocking: [],
    callbacks: [
      now('Channel#runStores', 1),
      now('TracingChannel#traceSync', 0),
      now('TracingChannel#tracePromise', 0),
      now('TracingChannel#traceCallback', 0),
      { member: 'subscribe', argument: 1, timing: 'event' },
      { member: 'Channel#subscribe', argument: 0, timing: 'event' },
    ],
    gives: { 'channel()': 'Channel#', 'tracingChannel()': 'TracingChannel#' },
  },
  {
    module: 'node:domain',
    language: 'javascript',
    blocking: [],
    callbacks: [now('Domain#run', 0)],
    gives: { 'create()': 'Domain#', 'Domain#': 'node:events|EventEmitter#' },
  },
  {
    module: 'node:perf_hooks',
    language: 'javascript',
    blocking: [],
    callbacks: [{ member: 'PerformanceObserver', argument: 0, timing: 'event' }],
  },
  {
    module: 'node:readline',
    language: 'javascript',
    blocking: [],
    callbacks: [{ member: '*', argument: 'last', timing: 'event' }],
    gives: {
      promises: 'node:readline/promises|',
      'createInterface()': 'Interface#',
      'Interface#': 'node:events|EventEmitter#',
    },
  },
  {
    module: 'node:readline/promises',
    language: 'javascript',
    blocking: [],
    gives: { 'createInterface()': 'Interface#', 'Interface#': 'node:readline|Interface#' },
    promises: ['Interface#question', 'Readline#commit'],
  },
  {
    module: 'node:repl',
    language: 'javascript',
    blocking: [],
    callbacks: [{ member: 'REPLServer#*', argument: 'any', timing: 'event' }],
    gives: { 'start()': 'REPLServer#', 'REPLServer#': 'node:readline|Interface#' },
  },
  {
    module: 'node:test',
    language: 'javascript',
    blocking: [],
    callbacks: [{ member: '*', argument: 'any', timing: 'event' }],
  },
];
