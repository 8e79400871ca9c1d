import { program } from '../example.ts';
import type { BlockingApi, Category, Cost, ModuleCatalog } from '../schema.ts';
import { bunSqlite } from './bun-sqlite.ts';

interface BunFunction {
  readonly member: string;
  readonly category: Category;
  readonly cost: Cost;
  readonly why: string;
  readonly args: string;
}

/** Members of `Bun` are exported by the module `bun` too; `Bun` itself is there in either case. */
type Place = 'globals' | 'bun';

function memberIn(place: Place, member: string): string {
  return place === 'globals' ? `Bun.${member}` : member;
}

function examples(place: Place, member: string, body: (call: string) => readonly string[]) {
  const [name = ''] = member.split('.');
  return program({
    imports: place === 'globals' ? [] : [`import { ${name} } from 'bun'`],
    signature: 'handle(text: string)',
    body: body(memberIn(place, member)),
  });
}

/** A function whose name without `Sync` is its twin. */
function twin(place: Place, { member, category, cost, why, args }: BunFunction): BlockingApi {
  const awaited = `Bun.${member.replace(/Sync$/, '')}`;
  const body = (call: string): readonly string[] => [
    `const result: unknown = ${call}(${args});`,
    'return { text, result };',
  ];
  return {
    member: memberIn(place, member),
    category,
    cost,
    why,
    replacement: { kind: 'await', expression: `await ${awaited}({args})`, instead: `await ${awaited}(…)` },
    example: {
      bad: examples(place, member, body),
      good: program({ imports: [], signature: 'handle(text: string)', body: body(`await ${awaited}`) }),
    },
  };
}

const compresses = 'compresses all of the data before anything else can run';
const decompresses = 'decompresses all of the data before anything else can run';

function functions(place: Place): readonly BlockingApi[] {
  return [
    ...[
      {
        member: 'sleepSync',
        category: 'sleep' as const,
        cost: 'unbounded' as const,
        why: 'puts the whole thread to sleep',
        args: 'text.length',
      },
      {
        member: 'password.hashSync',
        category: 'crypto' as const,
        cost: 'cpu' as const,
        why: 'hashes the password, which is slow by design, before anything else can run',
        args: 'text',
      },
      {
        member: 'password.verifySync',
        category: 'crypto' as const,
        cost: 'cpu' as const,
        why: 'hashes the password to compare it, which is slow by design, before anything else can run',
        args: "text, 'hash'",
      },
      {
        member: 'zstdCompressSync',
        category: 'compression' as const,
        cost: 'cpu' as const,
        why: compresses,
        args: 'text',
      },
      {
        member: 'zstdDecompressSync',
        category: 'compression' as const,
        cost: 'cpu' as const,
        why: decompresses,
        args: 'Buffer.from(text)',
      },
      {
        member: 'resolveSync',
        category: 'file' as const,
        cost: 'brief' as const,
        why: 'looks into folder after folder and waits for each answer',
        args: "text, '/'",
      },
    ].map((one) => twin(place, one)),
    ...[
      { member: 'gzipSync', zlib: 'gzip', why: compresses },
      { member: 'gunzipSync', zlib: 'gunzip', why: decompresses },
      { member: 'deflateSync', zlib: 'deflateRaw', why: compresses },
      { member: 'inflateSync', zlib: 'inflateRaw', why: decompresses },
    ].map(({ member, zlib, why }) => zipped(place, member, zlib, why)),
    spawning(place),
  ];
}

/** Bun has no form of these that works elsewhere; its `node:zlib` has. */
function zipped(place: Place, member: string, zlib: string, why: string): BlockingApi {
  return {
    member: memberIn(place, member),
    category: 'compression',
    cost: 'cpu',
    why,
    replacement: {
      kind: 'advice',
      instead: `await the promisified \`${zlib}\` of node:zlib, which works in other threads`,
    },
    example: {
      bad: examples(place, member, (call) => [`return ${call}(Buffer.from(text));`]),
      good: program({
        imports: ["import { promisify } from 'node:util'", `import { ${zlib} } from 'node:zlib'`],
        hoisted: [`const ${zlib}Async = promisify(${zlib});`],
        signature: 'handle(text: string)',
        body: [`return await ${zlib}Async(Buffer.from(text));`],
      }),
    },
  };
}

function spawning(place: Place): BlockingApi {
  return {
    member: memberIn(place, 'spawnSync'),
    category: 'process',
    cost: 'process',
    why: 'starts a process and waits until it ends, and nothing else can run meanwhile',
    replacement: { kind: 'advice', instead: 'use `Bun.spawn` and await its `exited`' },
    example: {
      bad: examples(place, 'spawnSync', (call) => [`return ${call}(['git', text]).exitCode;`]),
      good: program({
        imports: [],
        signature: 'handle(text: string)',
        body: ["return await Bun.spawn(['git', text]).exited;"],
      }),
    },
  };
}

function classes(place: Place): readonly BlockingApi[] {
  return [
    {
      member: memberIn(place, 'Transpiler#transformSync'),
      category: 'compile',
      cost: 'cpu',
      why: 'parses and transforms all of the code before anything else can run',
      replacement: {
        kind: 'await',
        expression: 'await {receiver}.transform({args})',
        instead: 'await transpiler.transform(…)',
      },
      example: {
        bad: examples(place, 'Transpiler', (name) => [
          `const transpiler = new ${name}({ loader: 'ts' });`,
          'return transpiler.transformSync(text);',
        ]),
        good: examples(place, 'Transpiler', (name) => [
          `const transpiler = new ${name}({ loader: 'ts' });`,
          'return await transpiler.transform(text);',
        ]),
      },
    },
    {
      member: memberIn(place, 'Glob#scanSync'),
      category: 'file',
      cost: 'io',
      why: 'walks the folders while nothing else can run',
      replacement: { kind: 'advice', instead: 'loop over its `scan` method by `for await`' },
      example: {
        bad: examples(place, 'Glob', (name) => [
          `for (const file of new ${name}(text).scanSync()) console.log(file);`,
        ]),
        good: examples(place, 'Glob', (name) => [
          `for await (const file of new ${name}(text).scan()) console.log(file);`,
        ]),
      },
    },
  ];
}

function part(place: Place): ModuleCatalog {
  const awaited = functions(place).filter(({ replacement }) => replacement.kind === 'await');
  return {
    module: place,
    language: 'javascript',
    blocking: [...functions(place), ...classes(place)],
    callbacks: [
      ...['fetch', 'error'].map(
        (property) => ({ member: memberIn(place, 'serve'), argument: 0, property, timing: 'event' }) as const,
      ),
    ],
    promises: [
      ...awaited.map(({ member }) => member.replace(/Sync$/, '')),
      memberIn(place, 'Transpiler#transform'),
    ],
  };
}

/** What the runtime Bun has of its own. */
export const bun: readonly ModuleCatalog[] = [part('globals'), part('bun'), bunSqlite];
