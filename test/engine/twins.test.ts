import assert from 'node:assert/strict';
import { twinsByType } from '../../src/engine/declarations/twins.ts';
import { typescript } from '../../src/languages/typescript/language.ts';

type Files = Readonly<Record<string, string>>;

/** The records of a member of the package `pkg`, in words; its declarations are in `index.d.ts`, or its code in `index.js`. */
function records(files: Files | string, member: string): readonly string[] {
  const texts = typeof files === 'string' ? { 'index.d.ts': files } : files;
  const extension = 'index.js' in texts ? '.js' : '.d.ts';
  const facts = new Map(
    Object.entries(texts).map(([path, text]) => [path, typescript.declarations({ path, text })]),
  );
  const found = twinsByType(
    {
      facts: (file) => facts.get(file),
      resolve: (_, specifier) => {
        const path = specifier.replace(/^\.\//, '').replace(/\.js$/, '') + extension;
        return facts.has(path) ? path : undefined;
      },
    },
    { name: 'pkg', file: `index${extension}` },
    member,
  );
  return found.map(({ when, replacement }) => {
    const limit = when?.maxArguments === undefined ? '' : `up to ${when.maxArguments}: `;
    if (replacement.kind === 'advice') return `${limit}advice: ${replacement.instead}`;
    const changes = replacement.changes === undefined ? '' : ` (${replacement.changes})`;
    return `${limit}${replacement.expression}${changes}`;
  });
}

const convertible: readonly (readonly [
  title: string,
  files: Files | string,
  member: string,
  text: string,
])[] = [
  [
    'a function of the module',
    'export function load(a: string): Promise<Data>; export function loadSync(a: string): Data;',
    'loadSync',
    'await {pkg#load}({args})',
  ],
  [
    'a name that ends in Async',
    'export function loadAsync(a: string): Promise<Data>; export function loadSync(a: string): Data;',
    'loadSync',
    'await {pkg#loadAsync}({args})',
  ],
  [
    'what the module is as a whole',
    'declare function load(a: string): Promise<Data>; declare namespace load { function sync(a: string): Data; } export = load;',
    'sync',
    'await {pkg#}({args})',
  ],
  [
    'an object that is the default export',
    'declare const all: { load(): Promise<void>; loadSync(): void }; export default all;',
    'loadSync',
    'await {pkg#load}({args})',
  ],
  [
    'a function with a member',
    'interface Load { (a: string): Promise<Data>; sync(a: string): Data; } export const load: Load;',
    'load.sync',
    'await {pkg#load}({args})',
  ],
  [
    'a method, also an inherited one',
    'declare class Base { save(): Promise<void>; saveSync(): void; } export declare class Store extends Base {}',
    'Store#saveSync',
    'await {receiver}.save({args})',
  ],
  [
    'a method called sync',
    'export declare class Resolver { sync(a: string): Data; async(a: string): Promise<Data>; }',
    'Resolver#sync',
    'await {receiver}.async({args})',
  ],
  [
    'a static method',
    'export declare class Store { static open(): Promise<Store>; static openSync(): Store; }',
    'Store.openSync',
    'await {pkg#Store.open}({args})',
  ],
  [
    'a method of what a function gives, or its promise',
    'interface Store { save(): Promise<void>; saveSync(): void } export function open(): Promise<Store>;',
    'open().saveSync',
    'await {receiver}.save({args})',
  ],
  [
    'a constant of a function type',
    'type Load = (a: string) => Promise<Data>; type LoadSync = (a: string) => Data; export const load: Load; export const loadSync: LoadSync;',
    'loadSync',
    'await {pkg#load}({args})',
  ],
  [
    'a name of another file, and of a package behind it',
    {
      'index.d.ts': "export * from './part.js'; export { default as extraSync, extra } from 'other';",
      'part.d.ts':
        "import { LoadSync } from './types.js'; export function load(): Promise<void>; export const loadSync: LoadSync;",
      'types.d.ts': 'export type LoadSync = () => void;',
      'other.d.ts': 'export function extra(): Promise<void>; export default function extraSync(): void;',
    },
    'extraSync',
    'await {pkg#extra}({args})',
  ],
  [
    'overloads in whatever order, without those that call back',
    `export function read(a: string, callback: (error: Error) => void): void;
       export function read(a: string, encoding: Encoding): Promise<string>;
       export function read(a: string): Promise<Buffer>;
       export function readSync(a: string): Buffer;
       export function readSync(a: string, encoding: Encoding): string;`,
    'readSync',
    'await {pkg#read}({args})',
  ],
  [
    'a callback that may be left out',
    'export function read(a: string, cb?: (error: Error) => void): Promise<string>; export function readSync(a: string): string;',
    'readSync',
    'await {pkg#read}({args})',
  ],
  [
    'types that are written in another way',
    'export function read<T>(a: /* any */ string | URL, b: T): Promise<T | undefined>; export function readSync<Item>(a: URL|string, b: Item): undefined | Item;',
    'readSync',
    'await {pkg#read}({args})',
  ],
  [
    'parameters that take more',
    'export function read(a: string | URL, b?: number): Promise<string>; export function readSync(a: string): string;',
    'readSync',
    'await {pkg#read}({args})',
  ],
];

const plain: readonly (readonly [title: string, text: string, member: string, expression: string])[] = [
  [
    'a function that gives data',
    'export function parse(a: string, o?: Options): Data; export function parseAsync(a: string, o?: Options): Promise<Data>;',
    'parse',
    'await {pkg#parseAsync}({args})',
  ],
  [
    'a function that gives nothing but says what it does',
    'export function writeFile(a: string): void; export function writeFileAsync(a: string): Promise<void>;',
    'writeFile',
    'await {pkg#writeFileAsync}({args})',
  ],
  [
    'a function that gives what a query found',
    'export function find(a: string): QueryResult; export function findAsync(a: string): Promise<QueryResult>;',
    'find',
    'await {pkg#findAsync}({args})',
  ],
  [
    'a method',
    'export declare class Store { read(key: string): Data; readAsync(key: string): Promise<Data>; }',
    'Store#read',
    'await {receiver}.readAsync({args})',
  ],
  [
    'a member of an object',
    'export declare const store: { find(key: string): Data; findAsync(key: string): Promise<Data>; };',
    'store.find',
    'await {pkg#store.findAsync}({args})',
  ],
];

/** Functions that nobody says to be synchronous, with another one whose name ends in `Async`. */
const undecided: readonly (readonly [title: string, text: string])[] = [
  [
    'calls back',
    'run(a: string, done: (data: Data) => void): Data; runAsync(a: string, done: (data: Data) => void): Promise<Data>;',
  ],
  [
    'calls back by a named type',
    'run(a: string, after?: Callback): Data; runAsync(a: string): Promise<Data>;',
  ],
  ['takes a function', 'run(fn: () => Data): Data; runAsync(fn: () => Data): Promise<Data>;'],
  ['gives a promise as well', 'run(a: string): Promise<Data>; runAsync(a: string): Promise<Data>;'],
  [
    'may give a promise',
    'run(a: string): Data | Promise<Data>; runAsync(a: string): Promise<Data | Promise<Data>>;',
  ],
  ['gives what goes on', 'run(a: string): ReadStream; runAsync(a: string): Promise<ReadStream>;'],
  ['gives a function', 'run(a: string): () => Data; runAsync(a: string): Promise<() => Data>;'],
  ['only begins something', 'run(a: string): void; runAsync(a: string): Promise<void>;'],
  ['gives what somebody asks for', 'run<T>(a: string): T; runAsync<T>(a: string): Promise<T>;'],
  ['gives itself', 'run(a: string): this; runAsync(a: string): Promise<this>;'],
  ['gives something else', 'run(a: string): Data; runAsync(a: string): Promise<Other>;'],
  ['takes something else', 'run(a: string): Data; runAsync(a: Other): Promise<Data>;'],
  ['takes more', 'run(a: string, b?: string): Data; runAsync(a: string): Promise<Data>;'],
];

/** Code of packages that declare nothing. */
const code: readonly (readonly [
  title: string,
  files: Files,
  member: string,
  expression: string | undefined,
])[] = [
  [
    'async functions of a module',
    { 'index.js': 'export async function load(file) {} export function loadSync(file) {}' },
    'loadSync',
    'await {pkg#load}({args})',
  ],
  [
    'functions that return promises, as members of `exports`',
    {
      'index.js':
        'exports.load = function (file) { return new Promise((resolve) => read(file, resolve)); }; exports.loadSync = function (file) { return 1; };',
    },
    'loadSync',
    'await {pkg#load}({args})',
  ],
  [
    'a callback that may be left out',
    {
      'index.js':
        'function load(file, cb) { if (!cb) return read(file).then(parse); read(file, cb); } function loadSync(file) {} module.exports = { load, loadSync };',
    },
    'loadSync',
    'await {pkg#load}({args})',
  ],
  [
    'a promise that is kept before it is returned',
    {
      'index.js':
        'exports.load = function (file) { const all = read(file).then(parse); log(); return all; }; exports.loadSync = (file) => 1;',
    },
    'loadSync',
    'await {pkg#load}({args})',
  ],
  [
    'a function with a member',
    { 'index.js': 'const find = async (name) => {}; find.sync = (name) => {}; module.exports = find;' },
    'sync',
    'await {pkg#}({args})',
  ],
  [
    'the export as a whole with a member',
    { 'index.js': 'module.exports = async (name) => {}; module.exports.sync = (name) => {};' },
    'sync',
    'await {pkg#}({args})',
  ],
  [
    'methods of a class and of a prototype',
    {
      'index.js':
        'class Store { async save() {} } Store.prototype.saveSync = function () {}; exports.Store = Store;',
    },
    'Store#saveSync',
    'await {receiver}.save({args})',
  ],
  [
    'other files',
    {
      'index.js':
        "const { load } = require('./load'); module.exports = { ...require('./sync'), load, more: require('./more').more };",
      'load.js': 'exports.load = async (file) => {};',
      'sync.js': 'exports.loadSync = (file) => {};',
      'more.js': 'exports.more = 1;',
    },
    'loadSync',
    'await {pkg#load}({args})',
  ],
  [
    'no promise',
    { 'index.js': 'exports.load = function (file, cb) { cb(1); }; exports.loadSync = function (file) {};' },
    'loadSync',
    undefined,
  ],
  [
    'a promise of another function within',
    {
      'index.js':
        'exports.load = (file) => { later(() => new Promise(wait)); return 1; }; exports.loadSync = (file) => 1;',
    },
    'loadSync',
    undefined,
  ],
  [
    'other parameters',
    { 'index.js': 'exports.load = async (server, file) => {}; exports.loadSync = (file) => {};' },
    'loadSync',
    undefined,
  ],
];

describe('twins in the code of packages without declarations', () => {
  for (const [title, files, member, expression] of code)
    it(`${expression === undefined ? 'are none' : 'are a suggestion'} for ${title}`, () => {
      const note = ' (the package does not declare what it gives)';
      assert.deepEqual(records(files, member), expression === undefined ? [] : [expression + note]);
    });

  it('end where code leads to itself', () => {
    const circle = { 'index.js': "module.exports = require('./index'); exports.a = exports.a;" };
    assert.deepEqual(records(circle, 'runSync'), []);
  });
});

describe('twins by type', () => {
  for (const [title, files, member, expression] of convertible)
    it(`are found for ${title}`, () => {
      assert.deepEqual(records(files, member), [expression]);
    });

  for (const [title, text, member, expression] of plain)
    it(`are found for ${title}, beside one whose name ends in Async`, () => {
      assert.deepEqual(records(text, member), [expression]);
    });

  for (const [title, text] of undecided)
    it(`are none for a function by a plain name that ${title}`, () => {
      assert.deepEqual(records(`export interface Tool { ${text} }`, 'Tool#run'), []);
    });

  it('are a suggestion where a parameter is declared otherwise, and certain without it', () => {
    assert.deepEqual(
      records(
        'export function read(a: string, o?: Options): Promise<string>; export function readSync(a: string, o?: SyncOptions): string;',
        'readSync',
      ),
      [
        'up to 1: await {pkg#read}({args})',
        'await {pkg#read}({args}) (its parameters are declared otherwise)',
      ],
    );
  });

  it('are only named where the result is declared otherwise', () => {
    assert.deepEqual(
      records(
        'export function run(a: string): Promise<Result>; export function runSync(a: string): SyncResult;',
        'runSync',
      ),
      ['advice: await `run(…)`, whose result is declared otherwise'],
    );
  });

  const none: readonly (readonly [title: string, text: string, member: string])[] = [
    ['gives no promise', 'export function run(): Data; export function runSync(): Data;', 'runSync'],
    [
      'only calls back',
      'export function run(cb: (data: Data) => void): void; export function runSync(): Data;',
      'runSync',
    ],
    [
      'needs more arguments',
      'export function run(a: string, b: string): Promise<Data>; export function runSync(a: string): Data;',
      'runSync',
    ],
    [
      'takes fewer arguments',
      'export function run(a: string): Promise<Data>; export function runSync(a: string, b?: string): Data;',
      'runSync',
    ],
    [
      'is one of two that give promises',
      'export function run(): Promise<Data>; export function runSync(): Promise<Data>;',
      'runSync',
    ],
    ['is not there', 'export function runSync(): Data;', 'runSync'],
    [
      'is not exported',
      'declare function run(): Promise<Data>; declare function runSync(): Data; export { runSync };',
      'runSync',
    ],
    [
      'is in another place',
      'export function runSync(): Data; declare const all: { run(): Promise<Data> }; export default all;',
      'runSync',
    ],
    [
      'is there by name and not in the default export',
      'export function run(): Promise<Data>; export function runSync(): Data; declare const all: { runSync(): Data }; export default all;',
      'runSync',
    ],
    [
      'is declared by itself',
      'export const run: typeof run; export const runSync: typeof runSync;',
      'runSync',
    ],
  ];
  for (const [title, text, member] of none)
    it(`are none where the other function ${title}`, () => {
      assert.deepEqual(records(text, member), []);
    });

  it('end where declarations lead to themselves', () => {
    const circle = {
      'index.d.ts': "export * from './a.js'; export * from './index.js';",
      'a.d.ts': "export * from './index.js'; export interface A extends A { run(): A; }",
    };
    assert.deepEqual(records(circle, 'runSync'), []);
    assert.deepEqual(records(circle, 'A#runSync'), []);
  });
});
