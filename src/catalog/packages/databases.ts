import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, type PackageStyle } from './package-records.ts';
import { work } from './work.ts';

const runs = 'runs the statement to its end before anything else can run';
const collects = 'runs the statement and collects all of its rows before anything else can run';

const sqlStyle: PackageStyle = { module: 'sql.js', category: 'database' };

/** SQLite that was compiled to WebAssembly: it runs where it is called. */
const sqlJs = packageCatalog(
  'sql.js',
  work(
    sqlStyle,
    'run the database in a worker: the package has `worker.sql-wasm.js` for it',
    [
      { member: 'Database#exec', why: collects, call: 'database.exec(text)' },
      { member: 'Database#run', why: runs, call: 'database.run(text)' },
      { member: 'Database#each', why: collects, call: 'database.each(text, () => text, () => text)' },
      {
        member: 'Database#export',
        why: 'copies the whole database before anything else can run',
        call: 'database.export()',
      },
      { member: 'Statement#run', why: runs, call: 'statement.run([text])' },
      {
        member: 'Statement#step',
        why: 'runs the statement to its next row before anything else can run',
        call: 'statement.step()',
      },
      {
        member: 'Statement#getAsObject',
        why: 'runs the statement to its first row before anything else can run',
        call: 'statement.getAsObject([text])',
      },
    ].map((one) => {
      const type = one.member.replace(/#.*/, '');
      return {
        ...one,
        types: [type],
        parameters: `${type.toLowerCase()}: ${type}, text: string`,
        handed: 'text: string',
      };
    }),
  ),
  { gives: { 'Database#prepare()': 'Statement#' } },
);

const wasmStyle: PackageStyle = { module: 'node-sqlite3-wasm', category: 'database' };

const sqliteWasm = packageCatalog(
  'node-sqlite3-wasm',
  work(
    wasmStyle,
    'run the database in a worker thread; the package has no asynchronous form of this',
    [
      { member: 'Database#exec', why: runs, call: 'database.exec(text)' },
      { member: 'Database#run', why: runs, call: 'database.run(text)' },
      { member: 'Database#all', why: collects, call: 'database.all(text)' },
      { member: 'Database#get', why: runs, call: 'database.get(text)' },
      { member: 'Statement#run', why: runs, call: 'statement.run([text])' },
      { member: 'Statement#all', why: collects, call: 'statement.all([text])' },
      { member: 'Statement#get', why: runs, call: 'statement.get([text])' },
    ].map((one) => {
      const type = one.member.replace(/#.*/, '');
      return {
        ...one,
        cost: 'io' as const,
        types: [type],
        parameters: `${type.toLowerCase()}: ${type}, text: string`,
        handed: 'text: string',
      };
    }),
  ),
  { gives: { 'Database#prepare()': 'Statement#' } },
);

const lowStyle: PackageStyle = { module: 'lowdb', category: 'file' };

/** `Low` and `LowSync` are made from different adapters, so that the call that makes the database has to change as well. */
const lowdb = packageCatalog(
  'lowdb',
  [
    { method: 'read', why: 'reads and parses the whole file before anything else can run' },
    { method: 'write', why: 'writes the whole file before anything else can run' },
  ].map(({ method, why }) =>
    advised(lowStyle, {
      member: `LowSync#${method}`,
      cost: 'io',
      why,
      types: ['LowSync'],
      signature: 'keep(database: LowSync<string[]>, line: string)',
      body: ['database.data.push(line);', `database.${method}();`],
      instead: `use \`Low\` and await its \`${method}\``,
      good: {
        imports: ["import type { Low } from 'lowdb'"],
        signature: 'keep(database: Low<string[]>, line: string)',
        body: ['database.data.push(line);', `await database.${method}();`],
      },
    }),
  ),
  { promises: ['Low#read', 'Low#write', 'Low#update'] },
);

const flatStyle: PackageStyle = { module: 'flat-cache', category: 'file' };

/** A cache in memory that is read from a file, and written to it, as a whole. */
const flatCache = packageCatalog(
  'flat-cache',
  [
    ...['load', 'save'].map((method) =>
      advised(flatStyle, {
        member: `FlatCache#${method}`,
        cost: 'io',
        why:
          method === 'load'
            ? 'reads and parses the whole cache before anything else can run'
            : 'writes the whole cache before anything else can run',
        types: ['FlatCache'],
        signature: 'keep(cache: FlatCache, key: string)',
        body: ["cache.setKey(key, 'x');", `cache.${method}();`],
        instead: 'call it when the program starts, and when it ends',
        good: { body: ["cache.setKey(key, 'x');"] },
      }),
    ),
    advised(flatStyle, {
      member: 'createFromFile',
      cost: 'io',
      why: 'reads and parses the whole cache before anything else can run',
      signature: 'open(file: string)',
      body: ['return createFromFile(file);'],
      instead: 'call it once, while the program starts',
      good: {
        hoisted: ["const cache = createFromFile('.cache');"],
        signature: 'open()',
        body: ['return cache;'],
      },
    }),
  ],
  { gives: { 'create()': 'FlatCache#', 'createFromFile()': 'FlatCache#' } },
);

/** Settings that are read from their file, and written to it, whenever somebody asks for one. */
function settingsStore(module: string, as: string): ModuleCatalog {
  const style: PackageStyle = { module, category: 'file', as };
  const store = (method: string, args: string, why: string): BlockingApi =>
    advised(style, {
      member: `#${method}`,
      cost: 'io',
      why,
      signature: `handle(store: ${as}, key: string)`,
      body: [`const result: unknown = store.${method}(${args});`, 'return { key, result };'],
      instead: 'keep the settings in memory, and await node:fs/promises to store them',
      good: {
        imports: ["import { readFile } from 'node:fs/promises'"],
        signature: 'handle(file: string, key: string)',
        body: [
          "const settings = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;",
          'return { key, result: settings[key] };',
        ],
      },
    });
  const reads = 'reads and parses the whole file of settings before anything else can run';
  const writes = 'reads the file of settings and writes it anew before anything else can run';
  return packageCatalog(module, [
    store('get', 'key', reads),
    store('has', 'key', reads),
    store('set', "key, 'x'", writes),
    store('delete', 'key', writes),
    store('clear', '', writes),
  ]);
}

/** Databases and stores of settings that work on the thread of their caller. */
export const databasePackages: readonly ModuleCatalog[] = [
  sqlJs,
  sqliteWasm,
  lowdb,
  flatCache,
  settingsStore('conf', 'Conf'),
  settingsStore('configstore', 'Configstore'),
  settingsStore('electron-store', 'Store'),
];
