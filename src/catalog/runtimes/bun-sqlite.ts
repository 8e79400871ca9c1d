import { workerExample } from '../node/worker-example.ts';
import type { BlockingApi, Cost, ModuleCatalog } from '../schema.ts';

const instead = 'run the database in a worker thread; bun:sqlite has no asynchronous form of this';

const statements: readonly (readonly [member: string, cost: Cost, why: string, call: string])[] = [
  [
    'Database#run',
    'io',
    'runs the statement to its end before anything else can run',
    "database.run('VACUUM')",
  ],
  [
    'Database#exec',
    'io',
    'runs the statement to its end before anything else can run',
    "database.exec('VACUUM')",
  ],
  ['Database#query', 'brief', 'compiles the statement, unless it is cached', "database.query('SELECT 1')"],
  [
    'Database#prepare',
    'brief',
    'compiles the statement, for which it may have to read the schema',
    "database.prepare('SELECT 1')",
  ],
  [
    'Database#close',
    'io',
    'finishes the write-ahead log and closes the database before anything else can run',
    'database.close()',
  ],
  [
    'Database#loadExtension',
    'io',
    'loads the extension before anything else can run',
    "database.loadExtension('./spellfix')",
  ],
  [
    'Database#serialize',
    'io',
    'copies the whole database before anything else can run',
    'database.serialize()',
  ],
  ...['', '.deferred', '.immediate', '.exclusive'].map(
    (form) =>
      [
        `Database#transaction()${form}`,
        'io',
        'runs the whole transaction before anything else can run',
        `database.transaction((key: number) => key)${form}(id)`,
      ] as const,
  ),
  [
    'Statement#all',
    'io',
    'runs the statement and collects all of its rows before anything else can run',
    'statement.all(id)',
  ],
  [
    'Statement#values',
    'io',
    'runs the statement and collects all of its rows before anything else can run',
    'statement.values(id)',
  ],
  [
    'Statement#raw',
    'io',
    'runs the statement and collects all of its rows before anything else can run',
    'statement.raw(id)',
  ],
  [
    'Statement#get',
    'io',
    'runs the statement to its first row before anything else can run',
    'statement.get(id)',
  ],
  ['Statement#run', 'io', 'runs the statement to its end before anything else can run', 'statement.run(id)'],
  [
    'Statement#iterate',
    'io',
    'runs the statement, row by row, while nothing else can run',
    'statement.iterate(id)',
  ],
];

export const bunSqlite: ModuleCatalog = {
  module: 'bun:sqlite',
  language: 'javascript',
  blocking: [
    {
      member: 'Database',
      category: 'database',
      cost: 'io',
      why: 'opens the database before anything else can run',
      // A new database in memory is there at once.
      when: { argumentIsNot: { index: 0, value: ':memory:' } },
      replacement: { kind: 'advice', instead },
      example: workerExample(
        {
          imports: ["import { Database } from 'bun:sqlite'"],
          signature: 'openDatabase(path: string)',
          body: ['return new Database(path);'],
        },
        { signature: 'openDatabase(path: string)', data: 'path', result: "'ready'" },
      ),
    },
    ...statements.map(([member, cost, why, call]): BlockingApi => {
      const receiver = call.startsWith('database') ? 'database' : 'statement';
      const type = receiver === 'database' ? 'Database' : 'Statement';
      return {
        member,
        category: 'database',
        cost,
        why,
        replacement: { kind: 'advice', instead },
        example: workerExample(
          {
            imports: [`import type { ${type} } from 'bun:sqlite'`],
            signature: `handle(${receiver}: ${type}, id: number)`,
            body: [`const result: unknown = ${call};`, 'return { id, result };'],
          },
          { signature: 'handle(id: number)', data: 'id', result: 'unknown' },
        ),
      };
    }),
  ],
  callbacks: [
    { member: 'Database#transaction', argument: 0, timing: 'never' },
    { member: 'Database#function', argument: 'last', timing: 'never' },
  ],
  gives: {
    default: 'Database',
    'Database#query()': 'Statement#',
    'Database#prepare()': 'Statement#',
    'Statement#as()': 'Statement#',
  },
};
