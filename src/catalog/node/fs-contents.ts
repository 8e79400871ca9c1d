import { program } from '../example.ts';
import type { BlockingApi } from '../schema.ts';
import { promisesTwin } from './twins.ts';

/*
 * The rule for costs: `brief` is one look at or change of a file's metadata, whatever its size (stat, access, open, mkdir,
 * rename, unlink, chmod); `io` reads or writes contents, or grows with the number of entries (readFile, copyFile, readdir, rm).
 */

/** Functions of `node:fs` on paths that read or write contents or whole folders. */
export const contentFunctions: readonly BlockingApi[] = [
  promisesTwin({
    member: 'readFileSync',
    cost: 'io',
    why: 'reads the whole file before anything else can run',
    unless: ['descriptor'],
    signature: 'loadConfig(path: string)',
    body: ["const text = readFileSync(path, 'utf8');", 'return JSON.parse(text) as unknown;'],
  }),
  promisesTwin({
    member: 'writeFileSync',
    cost: 'io',
    why: 'writes the whole file before anything else can run',
    unless: ['descriptor'],
    signature: 'saveReport(path: string, report: string)',
    body: ['writeFileSync(path, report);'],
  }),
  promisesTwin({
    member: 'appendFileSync',
    cost: 'io',
    why: 'opens, writes and closes the file before anything else can run',
    unless: ['descriptor'],
    signature: 'log(path: string, line: string)',
    body: ['appendFileSync(path, `${line}\\n`);'],
  }),
  promisesTwin({
    member: 'copyFileSync',
    cost: 'io',
    why: 'copies the whole file before anything else can run',
    signature: 'backUp(path: string)',
    body: ['copyFileSync(path, `${path}.bak`);'],
  }),
  promisesTwin({
    member: 'cpSync',
    cost: 'io',
    why: 'copies the whole tree before anything else can run',
    signature: 'copyTemplate(from: string, to: string)',
    body: ['cpSync(from, to, { recursive: true });'],
  }),
  promisesTwin({
    member: 'readdirSync',
    cost: 'io',
    why: 'lists the whole folder before anything else can run',
    signature: 'countFiles(folder: string)',
    body: ['const names = readdirSync(folder);', 'return names.length;'],
  }),
  promisesTwin({
    member: 'rmSync',
    cost: 'io',
    why: 'removes file after file before anything else can run',
    signature: 'clean(folder: string)',
    body: ['rmSync(folder, { recursive: true, force: true });'],
  }),
  {
    member: 'globSync',
    category: 'file',
    cost: 'io',
    why: 'walks the folders to the last one before anything else can run',
    replacement: {
      kind: 'await',
      expression: 'await Array.fromAsync({node:fs/promises#glob}({args}))',
      instead: 'await Array.fromAsync(fs.promises.glob(…))',
    },
    example: {
      bad: program({
        imports: ["import { globSync } from 'node:fs'"],
        signature: 'sources()',
        body: ["const files = globSync('src/**/*.ts');", 'return files.length;'],
      }),
      good: program({
        imports: ["import { glob } from 'node:fs/promises'"],
        signature: 'sources()',
        body: ["const files = await Array.fromAsync(glob('src/**/*.ts'));", 'return files.length;'],
      }),
    },
  },
];
