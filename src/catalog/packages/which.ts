import type { ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, twin } from './package-records.ts';

const which = packageCatalog('which', [
  twin(
    { module: 'which', category: 'file', as: 'which' },
    {
      member: 'sync',
      twin: '',
      cost: 'brief',
      why: 'looks into folder after folder of the PATH and waits for each answer',
      signature: 'locate(program: string)',
      body: ['const found = which.sync(program);', 'return found;'],
    },
  ),
]);

const resolve = packageCatalog(
  'resolve',
  [
    advised(
      { module: 'resolve', category: 'file', as: 'resolve' },
      {
        member: 'sync',
        cost: 'io',
        why: 'looks into folder after folder and reads manifests before anything else can run',
        signature: 'locate(name: string, folder: string)',
        body: ['const found = resolve.sync(name, { basedir: folder });', 'return found;'],
        // It calls back with two results, and its options hold functions that would have to call back.
        instead: 'promisify `resolve`, which calls back',
        good: {
          body: [
            'const found = await new Promise<string | undefined>((done, fail) => {',
            '  resolve(name, { basedir: folder }, (error, path) => {',
            '    if (error) fail(error);',
            '    else done(path);',
            '  });',
            '});',
            'return found;',
          ],
        },
      },
    ),
  ],
  { callbacks: [{ member: '', argument: 'last', timing: 'event' }] },
);

/** Packages that find programs and modules. */
export const whichPackages: readonly ModuleCatalog[] = [which, resolve];
