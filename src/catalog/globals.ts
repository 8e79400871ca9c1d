import { program } from './example.ts';
import type { BlockingApi, CallbackConsumer, CallbackTiming, ModuleCatalog } from './schema.ts';

/** The methods of some classes that take a function as the given argument. */
function methods(
  classes: readonly string[],
  names: readonly string[],
  timing: CallbackTiming,
  argument: number | 'any' = 0,
): readonly CallbackConsumer[] {
  return classes.flatMap((type) => names.map((name) => ({ member: `${type}#${name}`, argument, timing })));
}

const everyList = [
  'every',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'forEach',
  'map',
  'reduce',
  'reduceRight',
  'some',
  'sort',
  'toSorted',
];

const typedArrays = [
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float16Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'Buffer',
];

const forEachOnly = [
  'Map',
  'Set',
  'URLSearchParams',
  'Headers',
  'FormData',
  'NodeList',
  'DOMTokenList',
  'HTMLCollection',
];

const callbacks: readonly CallbackConsumer[] = [
  ...methods(['Array', 'ReadonlyArray'], [...everyList, 'flatMap'], 'sync'),
  ...methods(typedArrays, everyList, 'sync'),
  ...methods(forEachOnly, ['forEach'], 'sync'),
  ...methods(
    ['Iterator'],
    ['every', 'filter', 'find', 'flatMap', 'forEach', 'map', 'reduce', 'some'],
    'sync',
  ),
  ...methods(['Map', 'WeakMap'], ['getOrInsertComputed'], 'sync', 1),
  ...methods(['String'], ['replace', 'replaceAll'], 'sync', 1),
  ...['Array', ...typedArrays].map((type): CallbackConsumer => ({
    member: `${type}.from`,
    argument: 1,
    timing: 'sync',
  })),
  // Its mapper runs while the promise it gives is being settled, and may be async.
  { member: 'Array.fromAsync', argument: 1, timing: 'promise' },
  { member: 'Object.groupBy', argument: 1, timing: 'sync' },
  { member: 'Map.groupBy', argument: 1, timing: 'sync' },
  { member: 'JSON.parse', argument: 1, timing: 'sync' },
  { member: 'JSON.stringify', argument: 1, timing: 'sync' },
  { member: 'Reflect.apply', argument: 0, timing: 'sync' },
  { member: 'Reflect.construct', argument: 0, timing: 'sync' },
  // The executor of `new Promise`.
  { member: 'Promise', argument: 0, timing: 'sync' },
  { member: 'Promise.try', argument: 0, timing: 'sync' },
  ...methods(['Promise', 'PromiseLike'], ['then', 'catch', 'finally'], 'promise', 'any'),
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((member): CallbackConsumer => ({
    member,
    argument: 0,
    timing: 'event',
  })),
  ...['requestAnimationFrame', 'requestIdleCallback'].map((member): CallbackConsumer => ({
    member,
    argument: 0,
    timing: 'event',
  })),
  { member: 'FinalizationRegistry', argument: 0, timing: 'event' },
  { member: 'PerformanceObserver', argument: 0, timing: 'event' },
  { member: 'EventTarget#addEventListener', argument: 1, timing: 'event' },
  { member: 'EventTarget#removeEventListener', argument: 1, timing: 'never' },
];

const shared = 'new Int32Array(new SharedArrayBuffer(4))';

