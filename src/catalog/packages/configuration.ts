import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, type PackageStyle } from './package-records.ts';

const readsSettings = 'looks for the files of settings and reads them before anything else can run';

/** Something that belongs where the program starts. */
function atStart(
  style: PackageStyle,
  {
    member,
    call,
    why = readsSettings,
  }: { readonly member: string; readonly call: string; readonly why?: string },
): BlockingApi {
  return advised(style, {
    member,
    cost: 'io',
    why,
    signature: 'start(name: string)',
    body: [`const result: unknown = ${call};`, 'return { name, result };'],
    instead: 'call it once, while the program starts',
    good: {
      hoisted: [`const result: unknown = ${call.replaceAll('name', "'app'")};`],
      body: ['return { name, result };'],
      imports: [`import ${style.as ?? `{ ${member} }`} from '${style.module}'`],
    },
  });
}

const nconf: PackageStyle = { module: 'nconf', category: 'file', as: 'nconf' };
const dotenvFlow: PackageStyle = { module: 'dotenv-flow', category: 'file', as: 'dotenvFlow' };
const rc: PackageStyle = { module: 'rc', category: 'file', as: 'rc' };
const importFresh: PackageStyle = { module: 'import-fresh', category: 'file', as: 'importFresh' };

/** Packages that find and read configuration. */
export const configurationPackages: readonly ModuleCatalog[] = [
  packageCatalog(
    'nconf',
    [
      atStart(nconf, { member: 'file', call: 'nconf.file(name)' }),
      atStart(nconf, { member: 'loadFilesSync', call: 'nconf.loadFilesSync([name])' }),
      ...['load', 'save'].map((member) =>
        advised(nconf, {
          member,
          when: { withoutCallback: true },
          cost: 'io',
          why:
            member === 'load'
              ? 'reads the files of settings before anything else can run'
              : 'writes the files of settings before anything else can run',
          signature: 'settings()',
          body: [member === 'load' ? 'nconf.load();' : 'nconf.save(undefined);', 'return nconf;'],
          instead: 'give it a callback, and await that in a promise',
          good: {
            body: [
              'await new Promise<void>((resolve, reject) => {',
              `  nconf.${member}((error: Error | null) => {`,
              '    if (error) reject(error);',
              '    else resolve();',
              '  });',
              '});',
              'return nconf;',
            ],
          },
        }),
      ),
    ],
    {
      callbacks: ['load', 'save'].map((member) => ({ member, argument: 'last', timing: 'event' })),
    },
  ),
  packageCatalog('dotenv-flow', [atStart(dotenvFlow, { member: 'config', call: 'dotenvFlow.config()' })]),
  packageCatalog('rc', [atStart(rc, { member: '', call: 'rc(name)' })]),
  packageCatalog('get-tsconfig', [
    atStart(
      { module: 'get-tsconfig', category: 'file' },
      {
        member: 'getTsconfig',
        call: 'getTsconfig(name)',
        why: 'looks into folder after folder and reads the configuration before anything else can run',
      },
    ),
  ]),
  packageCatalog('import-fresh', [
    advised(importFresh, {
      member: '',
      cost: 'io',
      why: 'reads, compiles and runs the module, and all that it loads, before anything else can run',
      signature: 'load(file: string)',
      body: ['return importFresh(file) as unknown;'],
      instead: 'await `import(…)` with a query that is new each time',
      good: {
        imports: [],
        body: ['return (await import(`${file}?${Date.now()}`)) as unknown;'],
      },
    }),
  ]),
];
