import type { BlockingApi, Cost, ModuleCatalog } from '../schema.ts';
import { offloaded } from './offloaded.ts';
import { packageCatalog } from './package-records.ts';

const runs = 'runs the statement to its end before anything else can run';
const collects = 'runs the statement and collects all of its rows before anything else can run';
const firstRow = 'runs the statement to its first row before anything else can run';
const rowByRow = 'runs the statement, row by row, while nothing else can run';
const transacts = 'runs the whole transaction before anything else can run';

interface Operation {
  readonly member: string;
  readonly cost?: Cost;
  readonly why: string;
  /** The expression of the example, with `database` and `statement`. */
  readonly call: string;
}

const operations: readonly Operation[] = [
  { member: 'Database#exec', why: runs, call: "database.exec('VACUUM')" },
  { member: 'Database#pragma', cost: 'brief', why: runs, call: "database.pragma('user_version')" },
  {
    member: 'Database#prepare',
    cost: 'brief',
    why: 'compiles the statement, for which it may have to read the schema',
    call: "database.prepare('SELECT name FROM users WHERE id = ?')",
  },
  {
    member: 'Database#close',
    why: 'finishes the write-ahead log and closes the database before anything else can run',
    call: 'database.close()',
  },
  {
    member: 'Database#loadExtension',
    why: 'loads the extension before anything else can run',
    call: "database.loadExtension('./spellfix')",
  },
  {
    member: 'Database#serialize',
    why: 'copies the whole database before anything else can run',
    call: 'database.serialize()',
  },
  { member: 'Statement#all', why: collects, call: 'statement.all(id)' },
  { member: 'Statement#get', why: firstRow, call: 'statement.get(id)' },
  { member: 'Statement#run', why: runs, call: 'statement.run(id)' },
  { member: 'Statement#iterate', why: rowByRow, call: 'statement.iterate(id)' },
  ...['', '.deferred', '.immediate', '.exclusive'].map((form) => ({
    member: `Database#transaction()${form}`,
    why: transacts,
    call: `database.transaction((value: unknown) => statement.run(value))${form}(id)`,
  })),
];

/** better-sqlite3, and packages with the same API. */
function betterSqlite(module: string): ModuleCatalog {
  const style = { module, category: 'database', as: 'Database' } as const;
  const instead = `run the database in a worker thread; ${module} has no asynchronous form of this`;
  const records = operations.map(({ member, cost = 'io', why, call }): BlockingApi => {
    const parameters = [
      ...(call.includes('database') ? ['database: Database.Database'] : []),
      ...(call.includes('statement') ? ['statement: Database.Statement'] : []),
    ];
    return offloaded(style, {
      member,
      cost,
      why,
      instead,
      signature: `handle(${[...parameters, 'id: number'].join(', ')})`,
      body: [`const result: unknown = ${call};`, 'return { id, result };'],
      goodSignature: 'handle(id: number)',
      data: 'id',
      result: 'unknown',
    });
  });
  return packageCatalog(
    module,
    [
      offloaded(style, {
        member: '',
        cost: 'io',
        why: 'opens the database before anything else can run',
        // A new database in memory is there at once.
        when: { argumentIsNot: { index: 0, value: ':memory:' } },
        instead,
        signature: 'openDatabase(path: string)',
        body: ['return new Database(path);'],
        data: 'path',
        result: "'ready'",
      }),
      ...records,
    ],
    {
      gives: {
        '()': 'Database#',
        '#': 'Database#',
        'Database#prepare()': 'Statement#',
        'Statement#database': 'Database#',
        'Statement#pluck()': 'Statement#',
        'Statement#expand()': 'Statement#',
        'Statement#raw()': 'Statement#',
        'Statement#bind()': 'Statement#',
        'Statement#safeIntegers()': 'Statement#',
      },
      callbacks: [
        // SQLite calls these from inside a statement and needs their answer at once.
        { member: 'Database#transaction', argument: 0, timing: 'never' },
        { member: 'Database#function', argument: 'last', timing: 'never' },
        ...['start', 'step', 'inverse', 'result'].map(
          (property) => ({ member: 'Database#aggregate', argument: 1, property, timing: 'never' }) as const,
        ),
      ],
      promises: ['Database#backup'],
    },
  );
}

/** SQLite for Node. */
export const sqlitePackages: readonly ModuleCatalog[] = [
  'better-sqlite3',
  'better-sqlite3-multiple-ciphers',
  'libsql',
].map(betterSqlite);
