import type { ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, type PackageStyle } from './package-records.ts';
import { work } from './work.ts';

const style: PackageStyle = { module: 'typescript', category: 'compile', as: 'ts' };

const transforms = 'parses and transforms all of the code before anything else can run';

const reads = { category: 'file', cost: 'io', signature: 'load(path: string)' } as const;

/** The compiler reads and computes on the thread of its caller; what it is handed must answer at once. */
export const typescript: ModuleCatalog = packageCatalog(
  'typescript',
  [
    ...work(style, 'run it in a worker thread, or await `transform` of esbuild', [
      { member: 'transpileModule', why: transforms, call: 'ts.transpileModule(text, {})' },
      { member: 'transpile', why: transforms, call: 'ts.transpile(text)' },
    ]),
    ...work(style, 'run the compiler in a worker thread, or a process of its own', [
      {
        member: 'createProgram',
        why: 'reads and parses all files of the project, and the declarations that they use, before anything else can run',
        call: 'ts.createProgram([text], {})',
      },
      {
        member: 'Program#emit',
        why: 'checks and writes all files of the project before anything else can run',
        call: 'program.emit(undefined, () => text)',
        parameters: 'program: ts.Program, text: string',
        handed: 'text: string',
      },
      {
        member: 'getPreEmitDiagnostics',
        why: 'checks all files of the project before anything else can run',
        call: 'ts.getPreEmitDiagnostics(program)',
        parameters: 'program: ts.Program, text: string',
        handed: 'text: string',
      },
      {
        member: 'parseJsonConfigFileContent',
        category: 'file',
        cost: 'io',
        why: 'walks the folders of the project before anything else can run',
        call: 'ts.parseJsonConfigFileContent({}, ts.sys, text)',
      },
    ]),
    ...[
      { member: 'sys.readFile', awaited: 'readFile', args: "path, 'utf8'" },
      { member: 'sys.readDirectory', awaited: 'readdir', args: 'path, { recursive: true }' },
    ].map(({ member, awaited, args }) =>
      advised(style, {
        member,
        ...reads,
        why:
          awaited === 'readdir'
            ? 'walks the folders to the last one before anything else can run'
            : 'reads the whole file before anything else can run',
        body: [`return ts.${member}(path);`],
        instead: `await \`${awaited}\` of node:fs/promises`,
        good: {
          imports: [`import { ${awaited} } from 'node:fs/promises'`],
          body: [`return await ${awaited}(${args});`],
        },
      }),
    ),
    ...['sys.fileExists', 'sys.directoryExists'].map((member) =>
      advised(style, {
        member,
        ...reads,
        cost: 'brief',
        why: 'asks the file system and waits for its answer',
        body: [`return ts.${member}(path);`],
        instead: 'await `access` of node:fs/promises',
        good: {
          imports: ["import { access } from 'node:fs/promises'"],
          body: ['return await access(path).then(() => true, () => false);'],
        },
      }),
    ),
  ],
  {
    gives: { 'createProgram()': 'Program#' },
    callbacks: [
      { member: 'readConfigFile', argument: 1, timing: 'sync' },
      { member: 'findConfigFile', argument: 1, timing: 'sync' },
      { member: 'forEachChild', argument: 'any', timing: 'sync' },
      { member: 'visitEachChild', argument: 1, timing: 'sync' },
      { member: 'visitNode', argument: 1, timing: 'sync' },
      { member: 'visitNodes', argument: 1, timing: 'sync' },
    ],
  },
);
