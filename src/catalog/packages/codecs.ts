import type { ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, twin, type PackageStyle } from './package-records.ts';
import { work, type Work } from './work.ts';

const compresses = 'compresses all of the data before anything else can run';
const decompresses = 'decompresses all of the data before anything else can run';

const lz4Style: PackageStyle = { module: 'lz4-napi', category: 'compression' };

/** In native code, and in other threads where it is awaited. */
const lz4Napi = packageCatalog(
  'lz4-napi',
  ['compressSync', 'compressFrameSync', 'uncompressSync', 'decompressFrameSync'].map((member) =>
    twin(lz4Style, {
      member,
      cost: 'cpu',
      why: member.startsWith('c') ? compresses : decompresses,
      signature: 'pack(data: Buffer)',
      body: [`const result = ${member}(data);`, 'return result;'],
    }),
  ),
);

const lzStyle: PackageStyle = { module: 'lz-string', category: 'compression', as: 'LZString' };

const formats = ['', 'Base64', 'UTF16', 'EncodedURIComponent'];

const lzString = packageCatalog(
  'lz-string',
  work(
    lzStyle,
    'have a worker thread do it where there is much of it, or await the promisified functions of node:zlib',
    [
      ...formats.map((format): Work => {
        const name = format === '' ? 'compress' : `compressTo${format}`;
        return { member: name, why: compresses, call: `LZString.${name}(text)` };
      }),
      ...formats.map((format): Work => {
        const name = format === '' ? 'decompress' : `decompressFrom${format}`;
        return { member: name, why: decompresses, call: `LZString.${name}(text)` };
      }),
      {
        member: 'compressToUint8Array',
        why: compresses,
        call: 'LZString.compressToUint8Array(text)',
      },
      {
        member: 'decompressFromUint8Array',
        why: decompresses,
        call: 'LZString.decompressFromUint8Array(data)',
        parameters: 'data: Uint8Array',
      },
    ],
  ),
);

const snappyStyle: PackageStyle = { module: 'snappyjs', category: 'compression' };

/** In JavaScript; the package `snappy` does the same in other threads. */
const snappyJs = packageCatalog(
  'snappyjs',
  ['compress', 'uncompress'].map((member) =>
    advised(snappyStyle, {
      member,
      cost: 'cpu',
      why: member === 'compress' ? compresses : decompresses,
      signature: 'pack(data: Buffer)',
      body: [`return ${member}(data);`],
      instead: `await \`${member}\` of the package snappy, which works in other threads`,
      good: { imports: [`import { ${member} } from 'snappy'`], body: [`return await ${member}(data);`] },
    }),
  ),
);

const brotliStyle: PackageStyle = { module: 'brotli', category: 'compression' };

const brotli = packageCatalog('brotli', [
  advised(brotliStyle, {
    member: 'decompress',
    cost: 'cpu',
    why: decompresses,
    signature: 'unpack(data: Buffer)',
    body: ['return decompress(data);'],
    instead: 'await the promisified `brotliDecompress` of node:zlib, which works in other threads',
    good: {
      imports: ["import { promisify } from 'node:util'", "import { brotliDecompress } from 'node:zlib'"],
      hoisted: ['const decompressAsync = promisify(brotliDecompress);'],
      body: ['return await decompressAsync(data);'],
    },
  }),
]);

/** Packages that compress data by a method of their own. */
export const codecPackages: readonly ModuleCatalog[] = [brotli, lz4Napi, lzString, snappyJs];
