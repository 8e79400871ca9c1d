import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, promisified, twin, type PackageStyle } from './package-records.ts';

const folder = {
  cost: 'brief',
  why: 'creates the folder and every missing one above it, and waits until the file system has done so',
  signature: 'prepare(folder: string)',
} as const;

const removal = {
  cost: 'io',
  why: 'removes file after file before anything else can run',
  signature: 'clean(folder: string)',
} as const;

/** Advice where the version is not known: some versions call back, and some give a promise. */
function eitherWay(
  style: PackageStyle & { readonly as: string },
  firstWithPromises: number,
  record: typeof folder | typeof removal,
): BlockingApi {
  const { as, module } = style;
  return advised(style, {
    ...record,
    member: 'sync',
    body: [`${as}.sync(folder);`],
    instead: `await \`${as}(…)\`, or \`promisify(${as})(…)\` before version ${firstWithPromises}`,
    good: {
      imports: [`import { ${as} } from '${module}'`],
      body: [`await ${as}(folder);`],
    },
  });
}

const makeDir: PackageStyle = { module: 'mkdirp', category: 'file', as: 'mkdirp' };
const remove: PackageStyle = { module: 'rimraf', category: 'file', as: 'rimraf' };

const mkdirp = packageCatalog('mkdirp', [
  twin({ module: 'mkdirp', category: 'file' }, { member: 'mkdirpSync', ...folder, body: ['mkdirpSync(folder);'] }),
  twin(
    { module: 'mkdirp', category: 'file' },
    { member: 'mkdirp.sync', twin: 'mkdirp', ...folder, body: ['mkdirp.sync(folder);'] },
  ),
  promisified(makeDir, { member: 'sync', twin: '', versions: { below: 1 }, ...folder, body: ['mkdirp.sync(folder);'] }),
  twin(makeDir, {
    member: 'sync',
    twin: '',
    versions: { from: 1, below: 3 },
    ...folder,
    body: ['mkdirp.sync(folder);'],
  }),
]);
