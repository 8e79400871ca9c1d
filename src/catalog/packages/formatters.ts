import type { BlockingApi, Cost, ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog } from './package-records.ts';

const prettierSync = packageCatalog(
  '@prettier/sync',
  (
    [
      ['format', 'cpu', "code, { parser: 'typescript' }", 'formats all of the code'],
      ['check', 'cpu', "code, { parser: 'typescript' }", 'formats all of the code'],
      [
        'formatWithCursor',
        'cpu',
        "code, { parser: 'typescript', cursorOffset: 0 }",
        'formats all of the code',
      ],
      ['resolveConfig', 'io', 'code', 'looks for configuration files and loads them'],
      ['resolveConfigFile', 'io', 'code', 'looks for configuration files'],
      ['getFileInfo', 'io', 'code', 'looks for ignore files and reads them'],
      ['getSupportInfo', 'brief', '', 'loads what it needs'],
      ['clearConfigCache', 'brief', '', 'clears the cache'],
    ] as const
  ).map(([member, cost, args, what]) =>
    prettierTwin(
      member,
      cost,
      args,
      `${what} in a worker thread and stops the whole thread until that is done`,
    ),
  ),
);

function prettierTwin(member: string, cost: Cost, args: string, why: string): BlockingApi {
  const isVoid = member === 'clearConfigCache';
  const body = (call: string): readonly string[] =>
    isVoid
      ? [`${call}(${args});`, 'return code;']
      : [`const result = ${call}(${args});`, 'return { code, result };'];
  const api = advised(
    { module: '@prettier/sync', category: 'compile', as: 'prettier' },
    {
      member,
      cost,
      why,
      signature: 'format(code: string)',
      body: body(`prettier.${member}`),
      instead: '',
      good: {
        imports: [`import { ${member}${member === 'format' ? ' as formatAsync' : ''} } from 'prettier'`],
        body: body(`await ${member === 'format' ? 'formatAsync' : member}`),
      },
    },
  );
  return {
    ...api,
    replacement: {
      kind: 'await',
      expression: `await {prettier#${member}}({args})`,
      instead: `await prettier.${member}(…)`,
    },
  };
}

const pug = packageCatalog(
  'pug',
  [
    ['renderFile', 'const html: string', "{ title: 'a' }"],
    ['compileFile', 'const html: unknown', ''],
    ['compileFileClient', 'const html: string', ''],
  ].map(([member = '', declaration = '', locals = '']) =>
    advised(
      { module: 'pug', category: 'compile', as: 'pug' },
      {
        member,
        cost: 'io',
        why: 'reads the template and all that it includes and compiles them before anything else can run',
        signature: 'page(path: string)',
        body: [`${declaration} = pug.${member}(path${locals && `, ${locals}`});`, 'return { path, html };'],
        instead: 'compile the template once, when the program starts, and call what that gives',
        good: {
          imports: ["import pug from 'pug'"],
          hoisted: ["const template = pug.compileFile('page.pug');"],
          body: ["const html = template({ title: 'a' });", 'return { path, html };'],
        },
      },
    ),
  ),
);

/** Formatters, and compilers of templates. */
export const formatterPackages: readonly ModuleCatalog[] = [
  prettierSync,
  // Before version 3, `format`, `check` and `formatWithCursor` gave no promise.
  packageCatalog('prettier', [], { promises: ['resolveConfig', 'resolveConfigFile', 'getFileInfo'] }),
  pug,
];
