import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { advised, methodTwin, packageCatalog, type PackageStyle } from './package-records.ts';
import { work } from './work.ts';

const levelStyle: PackageStyle = { module: 'classic-level', category: 'database' };

const classicLevel = packageCatalog('classic-level', [
  methodTwin(levelStyle, {
    member: 'ClassicLevel#getSync',
    cost: 'brief',
    why: 'looks the key up, if need be on the disk, before anything else can run',
    types: ['ClassicLevel'],
    receiver: 'level',
    signature: 'find(level: ClassicLevel, key: string)',
    body: ['const value = level.getSync(key);', 'return value;'],
  }),
]);

const enmapStyle: PackageStyle = { module: 'enmap', category: 'database', as: 'Enmap' };

/** A map that is a table of better-sqlite3. */
const enmap = packageCatalog(
  'enmap',
  work(
    enmapStyle,
    'run what uses it in a worker thread; its database, better-sqlite3, has no asynchronous form',
    [
      { member: '#get', cost: 'brief' as const, why: 'runs a query', call: 'map.get(key)' },
      { member: '#has', cost: 'brief' as const, why: 'runs a query', call: 'map.has(key)' },
      { member: '#set', cost: 'io' as const, why: 'writes to the database', call: 'map.set(key, key)' },
      { member: '#delete', cost: 'io' as const, why: 'writes to the database', call: 'map.delete(key)' },
      { member: '#update', cost: 'io' as const, why: 'writes to the database', call: 'map.update(key, {})' },
      { member: '#push', cost: 'io' as const, why: 'writes to the database', call: 'map.push(key, key)' },
      { member: '#ensure', cost: 'io' as const, why: 'writes to the database', call: 'map.ensure(key, key)' },
      { member: '#clear', cost: 'io' as const, why: 'empties the table', call: 'map.clear()' },
      ...['keys()', 'values()', 'entries()', 'export()'].map((call) => ({
        member: `#${call.replace('()', '')}`,
        cost: 'io' as const,
        why: 'reads the whole table',
        call: `map.${call}`,
      })),
    ].map((one) => ({
      ...one,
      why: `${one.why} before anything else can run`,
      parameters: 'map: Enmap, key: string',
      handed: 'key: string',
    })),
  ),
);

const jsonStyle: PackageStyle = { module: 'simple-json-db', category: 'file', as: 'JSONdb' };

/** Keeps all data in memory, and writes all of it whenever something changes. */
const simpleJsonDb = packageCatalog(
  'simple-json-db',
  [
    { member: '#set', call: 'store.set(key, 1)' },
    { member: '#delete', call: 'store.delete(key)' },
    { member: '#deleteAll', call: 'store.deleteAll()' },
    { member: '#sync', call: 'store.sync()' },
  ].map(({ member, call }): BlockingApi =>
    advised(jsonStyle, {
      member,
      cost: 'io',
      why: 'writes the whole store to its file before anything else can run',
      signature: 'keep(store: JSONdb, key: string)',
      body: [`${call};`, 'return key;'],
      instead: 'keep the data in a `Map`, and await `writeFile` of node:fs/promises',
      good: {
        imports: ["import { writeFile } from 'node:fs/promises'"],
        signature: 'keep(store: Map<string, number>, key: string)',
        body: [
          'store.set(key, 1);',
          "await writeFile('store.json', JSON.stringify(Object.fromEntries(store)));",
          'return key;',
        ],
      },
    }),
  ),
);

/** Stores of keys and values. */
export const keyValuePackages: readonly ModuleCatalog[] = [classicLevel, enmap, simpleJsonDb];
