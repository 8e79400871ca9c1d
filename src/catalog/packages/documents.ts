import type { ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, promisified, type PackageStyle } from './package-records.ts';

const papaStyle: PackageStyle = { module: 'papaparse', category: 'compile', as: 'Papa' };

/** Of a string it gives the rows at once, unless it is asked for a worker, or for one row after the other. */
const papaparse = packageCatalog('papaparse', [
  advised(papaStyle, {
    member: 'parse',
    when: { maxArguments: 1 },
    cost: 'cpu',
    why: 'parses all of the text before anything else can run',
    signature: 'rows(text: string)',
    body: ['return Papa.parse<string[]>(text).data;'],
    instead: 'pipe the text through `Papa.parse(Papa.NODE_STREAM_INPUT)`, or set `worker` in a browser',
    good: {
      imports: ["import { Readable } from 'node:stream'", "import Papa from 'papaparse'"],
      body: [
        'const rows: unknown[] = [];',
        'const parser = Readable.from([text]).pipe(Papa.parse(Papa.NODE_STREAM_INPUT));',
        'for await (const row of parser) rows.push(row);',
        'return rows;',
      ],
    },
  }),
]);

const plistStyle: PackageStyle = { module: 'simple-plist', category: 'file', as: 'plist' };

const simplePlist = packageCatalog(
  'simple-plist',
  [
    promisified(plistStyle, {
      member: 'readFileSync',
      cost: 'io',
      why: 'reads and parses the whole file before anything else can run',
      signature: 'read(path: string)',
      body: ['const settings: unknown = plist.readFileSync(path);', 'return settings;'],
    }),
    ...['writeFileSync', 'writeBinaryFileSync'].map((member) =>
      advised(plistStyle, {
        member,
        cost: 'io',
        why: 'writes the whole file before anything else can run',
        signature: 'keep(path: string, size: number)',
        body: [`plist.${member}(path, { size });`],
        instead: 'await `writeFile` of node:fs/promises with what `plist.stringify` gives',
        good: {
          imports: ["import { writeFile } from 'node:fs/promises'", "import plist from 'simple-plist'"],
          body: ['await writeFile(path, plist.stringify({ size }));'],
        },
      }),
    ),
  ],
  {
    callbacks: ['readFile', 'writeFile', 'writeBinaryFile'].map(
      (member) => ({ member, argument: 'last', timing: 'event' }) as const,
    ),
  },
);

const editStyle: PackageStyle = { module: 'edit-json-file', category: 'file', as: 'editJsonFile' };

const readsJson = {
  instead: 'await `readFile` and `writeFile` of node:fs/promises, and change the object in between',
  good: {
    imports: ["import { readFile, writeFile } from 'node:fs/promises'"],
    signature: 'keep(path: string)',
    body: [
      "const data = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;",
      'data.changed = true;',
      'await writeFile(path, JSON.stringify(data));',
    ],
  },
};

const editJsonFile = packageCatalog(
  'edit-json-file',
  [
    advised(editStyle, {
      member: '',
      cost: 'io',
      why: 'reads and parses the whole file before anything else can run',
      signature: 'keep(path: string)',
      body: ['return editJsonFile(path).toObject();'],
      ...readsJson,
    }),
    advised(editStyle, {
      member: 'JsonEditor#save',
      when: { maxArguments: 0 },
      cost: 'io',
      why: 'writes the whole file before anything else can run',
      signature: 'keep(file: editJsonFile.JsonEditor)',
      body: ["file.set('changed', true);", 'file.save();'],
      ...readsJson,
    }),
  ],
  {
    gives: { '()': 'JsonEditor#' },
    callbacks: [{ member: 'JsonEditor#save', argument: 'last', timing: 'event' }],
  },
);

/** Packages that read and write documents of one format. */
export const documentPackages: readonly ModuleCatalog[] = [papaparse, simplePlist, editJsonFile];
