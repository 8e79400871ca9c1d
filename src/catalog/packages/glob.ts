import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import {
  advised,
  methodTwin,
  packageCatalog,
  promisified,
  twin,
  type PackageStyle,
} from './package-records.ts';

const walk = {
  cost: 'io',
  why: 'walks the folders to the last one before anything else can run',
  signature: 'sources()',
} as const;

/** The statements of an example that looks for files. */
function lookingFor(call: string): readonly string[] {
  return [`const files = ${call}('src/**/*.ts');`, 'return files.length;'];
}

function named(module: string): PackageStyle {
  return { module, category: 'file' };
}

function whole(module: string, as: string): PackageStyle {
  return { module, category: 'file', as };
}

const globStyle = named('glob');

/** Before version 9 `glob` called back, and its package was the function itself. */
const beforePromises = { below: 9 };
const sinceVersion9 = { from: 9 };

function eitherWay(member: string): BlockingApi {
  return advised(globStyle, {
    member,
    ...walk,
    body: lookingFor(member),
    instead: 'await `glob(…)`, or `promisify(glob)(…)` before version 9',
    good: { imports: ["import { glob } from 'glob'"], body: lookingFor('await glob') },
  });
}

/** Synchronous forms of what gives an iterator or a stream. */
const lazily: readonly BlockingApi[] = [
  ['globIterateSync', 'globIterate'],
  ['iterateSync', 'iterate'],
  ['iterate.sync', 'iterate'],
  ['globStreamSync', 'globStream'],
  ['streamSync', 'stream'],
  ['stream.sync', 'stream'],
  ['glob.globIterateSync', 'glob.globIterate'],
  ['glob.iterateSync', 'glob.iterate'],
  ['glob.globStreamSync', 'glob.globStream'],
  ['glob.streamSync', 'glob.stream'],
].map(([member = '', lazy = '']) =>
  advised(globStyle, {
    member,
    ...walk,
    why: 'walks the folders while nothing else can run',
    body: [`const files = [...${member}('src/**/*.ts', {})];`, 'return files.length;'],
    instead: `loop over \`${lazy}(…)\` by \`for await\``,
    good: {
      imports: [`import { ${lazy.replace(/\..*/, '')} } from 'glob'`],
      body: [
        'const files: string[] = [];',
        `for await (const file of ${lazy}('src/**/*.ts', {})) files.push(file);`,
        'return files.length;',
      ],
    },
  }),
);

const glob = packageCatalog(
  'glob',
  [
    twin(globStyle, { member: 'globSync', ...walk, body: lookingFor('globSync') }),
    twin(globStyle, { member: 'glob.globSync', ...walk, body: lookingFor('glob.globSync') }),
    twin(globStyle, {
      member: 'glob.sync',
      twin: 'glob',
      versions: sinceVersion9,
      ...walk,
      body: lookingFor('glob.sync'),
    }),
    eitherWay('glob.sync'),
    promisified(whole('glob', 'glob'), {
      member: 'sync',
      twin: '',
      versions: beforePromises,
      ...walk,
      body: lookingFor('glob.sync'),
    }),
    twin(globStyle, {
      member: 'sync',
      twin: 'glob',
      versions: sinceVersion9,
      ...walk,
      body: lookingFor('sync'),
    }),
    eitherWay('sync'),
    ...lazily,
    ...['iterate', 'stream'].map((name) =>
      advised(globStyle, {
        member: `Glob#${name}Sync`,
        ...walk,
        why: 'walks the folders while nothing else can run',
        types: ['Glob', 'GlobOptionsWithFileTypesFalse'],
        signature: 'list(glob: Glob<GlobOptionsWithFileTypesFalse>)',
        body: [`return [...glob.${name}Sync()];`],
        instead: `loop over its \`${name}\` method by \`for await\``,
        good: {
          body: [
            'const files: string[] = [];',
            `for await (const file of glob.${name}()) files.push(file);`,
            'return files;',
          ],
        },
      }),
    ),
    methodTwin(globStyle, {
      member: 'Glob#walkSync',
      ...walk,
      types: ['Glob', 'GlobOptionsWithFileTypesFalse'],
      receiver: 'glob',
      signature: 'count(glob: Glob<GlobOptionsWithFileTypesFalse>)',
      body: ['const files = glob.walkSync();', 'return files.length;'],
    }),
    advised(whole('glob', 'glob'), {
      member: 'GlobSync',
      versions: beforePromises,
      ...walk,
      body: ["const { found } = new glob.GlobSync('src/**/*.ts');", 'return found.length;'],
      instead: 'await `promisify(glob)(…)`',
      good: {
        imports: ["import glob from 'glob'", "import { promisify } from 'node:util'"],
        hoisted: ['const globAsync = promisify(glob);'],
        body: ["const found = await globAsync('src/**/*.ts');", 'return found.length;'],
      },
    }),
  ],
  {
    callbacks: [
      { member: '', argument: 'last', timing: 'event' },
      { member: 'glob', argument: 'last', timing: 'event' },
    ],
    promises: ['Glob#walk'],
  },
);

const globby = packageCatalog('globby', [
  twin(named('globby'), { member: 'globbySync', ...walk, body: lookingFor('globbySync') }),
  twin(whole('globby', 'globby'), { member: 'sync', twin: '', ...walk, body: lookingFor('globby.sync') }),
  twin(named('globby'), {
    member: 'generateGlobTasksSync',
    ...walk,
    why: 'looks for ignore files before anything else can run',
    body: ["const tasks = generateGlobTasksSync('src/**/*.ts');", 'return tasks.length;'],
  }),
  ignored(named('globby'), 'isGitIgnoredSync', 'isGitIgnored', 'isGitIgnoredSync'),
  ignored(whole('globby', 'globby'), 'gitignore.sync', 'gitignore', 'globby.gitignore.sync'),
  twin(named('globby'), {
    member: 'isIgnoredByIgnoreFilesSync',
    ...walk,
    why: 'looks for ignore files and reads them before anything else can run',
    body: [
      "const isIgnored = isIgnoredByIgnoreFilesSync('**/.prettierignore');",
      "return isIgnored('a.ts');",
    ],
  }),
]);

function ignored(style: PackageStyle, member: string, awaited: string, call: string): BlockingApi {
  return twin(style, {
    member,
    twin: awaited,
    ...walk,
    why: 'looks for .gitignore files and reads them before anything else can run',
    signature: 'isIgnored(path: string)',
    body: [`const isIgnored = ${call}();`, 'return isIgnored(path);'],
  });
}

/** The function is a member of itself under two more names. */
const fastGlob = packageCatalog(
  'fast-glob',
  ['', 'glob', 'async'].flatMap((twinName) =>
    ['sync', 'globSync'].map((name) => {
      const member = twinName === '' ? name : `${twinName}.${name}`;
      return twin(whole('fast-glob', 'fg'), {
        member,
        twin: twinName === '' && name === 'globSync' ? 'glob' : twinName,
        ...walk,
        body: lookingFor(`fg.${member}`),
      });
    }),
  ),
);

const tinyglobby = packageCatalog('tinyglobby', [
  twin(named('tinyglobby'), { member: 'globSync', ...walk, body: lookingFor('globSync') }),
]);

/** Packages that find files by patterns. */
export const globPackages: readonly ModuleCatalog[] = [glob, globby, fastGlob, tinyglobby];
