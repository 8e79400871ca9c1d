import type { BlockingApi, Cost, ModuleCatalog } from '../schema.ts';
import { offloaded } from './offloaded.ts';
import { advised, methodTwin, packageCatalog, twin, type PackageStyle } from './package-records.ts';

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

const zipStyle: PackageStyle = { module: 'adm-zip', category: 'compression', as: 'AdmZip' };

/** A method of an archive that calls back or gives a promise under another name. */
function archive(member: string, cost: Cost, why: string, args: string, instead: string): BlockingApi {
  return offloaded(zipStyle, {
    member: `#${member}`,
    cost,
    why,
    signature: 'handle(zip: AdmZip, path: string)',
    body: [`const result: unknown = zip.${member}(${args});`, 'return { path, result };'],
    instead,
    goodSignature: 'handle(path: string)',
    data: 'path',
    result: 'unknown',
  });
}

/** Measured: the methods of older versions give no promise, so that an await would not wait. */
const needsNew = 'adm-zip 0.5.14 or later is needed';

const inWorker = 'handle the archive in a worker thread';

const admZip = packageCatalog(
  'adm-zip',
  [
    offloaded(zipStyle, {
      member: '',
      cost: 'io',
      why: 'reads the whole archive before anything else can run',
      // Without a name it is empty; data that is in memory already does not have to be read.
      when: { argumentMatches: { index: 0, pattern: '' } },
      signature: 'files()',
      body: ["const zip = new AdmZip('archive.zip');", 'return zip.getEntryCount();'],
      instead: 'await `readFile` of node:fs/promises and give it the data',
      data: '',
      result: 'number',
    }),
    methodTwin(zipStyle, {
      member: '#toBuffer',
      twin: 'toBufferPromise',
      changes: needsNew,
      when: { maxArguments: 0 },
      cost: 'cpu',
      why: 'compresses all of the files before anything else can run',
      receiver: 'zip',
      signature: 'pack(zip: AdmZip)',
      body: ['const data = zip.toBuffer();', 'return data;'],
    }),
    methodTwin(zipStyle, {
      member: '#writeZip',
      twin: 'writeZipPromise',
      changes: needsNew,
      when: { maxArguments: 1 },
      unless: ['value-used'],
      cost: 'io',
      why: 'compresses all of the files and writes the archive before anything else can run',
      receiver: 'zip',
      signature: 'save(zip: AdmZip, path: string)',
      body: ['zip.writeZip(path);'],
    }),
    methodTwin(zipStyle, {
      member: '#extractAllTo',
      twin: 'extractAllToAsync',
      changes: `${needsNew}, and it fails where a file is there already, unless it may overwrite`,
      // The promise form takes no password.
      when: { maxArguments: 3 },
      unless: ['value-used'],
      cost: 'io',
      why: 'decompresses and writes file after file before anything else can run',
      receiver: 'zip',
      signature: 'unpack(zip: AdmZip, folder: string)',
      body: ['zip.extractAllTo(folder, true);'],
    }),
    methodTwin(zipStyle, {
      member: '#addLocalFolder',
      twin: 'addLocalFolderPromise',
      changes: needsNew,
      when: { maxArguments: 1 },
      unless: ['value-used'],
      cost: 'io',
      why: 'reads all files of the folder before anything else can run',
      receiver: 'zip',
      signature: 'add(zip: AdmZip, folder: string)',
      body: ['zip.addLocalFolder(folder);'],
    }),
    archive(
      'extractAllTo',
      'io',
      'decompresses and writes file after file before anything else can run',
      "path, true, false, 'secret'",
      inWorker,
    ),
    archive(
      'addLocalFolder',
      'io',
      'reads all files of the folder before anything else can run',
      "path, 'docs'",
      inWorker,
    ),
    archive('addLocalFile', 'io', 'reads the whole file before anything else can run', 'path', inWorker),
    archive(
      'extractEntryTo',
      'io',
      'decompresses and writes the file before anything else can run',
      "'a.txt', path",
      inWorker,
    ),
    archive('readFile', 'cpu', 'decompresses the file before anything else can run', 'path', inWorker),
    archive('readAsText', 'cpu', 'decompresses the file before anything else can run', 'path', inWorker),
    archive('test', 'cpu', 'decompresses file after file before anything else can run', '', inWorker),
  ],
  {
    callbacks: [
      { member: '#forEach', argument: 0, timing: 'sync' },
      ...['#toBuffer', '#writeZip', '#extractAllToAsync', '#addLocalFileAsync', '#readFileAsync'].map(
        (member) => ({ member, argument: 'any', timing: 'event' }) as const,
      ),
    ],
    promises: ['#toBufferPromise', '#writeZipPromise', '#extractAllToAsync', '#addLocalFolderPromise'],
  },
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
