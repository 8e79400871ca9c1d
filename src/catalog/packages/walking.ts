import type { ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, twin, type PackageStyle } from './package-records.ts';

const walks = 'walks the folders to the last one before anything else can run';

const klawSync = packageCatalog(
  'klaw-sync',
  [
    advised(
      { module: 'klaw-sync', category: 'file', as: 'klawSync' },
      {
        member: '',
        cost: 'io',
        why: walks,
        signature: 'countFiles(folder: string)',
        body: ['const files = klawSync(folder, { nodir: true });', 'return files.length;'],
        instead: 'await `readdir` of node:fs/promises with `recursive: true`',
        good: {
          imports: ["import { readdir } from 'node:fs/promises'"],
          body: [
            'const entries = await readdir(folder, { recursive: true, withFileTypes: true });',
            'return entries.filter((entry) => entry.isFile()).length;',
          ],
        },
      },
    ),
  ],
  { callbacks: [{ member: '', argument: 1, property: 'filter', timing: 'sync' }] },
);

const walkSyncStyle: PackageStyle = { module: 'walk-sync', category: 'file', as: 'walkSync' };

const walkSync = packageCatalog(
  'walk-sync',
  ['', 'entries'].map((member) =>
    advised(walkSyncStyle, {
      member,
      cost: 'io',
      why: walks,
      signature: 'countFiles(folder: string)',
      body: [`const files = walkSync${member === '' ? '' : `.${member}`}(folder);`, 'return files.length;'],
      instead: 'await `readdir` of node:fs/promises with `recursive: true`',
      good: {
        imports: ["import { readdir } from 'node:fs/promises'"],
        body: ['const files = await readdir(folder, { recursive: true });', 'return files.length;'],
      },
    }),
  ),
);

const treeStyle: PackageStyle = { module: 'directory-tree', category: 'file', as: 'directoryTree' };

const directoryTree = packageCatalog(
  'directory-tree',
  [
    advised(treeStyle, {
      member: '',
      cost: 'io',
      why: walks,
      signature: 'sizeOf(folder: string)',
      body: ['return directoryTree(folder).children?.length;'],
      instead: 'await `readdir` of node:fs/promises with `recursive: true`',
      good: {
        imports: ["import { readdir } from 'node:fs/promises'"],
        body: ['return (await readdir(folder, { recursive: true })).length;'],
      },
    }),
  ],
  {
    callbacks: [2, 3].map((argument) => ({ member: '', argument, timing: 'sync' })),
  },
);

const looks = 'looks into folder after folder and waits for each answer';

const resolveFromStyle: PackageStyle = { module: 'resolve-from', category: 'file', as: 'resolveFrom' };

const resolveFrom = packageCatalog(
  'resolve-from',
  ['', 'silent'].map((member) =>
    advised(resolveFromStyle, {
      member,
      cost: 'brief',
      why: looks,
      signature: 'locate(folder: string)',
      body: [`return resolveFrom${member === '' ? '' : `.${member}`}(folder, './main');`],
      instead: 'call it once, while the program starts',
      good: {
        hoisted: ["const main = resolveFrom(process.cwd(), './main');"],
        signature: 'locate()',
        body: ['return main;'],
      },
    }),
  ),
);

const cacheStyle: PackageStyle = { module: 'find-cache-dir', category: 'file', as: 'findCacheDirectory' };

const findCacheDir = packageCatalog('find-cache-dir', [
  advised(cacheStyle, {
    member: '',
    cost: 'brief',
    why: looks,
    signature: 'cacheOf(name: string)',
    body: ['return findCacheDirectory({ name });'],
    instead: 'call it once, while the program starts',
    good: {
      hoisted: ["const folder = findCacheDirectory({ name: 'tool' });"],
      signature: 'cache()',
      body: ['return folder;'],
    },
  }),
]);

const jetpackStyle: PackageStyle = { module: 'fs-jetpack', category: 'file', as: 'jetpack' };

/** Each of its methods has a twin whose name ends in `Async`. */
const jetpack = packageCatalog(
  'fs-jetpack',
  (
    [
      ['read', 'io', 'reads the whole file before anything else can run', 'path'],
      ['write', 'io', 'writes the whole file before anything else can run', "path, 'text'"],
      ['append', 'io', 'opens, writes and closes the file before anything else can run', "path, 'line'"],
      ['list', 'io', 'lists the whole folder before anything else can run', 'path'],
      ['find', 'io', walks, "path, { matching: '*.ts' }"],
      ['copy', 'io', 'copies file after file before anything else can run', 'path, `${path}.bak`'],
      [
        'move',
        'io',
        'renames the file or copies all of it before anything else can run',
        'path, `${path}.bak`',
      ],
      ['remove', 'io', 'removes file after file before anything else can run', 'path'],
      ['inspectTree', 'io', walks, 'path'],
      ['inspect', 'brief', 'looks the file up and waits for the answer', 'path'],
      ['exists', 'brief', 'asks the file system and waits for its answer', 'path'],
      ['dir', 'brief', 'creates the folder and waits until the file system has done so', 'path'],
      ['file', 'brief', 'creates the file and waits until the file system has done so', 'path'],
      ['rename', 'brief', 'renames the file and waits until the file system has done so', "path, 'new'"],
      ['symlink', 'brief', 'creates the link and waits until the file system has done so', "path, 'link'"],
      [
        'tmpDir',
        'brief',
        'creates the folder and waits until the file system has done so',
        '{ basePath: path }',
      ],
    ] as const
  ).map(([member, cost, why, args]) =>
    twin(jetpackStyle, {
      member,
      twin: `${member}Async`,
      cost,
      why,
      signature: 'handle(path: string)',
      body: [`const result: unknown = jetpack.${member}(${args});`, 'return { path, result };'],
    }),
  ),
  { gives: { 'cwd()': '' } },
);

/** Packages that walk through folders. */
export const walkingPackages: readonly ModuleCatalog[] = [
  directoryTree,
  findCacheDir,
  klawSync,
  resolveFrom,
  walkSync,
  jetpack,
];
