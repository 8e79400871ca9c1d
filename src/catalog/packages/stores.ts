import type { ModuleCatalog } from '../schema.ts';
import { advised, methodTwin, packageCatalog, type PackageStyle } from './package-records.ts';

const localStorageStyle: PackageStyle = { module: 'node-localstorage', category: 'file' };

const nodeLocalStorage = packageCatalog('node-localstorage', [
  ...[
    {
      member: 'getItem',
      cost: 'io' as const,
      why: 'reads a whole file before anything else can run',
      args: 'key',
    },
    {
      member: 'setItem',
      cost: 'io' as const,
      why: 'writes a whole file before anything else can run',
      args: "key, 'x'",
    },
    {
      member: 'removeItem',
      cost: 'brief' as const,
      why: 'removes the file and waits until the file system has done so',
      args: 'key',
    },
    {
      member: 'clear',
      cost: 'io' as const,
      why: 'removes file after file before anything else can run',
      args: '',
    },
  ].map(({ member, cost, why, args }) =>
    advised(localStorageStyle, {
      member: `LocalStorage#${member}`,
      cost,
      why,
      types: ['LocalStorage'],
      signature: 'handle(storage: LocalStorage, key: string)',
      body: [`const result: unknown = storage.${member}(${args});`, 'return { key, result };'],
      instead: 'keep the values in a file of your own, and await node:fs/promises',
      good: {
        imports: ["import { readFile } from 'node:fs/promises'"],
        signature: 'handle(folder: string, key: string)',
        body: [
          "const result: unknown = await readFile(`${folder}/${key}`, 'utf8');",
          'return { key, result };',
        ],
      },
    }),
  ),
  advised(localStorageStyle, {
    member: 'LocalStorage',
    cost: 'io',
    why: 'lists the folder and looks each file up before anything else can run',
    signature: 'open(folder: string)',
    body: ['return new LocalStorage(folder);'],
    instead: 'open it when the program starts',
    good: {
      hoisted: ["const storage = new LocalStorage('./data');"],
      signature: 'open()',
      body: ['return storage;'],
    },
  }),
]);

const lmdbStyle: PackageStyle = { module: 'lmdb', category: 'database' };

/** Its reads look at memory; its writes wait for a transaction, which the forms with a promise share. */
const lmdb = packageCatalog(
  'lmdb',
  [
    ...[
      {
        member: 'putSync',
        args: "key, 'value'",
        why: 'commits a transaction of its own and waits until it is stored',
      },
      {
        member: 'removeSync',
        args: 'key',
        why: 'commits a transaction of its own and waits until it is stored',
      },
      { member: 'clearSync', args: '', why: 'removes all entries before anything else can run' },
      { member: 'dropSync', args: '', why: 'removes all entries before anything else can run' },
    ].map(({ member, args, why }) =>
      methodTwin(lmdbStyle, {
        member: `Database#${member}`,
        ...(member === 'clearSync' && { twin: 'clearAsync' }),
        cost: 'io',
        why,
        types: ['Database'],
        receiver: 'database',
        signature: 'handle(database: Database, key: string)',
        body: [`database.${member}(${args});`, 'return key;'],
      }),
    ),
    methodTwin(lmdbStyle, {
      member: 'Database#transactionSync',
      twin: 'transaction',
      when: { maxArguments: 1 },
      cost: 'io',
      why: 'waits for the lock of all writers, runs the whole transaction and waits until it is stored',
      types: ['Database'],
      receiver: 'database',
      signature: 'handle(database: Database, key: string)',
      body: ["const stored = database.transactionSync(() => database.put(key, 'value'));", 'return stored;'],
    }),
  ],
  {
    gives: {
      'open()': 'RootDatabase#',
      'RootDatabase#': 'Database#',
      'RootDatabase#openDB()': 'Database#',
    },
    callbacks: [
      { member: 'Database#transactionSync', argument: 0, timing: 'sync' },
      { member: 'Database#transaction', argument: 0, timing: 'event' },
      { member: 'Database#childTransaction', argument: 0, timing: 'event' },
      { member: 'Database#batch', argument: 0, timing: 'sync' },
      { member: 'Database#ifVersion', argument: 2, timing: 'sync' },
      { member: 'Database#ifNoExists', argument: 1, timing: 'sync' },
    ],
    promises: ['Database#prefetch', 'Database#getMany', 'Database#backup', 'Database#close'],
  },
);

/** Stores of keys and values. */
export const storePackages: readonly ModuleCatalog[] = [nodeLocalStorage, lmdb];