const blocking: readonly BlockingApi[] = [
  {
    member: 'Atomics.wait',
    category: 'sleep',
    cost: 'unbounded',
    why: 'puts the whole thread to sleep',
    when: { unshared: 0 },
    replacement: {
      kind: 'await',
      expression: 'await {node:timers/promises#setTimeout}({3})',
      unless: ['value-used', 'spread'],
      instead: '`await setTimeout(…)` of node:timers/promises',
    },
    example: {
      bad: program({
        imports: [],
        signature: 'settle(milliseconds: number)',
        body: [`Atomics.wait(${shared}, 0, 0, milliseconds);`],
      }),
      good: program({
        imports: ["import { setTimeout } from 'node:timers/promises'"],
        signature: 'settle(milliseconds: number)',
        body: ['await setTimeout(milliseconds);'],
      }),
    },
  },
  {
    member: 'Atomics.wait',
    category: 'lock',
    cost: 'unbounded',
    why: 'stops the whole thread until another one notifies it',
    // No twin: `waitAsync` waits for the same, but does not keep the process alive meanwhile.
    replacement: {
      kind: 'advice',
      instead: 'await the `value` of `Atomics.waitAsync(…)`, or wait for a message',
    },
    example: {
      bad: program({
        imports: [],
        signature: 'untilReady(state: Int32Array<SharedArrayBuffer>)',
        body: ['return Atomics.wait(state, 0, 0);'],
      }),
      good: program({
        imports: [],
        signature: 'untilReady(state: Int32Array<SharedArrayBuffer>)',
        body: ['return await Atomics.waitAsync(state, 0, 0).value;'],
      }),
    },
  },
  {
    member: 'WebAssembly.Module',
    category: 'compile',
    cost: 'cpu',
    why: 'compiles all of the WebAssembly code before anything else can run',
    replacement: {
      kind: 'await',
      expression: 'await WebAssembly.compile({args})',
      instead: 'await WebAssembly.compile(…)',
    },
    example: {
      bad: program({
        imports: [],
        signature: 'prepare(code: Uint8Array<ArrayBuffer>)',
        body: ['const module = new WebAssembly.Module(code);', 'return WebAssembly.Module.exports(module);'],
      }),
      good: program({
        imports: [],
        signature: 'prepare(code: Uint8Array<ArrayBuffer>)',
        body: [
          'const module = await WebAssembly.compile(code);',
          'return WebAssembly.Module.exports(module);',
        ],
      }),
    },
  },
];

export const globals: ModuleCatalog = {
  module: 'globals',
  language: 'javascript',
  blocking,
  callbacks,
  gives: {
    process: 'node:process|',
    'AbortSignal#': 'EventTarget#',
    'MessagePort#': 'node:worker_threads|MessagePort#',
    'BroadcastChannel#': 'EventTarget#',
    'WebSocket#': 'EventTarget#',
    'EventSource#': 'EventTarget#',
    'AbortController#signal': 'AbortSignal#',
    'Array.from()': 'Array#',
    'Array.of()': 'Array#',
    'Object.keys()': 'Array#',
    'Object.values()': 'Array#',
    'Object.entries()': 'Array#',
    'Object.getOwnPropertyNames()': 'Array#',
    'Array#concat()': 'Array#',
    'Array#filter()': 'Array#',
    'Array#flat()': 'Array#',
    'Array#flatMap()': 'Array#',
    'Array#map()': 'Array#',
    'Array#reverse()': 'Array#',
    'Array#slice()': 'Array#',
    'Array#sort()': 'Array#',
    'Array#splice()': 'Array#',
    'Array#toReversed()': 'Array#',
    'Array#toSorted()': 'Array#',
    'Array#toSpliced()': 'Array#',
    'Array#with()': 'Array#',
    'String#split()': 'Array#',
    'Promise#then()': 'Promise#',
    'Promise#catch()': 'Promise#',
    'Promise#finally()': 'Promise#',
    'ReadonlyArray#': 'Array#',
  },
  promises: [
    'Promise',
    'Promise.all',
    'Promise.allSettled',
    'Promise.any',
    'Promise.race',
    'Promise.reject',
    'Promise.resolve',
    'Promise.try',
    'Promise#then',
    'Promise#catch',
    'Promise#finally',
    'Array.fromAsync',
    'WebAssembly.compile',
    'WebAssembly.compileStreaming',
    'WebAssembly.instantiate',
    'WebAssembly.instantiateStreaming',
    'createImageBitmap',
    'fetch',
    'Blob#arrayBuffer',
    'Blob#bytes',
    'Blob#text',
    'Request#arrayBuffer',
    'Request#blob',
    'Request#bytes',
    'Request#formData',
    'Request#json',
    'Request#text',
    'Response#arrayBuffer',
    'Response#blob',
    'Response#bytes',
    'Response#formData',
    'Response#json',
    'Response#text',
    'crypto.subtle.*',
  ],
};
