import type { ModuleCatalog } from '../schema.ts';
import {
  advised,
  methodTwin,
  packageCatalog,
  promisified,
  twin,
  type PackageStyle,
} from './package-records.ts';

const readsAndParses = 'reads and parses the file, and all that it imports, before anything else can run';

const loader: PackageStyle = { module: '@grpc/proto-loader', category: 'file', as: 'loader' };
const protobuf: PackageStyle = { module: 'protobufjs', category: 'file', as: 'protobuf' };
const matter: PackageStyle = { module: 'gray-matter', category: 'file', as: 'matter' };
const resolver: PackageStyle = { module: 'enhanced-resolve', category: 'file', as: 'resolve' };

const parsesCsv = 'parses all of the text before anything else can run';

/** Packages that parse data. */
export const parserPackages: readonly ModuleCatalog[] = [
  packageCatalog('@grpc/proto-loader', [
    twin(loader, {
      member: 'loadSync',
      cost: 'io',
      why: readsAndParses,
      signature: 'describe(path: string)',
      body: ['const definition = loader.loadSync(path);', 'return definition;'],
    }),
  ]),
  packageCatalog('protobufjs', [
    twin(protobuf, {
      member: 'loadSync',
      cost: 'io',
      why: readsAndParses,
      signature: 'describe(path: string)',
      body: ['const root = protobuf.loadSync(path);', "return root.lookupType('Message');"],
    }),
    methodTwin(protobuf, {
      member: 'Root#loadSync',
      cost: 'io',
      why: readsAndParses,
      receiver: 'root',
      signature: 'describe(root: protobuf.Root, path: string)',
      body: ['const loaded = root.loadSync(path);', "return loaded.lookupType('Message');"],
    }),
  ]),
  packageCatalog('csv-parse/sync', [
    advised(
      { module: 'csv-parse/sync', category: 'compile' },
      {
        member: 'parse',
        cost: 'cpu',
        why: parsesCsv,
        signature: 'rows(text: string)',
        body: ['return parse(text) as unknown;'],
        instead: 'loop over the stream that `parse` of csv-parse gives by `for await`',
        good: {
          imports: ["import { parse } from 'csv-parse'"],
          body: [
            'const rows: unknown[] = [];',
            'for await (const row of parse(text)) rows.push(row);',
            'return rows;',
          ],
        },
      },
    ),
  ]),
  packageCatalog('csv-stringify/sync', [
    advised(
      { module: 'csv-stringify/sync', category: 'compile' },
      {
        member: 'stringify',
        cost: 'cpu',
        why: 'writes all of the text before anything else can run',
        signature: 'text(rows: string[][])',
        body: ['return stringify(rows);'],
        instead: 'pipe the rows through the stream that `stringify` of csv-stringify gives',
        good: {
          imports: [
            "import { stringify } from 'csv-stringify'",
            "import { Readable } from 'node:stream'",
            "import { text as textOf } from 'node:stream/consumers'",
          ],
          body: ['return await textOf(Readable.from(rows).pipe(stringify()));'],
        },
      },
    ),
  ]),
  packageCatalog('gray-matter', [
    advised(matter, {
      member: 'read',
      cost: 'io',
      why: 'reads and parses the whole file before anything else can run',
      signature: 'page(path: string)',
      body: ['return matter.read(path).data;'],
      instead: 'await `readFile` of node:fs/promises and give its text to `matter(…)`',
      good: {
        imports: ["import matter from 'gray-matter'", "import { readFile } from 'node:fs/promises'"],
        body: ["return matter(await readFile(path, 'utf8')).data;"],
      },
    }),
  ]),
  packageCatalog(
    'enhanced-resolve',
    [
      promisified(resolver, {
        member: 'sync',
        twin: '',
        cost: 'io',
        why: 'looks into folder after folder and reads manifests before anything else can run',
        signature: 'locate(folder: string)',
        body: ["const found = resolve.sync(folder, './main');", 'return found;'],
      }),
    ],
    { callbacks: [{ member: '', argument: 'last', timing: 'event' }], harmless: ['create.sync'] },
  ),
];
