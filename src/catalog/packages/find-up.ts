import type { BlockingApi, Cost, ModuleCatalog } from '../schema.ts';
import { packageCatalog, twin } from './package-records.ts';

const climbs = 'looks into folder after folder and waits for each answer';
const asks = 'asks the file system and waits for its answer';
const reads = 'reads and parses the manifest before anything else can run';
const climbsAndReads = 'looks into folder after folder and reads the manifest before anything else can run';

interface Finder {
  readonly module: string;
  readonly member: string;
  readonly twin?: string;
  /** The name of the default import, before the package became an ES module with named exports. */
  readonly as?: string;
  readonly why: string;
  readonly cost: Cost;
  readonly args: string;
}

function finder({ module, member, twin: awaited, as, why, cost, args }: Finder): BlockingApi {
  const call = as === undefined ? member : `${as}.${member}`;
  return twin(
    { module, category: 'file', ...(as !== undefined && { as }) },
    {
      member,
      ...(awaited !== undefined && { twin: awaited }),
      cost,
      why,
      signature: 'locate(name: string)',
      body: [`const found = ${call}(${args});`, 'return { name, found };'],
    },
  );
}

/** A package with a function of this name, and what that was before it had named exports. */
function finders(
  module: string,
  name: string,
  why: string,
  cost: Cost,
  args: string,
  former?: string,
): ModuleCatalog {
  return packageCatalog(module, [
    finder({ module, member: `${name}Sync`, why, cost, args }),
    ...(former === undefined
      ? []
      : [finder({ module, member: 'sync', twin: '', as: former, why, cost, args })]),
  ]);
}

/** Packages that look for files in a folder and those above it. */
export const findUpPackages: readonly ModuleCatalog[] = [
  packageCatalog(
    'find-up',
    [
      ...['findUpSync', 'findUpMultipleSync', 'findDownSync'].map((member) =>
        finder({ module: 'find-up', member, why: climbs, cost: 'brief', args: 'name' }),
      ),
      finder({
        module: 'find-up',
        member: 'sync',
        twin: '',
        as: 'findUp',
        why: climbs,
        cost: 'brief',
        args: 'name',
      }),
      finder({
        module: 'find-up',
        member: 'sync.exists',
        twin: 'exists',
        as: 'findUp',
        why: asks,
        cost: 'brief',
        args: 'name',
      }),
    ],
    {
      callbacks: ['findUpSync', 'findUpMultipleSync', 'sync'].map((member) => ({
        member,
        argument: 0,
        timing: 'sync',
      })),
    },
  ),
  finders('find-up-simple', 'findUp', climbs, 'brief', 'name'),
  finders('locate-path', 'locatePath', asks, 'brief', "[name, 'index.js']", 'locatePath'),
  finders('path-exists', 'pathExists', asks, 'brief', 'name', 'pathExists'),
  finders('pkg-dir', 'packageDirectory', climbs, 'brief', '{ cwd: name }'),
  finders('pkg-up', 'pkgUp', climbs, 'brief', '{ cwd: name }'),
  finders('read-pkg', 'readPackage', reads, 'io', '{ cwd: name }', 'readPkg'),
  finders('read-package-up', 'readPackageUp', climbsAndReads, 'io', '{ cwd: name }'),
  packageCatalog('read-pkg-up', [
    finder({
      module: 'read-pkg-up',
      member: 'readPackageUpSync',
      why: climbsAndReads,
      cost: 'io',
      args: '{ cwd: name }',
    }),
    finder({
      module: 'read-pkg-up',
      member: 'sync',
      twin: '',
      as: 'readPkgUp',
      why: climbsAndReads,
      cost: 'io',
      args: '{ cwd: name }',
    }),
  ]),
];
