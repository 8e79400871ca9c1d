import { program } from '../example.ts';
import type { BlockingApi, Category, Cost, ModuleCatalog } from '../schema.ts';

const atOnce = 'and waits until the file system has done so';
const asks = 'looks the file up and waits for the answer';

interface DenoFunction {
  readonly member: string;
  readonly cost: Cost;
  readonly why: string;
  readonly args: string;
  readonly category?: Category;
}

/** A function of `Deno` whose name without `Sync` is its twin. */
function twin({ member, cost, why, args, category = 'file' }: DenoFunction): BlockingApi {
  const awaited = member.replace(/Sync$/, '');
  const body = (call: string): readonly string[] => [
    `const result: unknown = ${call}(${args});`,
    'return { path, result };',
  ];
  return {
    member: `Deno.${member}`,
    category,
    cost,
    why,
    replacement: {
      kind: 'await',
      expression: `await Deno.${awaited}({args})`,
      instead: `await Deno.${awaited}(…)`,
    },
    example: {
      bad: program({ imports: [], signature: 'handle(path: string)', body: body(`Deno.${member}`) }),
      good: program({ imports: [], signature: 'handle(path: string)', body: body(`await Deno.${awaited}`) }),
    },
  };
}

const functions: readonly BlockingApi[] = [
  twin({
    member: 'readTextFileSync',
    cost: 'io',
    why: 'reads the whole file before anything else can run',
    args: 'path',
  }),
  twin({
    member: 'readFileSync',
    cost: 'io',
    why: 'reads the whole file before anything else can run',
    args: 'path',
  }),
  twin({
    member: 'writeTextFileSync',
    cost: 'io',
    why: 'writes the whole file before anything else can run',
    args: "path, 'text'",
  }),
  twin({
    member: 'writeFileSync',
    cost: 'io',
    why: 'writes the whole file before anything else can run',
    args: 'path, new Uint8Array(8)',
  }),
  twin({
    member: 'copyFileSync',
    cost: 'io',
    why: 'copies the whole file before anything else can run',
    args: 'path, `${path}.bak`',
  }),
  twin({
    member: 'removeSync',
    cost: 'io',
    why: 'removes file after file before anything else can run',
    args: 'path, { recursive: true }',
  }),
  ...[
    { member: 'mkdirSync', what: 'creates the folder', args: 'path' },
    { member: 'makeTempDirSync', what: 'creates the folder', args: '{ dir: path }' },
    { member: 'makeTempFileSync', what: 'creates the file', args: '{ dir: path }' },
    { member: 'openSync', what: 'opens the file', args: 'path' },
    { member: 'createSync', what: 'creates the file', args: 'path' },
    { member: 'linkSync', what: 'creates the link', args: "path, 'link'" },
    { member: 'symlinkSync', what: 'creates the link', args: "path, 'link'" },
    { member: 'chmodSync', what: "changes the file's mode", args: 'path, 0o755' },
    { member: 'chownSync', what: "changes the file's owner", args: 'path, 1000, 1000' },
    { member: 'utimeSync', what: "changes the file's times", args: 'path, 0, 0' },
    { member: 'renameSync', what: 'renames the file', args: "path, 'new'" },
    { member: 'truncateSync', what: 'cuts the file', args: 'path' },
  ].map(({ member, what, args }) => twin({ member, cost: 'brief', why: `${what} ${atOnce}`, args })),
  ...['statSync', 'lstatSync', 'realPathSync', 'readLinkSync'].map((member) =>
    twin({ member, cost: 'brief', why: asks, args: 'path' }),
  ),
  twin({
    member: 'spawnAndWaitSync',
    category: 'process',
    cost: 'process',
    why: 'starts a process and waits until it ends, and nothing else can run meanwhile',
    args: 'path',
  }),
  {
    member: 'Deno.readDirSync',
    category: 'file',
    cost: 'io',
    why: 'lists the folder while nothing else can run',
    replacement: { kind: 'advice', instead: 'loop over `Deno.readDir(…)` by `for await`' },
    example: {
      bad: program({
        imports: [],
        signature: 'list(path: string)',
        body: ['for (const entry of Deno.readDirSync(path)) console.log(entry.name);'],
      }),
      good: program({
        imports: [],
        signature: 'list(path: string)',
        body: ['for await (const entry of Deno.readDir(path)) console.log(entry.name);'],
      }),
    },
  },
];

interface DenoMethod extends DenoFunction {
  /** The receiver's type in the example; without it, the receiver is `Deno` and a member of it. */
  readonly type?: string;
}

