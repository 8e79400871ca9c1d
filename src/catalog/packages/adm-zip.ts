import type { BlockingApi, Cost } from '../schema.ts';
import { offloaded } from './offloaded.ts';
import { methodTwin, packageCatalog, type PackageStyle } from './package-records.ts';

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

const inWorker = 'handle the archive in a worker thread';

/** Measured: the methods of older versions give no promise, so that an await would not wait. */
const firstWithPromises = '0.5.14';

/** A method with a twin since that version: certain where it is known, a suggestion where it is not. */
function promised(record: Omit<Parameters<typeof methodTwin>[1], 'receiver'>): readonly BlockingApi[] {
  const { member, cost, why, changes } = record;
  const reasons = [`adm-zip ${firstWithPromises} or later is needed`, ...(changes ? [changes] : [])];
  return [
    methodTwin(zipStyle, { ...record, receiver: 'zip', versions: { from: firstWithPromises } }),
    {
      ...archive(member.slice(1), cost, why, formerArguments[member] ?? '', inWorker),
      versions: { below: firstWithPromises },
    },
    methodTwin(zipStyle, { ...record, receiver: 'zip', changes: reasons.join(', and ') }),
  ];
}

/** What the examples of the methods are called with where they have no twin. */
const formerArguments: Readonly<Record<string, string>> = {
  '#toBuffer': '',
  '#writeZip': 'path',
  '#extractAllTo': 'path, true',
  '#addLocalFolder': 'path',
};

/** Zip archives that are read and written as a whole. */
export const admZip = packageCatalog(
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
    ...promised({
      member: '#toBuffer',
      twin: 'toBufferPromise',
      when: { maxArguments: 0 },
      cost: 'cpu',
      why: 'compresses all of the files before anything else can run',
      signature: 'pack(zip: AdmZip)',
      body: ['const data = zip.toBuffer();', 'return data;'],
    }),
    ...promised({
      member: '#writeZip',
      twin: 'writeZipPromise',
      when: { maxArguments: 1 },
      unless: ['value-used'],
      cost: 'io',
      why: 'compresses all of the files and writes the archive before anything else can run',
      signature: 'save(zip: AdmZip, path: string)',
      body: ['zip.writeZip(path);'],
    }),
    ...promised({
      member: '#extractAllTo',
      twin: 'extractAllToAsync',
      changes: 'it fails where a file is there already, unless it may overwrite',
      // The promise form takes no password.
      when: { maxArguments: 3 },
      unless: ['value-used'],
      cost: 'io',
      why: 'decompresses and writes file after file before anything else can run',
      signature: 'unpack(zip: AdmZip, folder: string)',
      body: ['zip.extractAllTo(folder, true);'],
    }),
    ...promised({
      member: '#addLocalFolder',
      twin: 'addLocalFolderPromise',
      when: { maxArguments: 1 },
      unless: ['value-used'],
      cost: 'io',
      why: 'reads all files of the folder before anything else can run',
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
