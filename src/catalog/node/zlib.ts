import { program } from '../example.ts';
import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { promisifyTwin } from './twins.ts';
import { zipArchives } from './zlib-zip.ts';

const whole = 'the whole input before anything else can run';

const compressors = ['gzipSync', 'deflateSync', 'deflateRawSync', 'brotliCompressSync', 'zstdCompressSync'];
const decompressors = [
  'gunzipSync',
  'inflateSync',
  'inflateRawSync',
  'unzipSync',
  'brotliDecompressSync',
  'zstdDecompressSync',
];

const functions: readonly BlockingApi[] = [
  ...compressors.map((member) =>
    promisifyTwin({
      module: 'node:zlib',
      member,
      category: 'compression',
      cost: 'cpu',
      why: `compresses ${whole}`,
      signature: 'pack(text: string)',
      body: [`const packed = ${member}(text);`, 'return packed.length;'],
    }),
  ),
  ...decompressors.map((member) =>
    promisifyTwin({
      module: 'node:zlib',
      member,
      category: 'compression',
      cost: 'cpu',
      why: `decompresses ${whole}`,
      signature: 'unpack(packed: Buffer)',
      body: [`const data = ${member}(packed);`, "return data.toString('utf8');"],
    }),
  ),
  {
    member: 'createZipArchiveSync',
    category: 'compression',
    cost: 'cpu',
    why: 'builds the archive while nothing else can run',
    replacement: { kind: 'advice', instead: 'stream the archive from `createZipArchive`' },
    example: {
      bad: program({
        imports: ["import { createZipArchiveSync, type ZipEntry } from 'node:zlib'"],
        signature: 'archive(entries: Iterable<ZipEntry>)',
        body: ['return Buffer.concat([...createZipArchiveSync(entries)]);'],
      }),
      good: program({
        imports: [
          "import { buffer } from 'node:stream/consumers'",
          "import { createZipArchive, type ZipEntry } from 'node:zlib'",
        ],
        signature: 'archive(entries: Iterable<ZipEntry>)',
        body: ['return await buffer(createZipArchive(entries));'],
      }),
    },
  },
];

export const zlib: ModuleCatalog = {
  module: 'node:zlib',
  language: 'javascript',
  blocking: [...functions, ...zipArchives],
  callbacks: [
    { member: 'ZipBuffer#forEach', argument: 0, timing: 'sync' },
    { member: 'ZipFile#forEach', argument: 0, timing: 'sync' },
    { member: 'ZipFile#forEachSync', argument: 0, timing: 'sync' },
    { member: '*', argument: 'last', timing: 'event' },
  ],
  gives: {
    ...Object.fromEntries(
      [
        'BrotliCompress',
        'BrotliDecompress',
        'Deflate',
        'DeflateRaw',
        'Gunzip',
        'Gzip',
        'Inflate',
        'InflateRaw',
        'Unzip',
        'ZstdCompress',
        'ZstdDecompress',
      ].flatMap((type) => [
        [`create${type}()`, `${type}#`],
        [`${type}#`, 'node:stream|Transform#'],
      ]),
    ),
    'ZipEntry.create()': 'ZipEntry#',
    'ZipEntry.createSync()': 'ZipEntry#',
    'ZipEntry.createStream()': 'ZipEntry#',
    'ZipEntry.createSymlink()': 'ZipEntry#',
    'ZipBuffer#add()': 'ZipEntry#',
    'ZipBuffer#addSync()': 'ZipEntry#',
    'ZipBuffer#get()': 'ZipEntry#',
    'ZipFile.open()': 'ZipFile#',
    'ZipFile.openSync()': 'ZipFile#',
    'ZipFile#add()': 'ZipEntry#',
    'ZipFile#addSync()': 'ZipEntry#',
    'ZipFile#get()': 'ZipEntry#',
    'ZipFile#getSync()': 'ZipEntry#',
  },
  promises: [
    'ZipBuffer#add',
    'ZipBuffer#toBuffer',
    'ZipEntry.create',
    'ZipEntry#content',
    'ZipFile.open',
    'ZipFile#add',
    'ZipFile#addEntry',
    'ZipFile#close',
    'ZipFile#delete',
    'ZipFile#get',
    'ZipFile#stream',
  ],
};
