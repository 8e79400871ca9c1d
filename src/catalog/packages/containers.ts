import type { ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, promisified, type PackageStyle } from './package-records.ts';
import { inWorker, work } from './work.ts';

const tarStyle: PackageStyle = { module: 'tar', category: 'compression' };

const operations: readonly (readonly [names: readonly string[], why: string, args: string])[] = [
  [['create', 'c'], 'reads and packs file after file', "{ file: 'all.tar', {sync} }, [folder]"],
  [['extract', 'x'], 'unpacks and writes file after file', "{ file: 'all.tar', cwd: folder, {sync} }"],
  [['list', 't'], 'reads the whole archive', '{ file: folder, {sync} }'],
  [['replace', 'r'], 'reads and packs file after file', "{ file: 'all.tar', {sync} }, [folder]"],
  [['update', 'u'], 'reads and packs file after file', "{ file: 'all.tar', {sync} }, [folder]"],
];

/** The same functions work in both ways: an option says which. */
const tar = packageCatalog(
  'tar',
  operations.flatMap(([names, why, args]) =>
    names.map((member) => {
      const call = (sync: string): string => `${member}(${args.replace(', {sync}', sync)})`;
      return advised(tarStyle, {
        member,
        when: { option: ['sync'] },
        terms: ['sync'],
        cost: 'io',
        why: `${why} before anything else can run, because of its option \`sync\``,
        signature: 'handle(folder: string)',
        body: [`${call(', sync: true')};`, 'return folder;'],
        instead: 'leave the option out and await it',
        good: {
          imports: [`import { ${member} } from 'tar'`],
          body: [`await ${call('')};`, 'return folder;'],
        },
      });
    }),
  ),
);

const crossZip: PackageStyle = { module: 'cross-zip', category: 'compression' };

const lz4: PackageStyle = { module: 'lz4', category: 'compression', as: 'lz4' };

const zip: PackageStyle = { module: 'node-stream-zip', category: 'compression', as: 'StreamZip' };

/** Archives and compression that work on the thread of their caller, or wait for a process. */
export const containerPackages: readonly ModuleCatalog[] = [
  tar,
  packageCatalog(
    'cross-zip',
    ['zipSync', 'unzipSync'].map((member) =>
      promisified(crossZip, {
        member,
        cost: 'process',
        why: 'starts a process that packs or unpacks file after file, and waits until it has ended',
        signature: 'handle(from: string, to: string)',
        body: [`${member}(from, to);`],
      }),
    ),
    {
      callbacks: ['zip', 'unzip'].map((member) => ({ member, argument: 'last', timing: 'event' }) as const),
    },
  ),
  packageCatalog(
    'lz4',
    work(lz4, inWorker, [
      {
        member: 'encode',
        why: 'compresses all of the data before anything else can run',
        call: 'lz4.encode(Buffer.from(text))',
      },
      {
        member: 'decode',
        why: 'decompresses all of the data before anything else can run',
        call: "lz4.decode(Buffer.from(text, 'base64'))",
      },
    ]),
  ),
  packageCatalog('node-stream-zip', [
    advised(zip, {
      member: '#entryDataSync',
      cost: 'io',
      why: 'reads and decompresses the whole entry before anything else can run',
      signature: 'read(zip: StreamZip, name: string)',
      body: ['return zip.entryDataSync(name);'],
      instead: 'open the archive by `new StreamZip.async(…)` and await its `entryData`',
      good: {
        imports: ["import StreamZip from 'node-stream-zip'"],
        signature: 'read(file: string, name: string)',
        body: ['const zip = new StreamZip.async({ file });', 'return await zip.entryData(name);'],
      },
    }),
  ]),
];
