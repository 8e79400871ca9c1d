import { program } from '../example.ts';
import type { BlockingApi, Cost } from '../schema.ts';

interface ZipMethod {
  /** `ZipFile#addSync`, or `ZipFile.openSync` for a static method. */
  readonly member: string;
  readonly cost: Cost;
  readonly why: string;
  readonly signature: string;
  /** The example's one statement. */
  readonly statement: string;
  readonly type: string;
  /** More types of the example's signature. */
  readonly types?: readonly string[];
}

/** A method whose name without `Sync` gives a promise of the same. */
function zipMethod({ member, cost, why, signature, statement, type, types = [] }: ZipMethod): BlockingApi {
  const method = member.replace(/^.*[.#]/, '');
  const twin = method.replace(/Sync$/, '');
  const isStatic = member.includes('.');
  const names = [isStatic ? type : `type ${type}`, ...types.map((name) => `type ${name}`)];
  const imports = [
    isStatic
      ? `import { ${names.join(', ')} } from 'node:zlib'`
      : `import type { ${[type, ...types].join(', ')} } from 'node:zlib'`,
  ];
  const receiver = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  return {
    member,
    category: type === 'ZipFile' ? 'file' : 'compression',
    cost,
    why,
    replacement: {
      kind: 'await',
      expression: `await {receiver}.${twin}({args})`,
      instead: `await ${isStatic ? type : receiver}.${twin}(…)`,
    },
    example: {
      bad: program({ imports, signature, body: [statement] }),
      good: program({
        imports,
        signature,
        body: [statement.replace(/\b(\w+)\.(\w+)Sync\(/, 'await $1.$2(')],
      }),
    },
  };
}

/**
 * Zip archives: in memory (`ZipBuffer`, `ZipEntry`) and on disk (`ZipFile`). `ZipFile#getSync` and its like read nothing yet;
 * `contentSync` of the entry does.
 */
export const zipArchives: readonly BlockingApi[] = [
  zipMethod({
    member: 'ZipEntry.createSync',
    type: 'ZipEntry',
    cost: 'cpu',
    why: 'compresses the whole entry before anything else can run',
    signature: 'entryOf(name: string, data: Buffer)',
    statement: 'return { entry: ZipEntry.createSync(name, data) };',
  }),
  zipMethod({
    member: 'ZipEntry#contentSync',
    type: 'ZipEntry',
    cost: 'cpu',
    why: 'reads and decompresses the whole entry before anything else can run',
    signature: 'read(zipEntry: ZipEntry)',
    statement: 'return { content: zipEntry.contentSync() };',
  }),
  zipMethod({
    member: 'ZipBuffer#addSync',
    type: 'ZipBuffer',
    cost: 'cpu',
    why: 'compresses the whole entry before anything else can run',
    signature: 'add(zipBuffer: ZipBuffer, name: string, data: Buffer)',
    statement: 'zipBuffer.addSync(name, data);',
  }),
  zipMethod({
    member: 'ZipBuffer#toBufferSync',
    type: 'ZipBuffer',
    cost: 'cpu',
    why: 'builds the whole archive before anything else can run',
    signature: 'finish(zipBuffer: ZipBuffer)',
    statement: 'return { archive: zipBuffer.toBufferSync() };',
  }),
  zipMethod({
    member: 'ZipFile.openSync',
    type: 'ZipFile',
    cost: 'io',
    why: "reads the archive's directory before anything else can run",
    signature: 'list(path: string)',
    statement: 'return { archive: ZipFile.openSync(path) };',
  }),
  zipMethod({
    member: 'ZipFile#addSync',
    type: 'ZipFile',
    cost: 'io',
    why: 'compresses and writes the whole entry before anything else can run',
    signature: 'add(zipFile: ZipFile, name: string, data: Buffer)',
    statement: 'zipFile.addSync(name, data);',
  }),
  zipMethod({
    member: 'ZipFile#addEntrySync',
    type: 'ZipFile',
    types: ['ZipEntry'],
    cost: 'io',
    why: 'writes the whole entry before anything else can run',
    signature: 'add(zipFile: ZipFile, entry: ZipEntry)',
    statement: 'zipFile.addEntrySync(entry);',
  }),
  zipMethod({
    member: 'ZipFile#deleteSync',
    type: 'ZipFile',
    cost: 'io',
    why: "rewrites the archive's directory before anything else can run",
    signature: 'remove(zipFile: ZipFile, name: string)',
    statement: 'zipFile.deleteSync(name);',
  }),
  zipMethod({
    member: 'ZipFile#closeSync',
    type: 'ZipFile',
    cost: 'brief',
    why: 'closes the archive and waits until the file system has done so',
    signature: 'finish(zipFile: ZipFile)',
    statement: 'zipFile.closeSync();',
  }),
  {
    member: 'ZipFile#compactSync',
    category: 'file',
    cost: 'io',
    why: 'reads and rebuilds the whole archive before anything else can run',
    replacement: {
      kind: 'await',
      expression: 'await {node:stream/consumers#buffer}({receiver}.compact({args}))',
      instead: 'await buffer(zipFile.compact(…))',
    },
    example: {
      bad: program({
        imports: ["import type { ZipFile } from 'node:zlib'"],
        signature: 'shrink(zipFile: ZipFile)',
        body: ['const archive = zipFile.compactSync();', 'return archive.length;'],
      }),
      good: program({
        imports: [
          "import { buffer } from 'node:stream/consumers'",
          "import type { ZipFile } from 'node:zlib'",
        ],
        signature: 'shrink(zipFile: ZipFile)',
        body: ['const archive = await buffer(zipFile.compact());', 'return archive.length;'],
      }),
    },
  },
];
