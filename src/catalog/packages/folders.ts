import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, promisified, twin, type PackageStyle } from './package-records.ts';

/** A function that works on one path. */
interface PathFunction {
  readonly cost: 'brief' | 'io';
  readonly why: string;
  readonly signature: string;
}

const creation: PathFunction = {
  cost: 'brief',
  why: 'creates the folder and every missing one above it, and waits until the file system has done so',
  signature: 'prepare(folder: string)',
};

const removal: PathFunction = {
  cost: 'io',
  why: 'removes file after file before anything else can run',
  signature: 'clean(folder: string)',
};

function named(module: string): PackageStyle {
  return { module, category: 'file' };
}

function whole(module: string, as: string): PackageStyle {
  return { module, category: 'file', as };
}

/** The `sync` that a function has which once called back and now gives a promise. */
function formerSync(
  module: 'mkdirp' | 'rimraf',
  record: PathFunction,
  firstWithPromises: number,
  firstWithNames: number,
): readonly BlockingApi[] {
  const style = whole(module, module);
  const body = [`${module}.sync(folder);`];
  const between = { from: firstWithPromises, below: firstWithNames };
  return [
    promisified(style, { member: 'sync', twin: '', versions: { below: firstWithPromises }, ...record, body }),
    ...(between.from < between.below
      ? [twin(style, { member: 'sync', twin: '', versions: between, ...record, body })]
      : []),
    twin(named(module), {
      member: 'sync',
      twin: module,
      versions: { from: firstWithNames },
      ...record,
      body: ['sync(folder);'],
    }),
    advised(named(module), {
      member: 'sync',
      ...record,
      body: ['sync(folder);'],
      instead: `await \`${module}(…)\`, or \`promisify(${module})(…)\` before version ${firstWithPromises}`,
      good: { imports: [`import { ${module} } from '${module}'`], body: [`await ${module}(folder);`] },
    }),
  ];
}

const mkdirp = packageCatalog(
  'mkdirp',
  [
    ...['mkdirp', 'mkdirpManual', 'mkdirpNative', 'manual', 'native'].flatMap((name) => [
      twin(named('mkdirp'), {
        member: `${name}.sync`,
        twin: name,
        ...creation,
        body: [`${name}.sync(folder);`],
      }),
      twin(named('mkdirp'), { member: `${name}Sync`, ...creation, body: [`${name}Sync(folder);`] }),
    ]),
    ...['mkdirpManual', 'mkdirpNative', 'manual', 'native']
      .map((name) => `mkdirp.${name}Sync`)
      .map((member) => twin(named('mkdirp'), { member, ...creation, body: [`${member}(folder);`] })),
    twin(named('mkdirp'), {
      member: 'mkdirp.mkdirpSync',
      twin: 'mkdirp',
      ...creation,
      body: ['mkdirp.mkdirpSync(folder);'],
    }),
    ...formerSync('mkdirp', creation, 1, 3),
  ],
  { harmless: ['useNativeSync', 'useNative.sync', 'mkdirp.useNativeSync'] },
);

const rimraf = packageCatalog('rimraf', [
  ...['rimraf', 'native', 'manual', 'windows', 'posix', 'moveRemove'].flatMap((name) => [
    twin(named('rimraf'), { member: `${name}Sync`, ...removal, body: [`${name}Sync(folder);`] }),
    twin(named('rimraf'), {
      member: `${name}.sync`,
      twin: name,
      ...removal,
      body: [`${name}.sync(folder);`],
    }),
  ]),
  ...['rimraf', 'native', 'manual', 'windows', 'posix', 'moveRemove']
    .map((name) => `rimraf.${name}Sync`)
    .map((member) => twin(named('rimraf'), { member, ...removal, body: [`${member}(folder);`] })),
  ...formerSync('rimraf', removal, 4, 4),
]);

const makeDir = packageCatalog('make-dir', [
  twin(named('make-dir'), { member: 'makeDirectorySync', ...creation, body: ['makeDirectorySync(folder);'] }),
  twin(whole('make-dir', 'makeDir'), {
    member: 'sync',
    twin: '',
    ...creation,
    body: ['makeDir.sync(folder);'],
  }),
]);

const byPatterns: PathFunction = {
  cost: 'io',
  why: 'walks the folders and removes file after file before anything else can run',
  signature: 'clean()',
};

const del = packageCatalog('del', [
  twin(named('del'), {
    member: 'deleteSync',
    twin: 'deleteAsync',
    ...byPatterns,
    body: ["const removed = deleteSync(['dist/**', '!dist/.keep']);", 'return removed.length;'],
  }),
  twin(whole('del', 'del'), {
    member: 'sync',
    twin: '',
    ...byPatterns,
    body: ["const removed = del.sync(['dist/**', '!dist/.keep']);", 'return removed.length;'],
  }),
]);

/** Packages that create and remove folders. */
export const folderPackages: readonly ModuleCatalog[] = [mkdirp, rimraf, makeDir, del];
