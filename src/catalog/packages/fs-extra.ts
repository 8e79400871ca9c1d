import { fs } from '../node/fs.ts';
import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { handedOn } from './handed-on.ts';
import { packageCatalog, twin, type PackageStyle } from './package-records.ts';

/** The functions of `node:fs` that give a promise when they are called without a callback. */
const universal: ReadonlySet<string> = new Set([
  'access',
  'appendFile',
  'chmod',
  'chown',
  'copyFile',
  'lchmod',
  'lchown',
  'link',
  'lstat',
  'mkdir',
  'mkdtemp',
  'opendir',
  'readFile',
  'readdir',
  'readlink',
  'realpath',
  'rename',
  'rm',
  'rmdir',
  'stat',
  'symlink',
  'truncate',
  'unlink',
  'utimes',
  'writeFile',
]);

const creates = 'and every missing folder above it, and waits until the file system has done so';

/** The functions of its own. Some have several names. */
function own(style: PackageStyle): readonly BlockingApi[] {
  const call = style.as === undefined ? '' : `${style.as}.`;
  const read = (member: string): BlockingApi =>
    twin(style, {
      member,
      cost: 'io',
      why: 'reads and parses the whole file before anything else can run',
      signature: 'loadConfig(path: string)',
      body: [`const config: unknown = ${call}${member}(path);`, 'return config;'],
    });
  const write = (member: string, why: string): BlockingApi =>
    twin(style, {
      member,
      cost: 'io',
      why,
      signature: 'save(path: string, settings: object)',
      body: [`${call}${member}(path, settings, { spaces: 2 });`],
    });
  const copyOrMove = (member: string, why: string): BlockingApi =>
    twin(style, {
      member,
      cost: 'io',
      why,
      signature: 'publish(from: string, to: string)',
      body: [`${call}${member}(from, to);`],
    });
  const onPath = (member: string, cost: 'brief' | 'io', why: string): BlockingApi =>
    twin(style, {
      member,
      cost,
      why,
      signature: 'prepare(path: string)',
      body: [`${call}${member}(path);`],
    });
  const link = (member: string): BlockingApi =>
    twin(style, {
      member,
      cost: 'brief',
      why: `creates the link ${creates}`,
      signature: 'keep(path: string, link: string)',
      body: [`${call}${member}(path, link);`],
    });
  return [
    ...['readJsonSync', 'readJSONSync'].map(read),
    ...['writeJsonSync', 'writeJSONSync'].map((member) =>
      write(member, 'writes the whole file before anything else can run'),
    ),
    ...['outputJsonSync', 'outputJSONSync'].map((member) =>
      write(member, 'creates missing folders and writes the whole file before anything else can run'),
    ),
    twin(style, {
      member: 'outputFileSync',
      cost: 'io',
      why: 'creates missing folders and writes the whole file before anything else can run',
      signature: 'save(path: string, report: string)',
      body: [`${call}outputFileSync(path, report);`],
    }),
    copyOrMove('copySync', 'copies file after file before anything else can run'),
    copyOrMove('moveSync', 'renames the file or folder, or copies all of it, before anything else can run'),
    onPath('removeSync', 'io', 'removes file after file before anything else can run'),
    ...['emptyDirSync', 'emptydirSync'].map((member) =>
      onPath(member, 'io', 'removes all that is in the folder before anything else can run'),
    ),
    ...['ensureDirSync', 'mkdirsSync', 'mkdirpSync'].map((member) =>
      onPath(member, 'brief', `creates the folder ${creates}`),
    ),
    ...['ensureFileSync', 'createFileSync'].map((member) =>
      onPath(member, 'brief', `creates the file ${creates}`),
    ),
    ...['ensureLinkSync', 'createLinkSync', 'ensureSymlinkSync', 'createSymlinkSync'].map(link),
    twin(style, {
      member: 'pathExistsSync',
      cost: 'brief',
      why: 'asks the file system and waits for its answer',
      signature: 'isConfigured(path: string)',
      body: [`const found = ${call}pathExistsSync(path);`, 'return found;'],
    }),
  ];
}

const callbacks = [
  { member: 'copySync', argument: 2, property: 'filter', timing: 'sync' },
  { member: 'copySync', argument: 2, timing: 'sync' },
  { member: 'copy', argument: 2, property: 'filter', timing: 'event' },
] as const;

const fsExtra = { module: 'fs-extra', category: 'file', as: 'fs' } as const;

const passed = handedOn(fs, 'fs-extra', {
  promises: 'node:fs/promises',
  awaited: (name) => (universal.has(name) ? name : undefined),
});

const existsSync = twin(fsExtra, {
  member: 'existsSync',
  twin: 'pathExists',
  cost: 'brief',
  why: 'asks the file system and waits for its answer',
  signature: 'isConfigured(path: string)',
  body: ['const found = fs.existsSync(path);', 'return found;'],
});

export const fsExtraPackages: readonly ModuleCatalog[] = [
  packageCatalog('fs-extra', [...own(fsExtra), existsSync], { callbacks, promises: [...universal] }),
  { ...passed, blocking: passed.blocking.filter(({ member }) => member !== 'existsSync') },
  packageCatalog('fs-extra/esm', own({ module: 'fs-extra/esm', category: 'file' }), { callbacks }),
];
