import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog } from './package-records.ts';

/*
 * The searcher has the same methods in both forms: it is made by another function, so the call that makes it and the
 * call of the method have to change together.
 */
function searchers(module: string, type: string): readonly BlockingApi[] {
  return [
    {
      method: 'search',
      args: '',
      why: 'looks for the file in folder after folder and loads it before anything else can run',
    },
    {
      method: 'load',
      args: "'.config/tool.json'",
      why: 'reads the file and parses or runs it before anything else can run',
    },
  ].map(({ method, args, why }) =>
    advised(
      { module, category: 'file' },
      {
        member: `${type}#${method}`,
        cost: 'io',
        why,
        imports: [`import { ${module}Sync } from '${module}'`],
        signature: 'loadConfig(tool: string)',
        body: [`const found = ${module}Sync(tool).${method}(${args});`, 'return found?.config as unknown;'],
        instead: `await the same method of \`${module}(…)\``,
        good: {
          imports: [`import { ${module} } from '${module}'`],
          body: [
            `const found = await ${module}(tool).${method}(${args});`,
            'return found?.config as unknown;',
          ],
        },
      },
    ),
  );
}

/** Packages that find and load configuration. */
export const cosmiconfigPackages: readonly ModuleCatalog[] = [
  packageCatalog('cosmiconfig', searchers('cosmiconfig', 'PublicExplorerSync'), {
    gives: { 'cosmiconfigSync()': 'PublicExplorerSync#', 'cosmiconfig()': 'PublicExplorer#' },
    harmless: ['cosmiconfigSync', 'getDefaultSearchPlacesSync'],
    promises: ['PublicExplorer#search', 'PublicExplorer#load'],
  }),
  packageCatalog('lilconfig', searchers('lilconfig', 'SyncSearcher'), {
    gives: { 'lilconfigSync()': 'SyncSearcher#', 'lilconfig()': 'AsyncSearcher#' },
    harmless: ['lilconfigSync'],
    promises: ['AsyncSearcher#search', 'AsyncSearcher#load'],
  }),
];
