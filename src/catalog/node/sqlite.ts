import type { BlockingApi, Cost, ModuleCatalog } from '../schema.ts';
import { workerExample } from './worker-example.ts';

/*
 * node:sqlite has no asynchronous form of its queries: what helps is a worker thread that owns the database. Preparing a
 * statement and walking through one row at a time is brief; what runs SQL or moves a whole database is `io`.
 */
const instead = 'run the database in a worker thread; node:sqlite has no asynchronous form of this';

interface Operation {
  /** `DatabaseSync#exec`. */
  readonly member: string;
  readonly cost: Cost;
  readonly why: string;
  /** The receiver's name and the call on it, in the example. */
  readonly call: string;
}

function operation({ member, cost, why, call }: Operation): BlockingApi {
  const type = member.slice(0, member.indexOf('#'));
  const receiver = /^\w+/.exec(call)?.[0] ?? '';
  return {
    member,
    category: 'database',
    cost,
    why,
    replacement: { kind: 'advice', instead },
    example: workerExample(
      {
        imports: [`import type { ${type} } from 'node:sqlite'`],
        signature: `handle(${receiver}: ${type}, id: number)`,
        body: [`const result: unknown = ${call};`, 'return { id, result };'],
      },
      { signature: 'handle(id: number)', data: 'id', result: 'unknown' },
    ),
  };
}

const runs = 'runs the statement to its end before anything else can run';
const collects = 'runs the statement and collects all of its rows before anything else can run';
const firstRow = 'runs the statement to its first row before anything else can run';
const rowByRow = 'runs the statement, row by row, while nothing else can run';

const operations: readonly BlockingApi[] = [
  operation({ member: 'DatabaseSync#exec', cost: 'io', why: runs, call: "database.exec('VACUUM')" }),
  operation({
    member: 'DatabaseSync#prepare',
    cost: 'brief',
    why: 'compiles the statement, for which it may have to read the schema',
    call: "database.prepare('SELECT name FROM users WHERE id = ?')",
  }),
  operation({
    member: 'DatabaseSync#open',
    cost: 'io',
    why: 'opens the database before anything else can run',
    call: 'database.open()',
  }),
  operation({
    member: 'DatabaseSync#close',
    cost: 'io',
    why: 'finishes the write-ahead log and closes the database before anything else can run',
    call: 'database.close()',
  }),
  operation({
    member: 'DatabaseSync#loadExtension',
    cost: 'io',
    why: 'loads the extension before anything else can run',
    call: "database.loadExtension('./spellfix')",
  }),
  operation({
    member: 'DatabaseSync#serialize',
    cost: 'io',
    why: 'copies the whole database before anything else can run',
    call: 'database.serialize()',
  }),
  operation({
    member: 'DatabaseSync#deserialize',
    cost: 'io',
    why: 'copies the whole database before anything else can run',
    call: 'database.deserialize(new Uint8Array(id))',
  }),
  operation({
    member: 'DatabaseSync#applyChangeset',
    cost: 'io',
    why: 'applies all of the changes before anything else can run',
    call: 'database.applyChangeset(new Uint8Array(id))',
  }),
  operation({ member: 'StatementSync#all', cost: 'io', why: collects, call: 'statement.all(id)' }),
  operation({ member: 'StatementSync#get', cost: 'io', why: firstRow, call: 'statement.get(id)' }),
  operation({ member: 'StatementSync#run', cost: 'io', why: runs, call: 'statement.run(id)' }),
  operation({ member: 'StatementSync#iterate', cost: 'io', why: rowByRow, call: 'statement.iterate(id)' }),
  operation({
    member: 'SQLTagStore#all',
    cost: 'io',
    why: collects,
    call: 'sql.all`SELECT * FROM users WHERE id = ${id}`',
  }),
  operation({
    member: 'SQLTagStore#get',
    cost: 'io',
    why: firstRow,
    call: 'sql.get`SELECT * FROM users WHERE id = ${id}`',
  }),
  operation({
    member: 'SQLTagStore#run',
    cost: 'io',
    why: runs,
    call: 'sql.run`DELETE FROM users WHERE id = ${id}`',
  }),
  operation({
    member: 'SQLTagStore#iterate',
    cost: 'io',
    why: rowByRow,
    call: 'sql.iterate`SELECT * FROM users WHERE id = ${id}`',
  }),
];

export const sqlite: ModuleCatalog = {
  module: 'node:sqlite',
  language: 'javascript',
  blocking: [
    {
      member: 'DatabaseSync',
      category: 'database',
      cost: 'io',
      why: 'opens the database before anything else can run',
      // A new database in memory is there at once.
      when: { argumentIsNot: { index: 0, value: ':memory:' } },
      replacement: { kind: 'advice', instead },
      example: workerExample(
        {
          imports: ["import { DatabaseSync } from 'node:sqlite'"],
          signature: 'openDatabase(path: string)',
          body: ['return new DatabaseSync(path);'],
        },
        { signature: 'openDatabase(path: string)', data: 'path', result: "'ready'" },
      ),
    },
    ...operations,
  ],
  callbacks: [
    // SQLite calls these from inside a statement and needs their answer at once.
    { member: 'DatabaseSync#function', argument: 'last', timing: 'never' },
    { member: 'DatabaseSync#setAuthorizer', argument: 0, timing: 'never' },
    ...['step', 'result', 'inverse', 'start'].map(
      (property) => ({ member: 'DatabaseSync#aggregate', argument: 1, property, timing: 'never' }) as const,
    ),
    ...['filter', 'onConflict'].map(
      (property) =>
        ({ member: 'DatabaseSync#applyChangeset', argument: 1, property, timing: 'sync' }) as const,
    ),
  ],
  gives: {
    'DatabaseSync#prepare()': 'StatementSync#',
    'DatabaseSync#createTagStore()': 'SQLTagStore#',
    'DatabaseSync#createSession()': 'Session#',
    'SQLTagStore#db': 'DatabaseSync#',
  },
  promises: ['backup'],
};