/** A method whose name without `Sync` is its twin. */
function method({ member, type, cost, why, args, category = 'file' }: DenoMethod): BlockingApi {
  const name = member.replace(/^.*[#.]/, '');
  const awaited = name.replace(/Sync$/, '');
  const receiver = type === undefined ? member.slice(0, -name.length - 1) : 'target';
  const signature = type === undefined ? 'handle()' : `handle(target: ${type})`;
  const body = (call: string): readonly string[] => [
    `const result: unknown = ${call}(${args});`,
    'return { result };',
  ];
  return {
    member,
    category,
    cost,
    why,
    replacement: {
      kind: 'await',
      expression: `await {receiver}.${awaited}({args})`,
      instead: `await ${type === undefined ? receiver : 'file'}.${awaited}(…)`,
    },
    example: {
      bad: program({ imports: [], signature, body: body(`${receiver}.${name}`) }),
      good: program({ imports: [], signature, body: body(`await ${receiver}.${awaited}`) }),
    },
  };
}

const fileMethods: readonly BlockingApi[] = [
  {
    name: 'readSync',
    cost: 'io' as const,
    why: 'waits for the data it reads while nothing else can run',
    args: 'new Uint8Array(8)',
  },
  {
    name: 'writeSync',
    cost: 'io' as const,
    why: 'waits until the data is written while nothing else can run',
    args: 'new Uint8Array(8)',
  },
  {
    name: 'syncSync',
    cost: 'io' as const,
    why: 'waits until the device has stored all data of the file',
    args: '',
  },
  {
    name: 'syncDataSync',
    cost: 'io' as const,
    why: 'waits until the device has stored all data of the file',
    args: '',
  },
  { name: 'truncateSync', cost: 'brief' as const, why: `cuts the file ${atOnce}`, args: '8' },
  {
    name: 'seekSync',
    cost: 'brief' as const,
    why: `moves in the file ${atOnce}`,
    args: '0, Deno.SeekMode.Start',
  },
  { name: 'statSync', cost: 'brief' as const, why: asks, args: '' },
  { name: 'utimeSync', cost: 'brief' as const, why: `changes the file's times ${atOnce}`, args: '0, 0' },
  { name: 'unlockSync', cost: 'brief' as const, why: `releases the lock ${atOnce}`, args: '' },
  {
    name: 'tryLockSync',
    cost: 'brief' as const,
    why: 'asks for the lock and waits for the answer',
    args: '',
  },
].map(({ name, cost, why, args }) =>
  method({ member: `Deno.FsFile#${name}`, type: 'Deno.FsFile', cost, why, args }),
);

const methods: readonly BlockingApi[] = [
  ...fileMethods,
  method({
    member: 'Deno.FsFile#lockSync',
    type: 'Deno.FsFile',
    category: 'lock',
    cost: 'unbounded',
    why: 'stops the whole thread until whoever holds the lock releases it',
    args: 'true',
  }),
  method({
    member: 'Deno.Command#outputSync',
    type: 'Deno.Command',
    category: 'process',
    cost: 'process',
    why: 'starts a process and waits until it ends, and nothing else can run meanwhile',
    args: '',
  }),
  method({
    member: 'Deno.stdin.readSync',
    category: 'input',
    cost: 'unbounded',
    why: 'waits for somebody to type while nothing else can run',
    args: 'new Uint8Array(8)',
  }),
  ...['stdout', 'stderr'].map((name) =>
    method({
      member: `Deno.${name}.writeSync`,
      cost: 'brief',
      why: 'waits until whatever reads it has taken the data',
      args: 'new Uint8Array(8)',
    }),
  ),
  ...['Deno.permissions.', 'Deno.Permissions#'].flatMap((place) => {
    const type = place.endsWith('#') ? { type: 'Deno.Permissions' } : {};
    const args = "{ name: 'net' }";
    return [
      method({
        member: `${place}requestSync`,
        ...type,
        category: 'input',
        cost: 'unbounded',
        why: 'may ask somebody for the permission and wait for the answer while nothing else can run',
        args,
      }),
      ...['querySync', 'revokeSync'].map((name) =>
        method({
          member: place + name,
          ...type,
          category: 'process',
          cost: 'brief',
          why: 'asks the runtime for the permission and waits for the answer',
          args,
        }),
      ),
    ];
  }),
];

/** What the runtime Deno has of its own. */
export const deno: ModuleCatalog = {
  module: 'globals',
  language: 'javascript',
  blocking: [...functions, ...methods],
  callbacks: [
    { member: 'Deno.serve', argument: 'any', timing: 'event' },
    { member: 'Deno.addSignalListener', argument: 1, timing: 'event' },
    { member: 'Deno.test', argument: 'last', timing: 'event' },
    { member: 'Deno.cron', argument: 'last', timing: 'event' },
  ],
  gives: {
    'Deno.open()': 'Deno.FsFile#',
    'Deno.create()': 'Deno.FsFile#',
    'Deno.openSync()': 'Deno.FsFile#',
    'Deno.createSync()': 'Deno.FsFile#',
  },
  promises: [
    ...functions.map(({ member }) => member.replace(/Sync$/, '')).filter((name) => name !== 'Deno.readDir'),
    'Deno.Command#output',
    ...['request', 'query', 'revoke'].flatMap((name) => [
      `Deno.permissions.${name}`,
      `Deno.Permissions#${name}`,
    ]),
    'Deno.stdin.read',
    ...fileMethods.map(({ member }) => member.replace(/Sync$/, '')),
  ],
};
