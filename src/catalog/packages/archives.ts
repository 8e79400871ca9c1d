import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { offloaded } from './offloaded.ts';
import { admZip } from './adm-zip.ts';
import { advised, packageCatalog, twin, type PackageStyle } from './package-records.ts';

const compresses = 'compresses all of the data before anything else can run';
const decompresses = 'decompresses all of the data before anything else can run';

const snappyStyle: PackageStyle = { module: 'snappy', category: 'compression' };

const snappy = packageCatalog(
  'snappy',
  [
    { member: 'compressSync', why: compresses },
    { member: 'uncompressSync', why: decompresses },
  ].map(({ member, why }) =>
    twin(snappyStyle, {
      member,
      cost: 'cpu',
      why,
      signature: 'pack(data: Buffer)',
      body: [`const result = ${member}(data);`, 'return result;'],
    }),
  ),
);

interface NamedAsInZlib {
  readonly member: string;
  /** The function of node:zlib that does the same in other threads. */
  readonly zlib: string;
  readonly why: string;
}

/** Compression in JavaScript that node:zlib does in other threads. */
function likeZlib(style: PackageStyle, functions: readonly NamedAsInZlib[]): readonly BlockingApi[] {
  return functions.map(({ member, zlib, why }) =>
    advised(style, {
      member,
      cost: 'cpu',
      why,
      signature: 'pack(data: Uint8Array)',
      body: [
        `const result = ${style.as === undefined ? '' : `${style.as}.`}${member}(data);`,
        'return result;',
      ],
      instead: `await the promisified \`${zlib}\` of node:zlib, which works in other threads`,
      good: {
        imports: ["import { promisify } from 'node:util'", `import { ${zlib} } from 'node:zlib'`],
        hoisted: [`const ${zlib}Async = promisify(${zlib});`],
        body: [`const result = await ${zlib}Async(data);`, 'return result;'],
      },
    }),
  );
}

const pako = packageCatalog(
  'pako',
  likeZlib({ module: 'pako', category: 'compression', as: 'pako' }, [
    { member: 'gzip', zlib: 'gzip', why: compresses },
    { member: 'ungzip', zlib: 'gunzip', why: decompresses },
    { member: 'deflate', zlib: 'deflate', why: compresses },
    { member: 'inflate', zlib: 'inflate', why: decompresses },
    { member: 'deflateRaw', zlib: 'deflateRaw', why: compresses },
    { member: 'inflateRaw', zlib: 'inflateRaw', why: decompresses },
  ]),
);

const fflateStyle: PackageStyle = { module: 'fflate', category: 'compression' };

const fflate = packageCatalog(
  'fflate',
  [
    ...likeZlib(fflateStyle, [
      { member: 'gzipSync', zlib: 'gzip', why: compresses },
      { member: 'gunzipSync', zlib: 'gunzip', why: decompresses },
      { member: 'compressSync', zlib: 'gzip', why: compresses },
      { member: 'decompressSync', zlib: 'unzip', why: decompresses },
      { member: 'deflateSync', zlib: 'deflateRaw', why: compresses },
      { member: 'inflateSync', zlib: 'inflateRaw', why: decompresses },
      { member: 'zlibSync', zlib: 'deflate', why: compresses },
      { member: 'unzlibSync', zlib: 'inflate', why: decompresses },
    ]),
    ...[
      { member: 'zipSync', why: compresses, data: "{ 'data.bin': data }" },
      { member: 'unzipSync', why: decompresses, data: 'data' },
    ].map(({ member, why, data }) => {
      const name = member.replace('Sync', '');
      return advised(fflateStyle, {
        member,
        cost: 'cpu',
        why,
        signature: 'pack(data: Uint8Array)',
        body: [`const result: unknown = ${member}(${data});`, 'return result;'],
        instead: `promisify \`${name}\`, which works in other threads`,
        good: {
          imports: [`import { ${name} } from 'fflate'`],
          body: [
            'return await new Promise<unknown>((resolve, reject) => {',
            `  ${name}(${data}, (error, result) => {`,
            '    if (error) reject(error);',
            '    else resolve(result);',
            '  });',
            '});',
          ],
        },
      });
    }),
  ],
  { callbacks: [{ member: '*', argument: 'last', timing: 'event' }] },
);

const xlsxStyle: PackageStyle = { module: 'xlsx', category: 'file', as: 'XLSX' };

const xlsx = packageCatalog(
  'xlsx',
  [
    {
      member: 'readFile',
      cost: 'io' as const,
      why: 'reads and parses the whole workbook before anything else can run',
      args: 'path',
    },
    {
      member: 'read',
      cost: 'cpu' as const,
      why: 'parses the whole workbook before anything else can run',
      args: "path, { type: 'string' }",
    },
    {
      member: 'writeFile',
      cost: 'io' as const,
      why: 'writes the whole workbook before anything else can run',
      args: 'XLSX.utils.book_new(), path',
    },
    {
      member: 'writeFileXLSX',
      cost: 'io' as const,
      why: 'writes the whole workbook before anything else can run',
      args: 'XLSX.utils.book_new(), path',
    },
    {
      member: 'write',
      cost: 'cpu' as const,
      why: 'compresses the whole workbook before anything else can run',
      args: "XLSX.utils.book_new(), { type: 'buffer' }",
    },
    {
      member: 'writeXLSX',
      cost: 'cpu' as const,
      why: 'compresses the whole workbook before anything else can run',
      args: "XLSX.utils.book_new(), { type: 'buffer' }",
    },
  ].map(({ member, cost, why, args }) =>
    offloaded(xlsxStyle, {
      member,
      cost,
      why,
      instead:
        'handle the workbook in a worker thread; it has to compute for as long, whoever reads the file',
      signature: 'handle(path: string)',
      body: [`const result: unknown = XLSX.${member}(${args});`, 'return { path, result };'],
      data: 'path',
      result: 'unknown',
    }),
  ),
);

/** Compression, archives and workbooks. */
export const archivePackages: readonly ModuleCatalog[] = [snappy, pako, fflate, admZip, xlsx];
