import type { ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, type PackageStyle } from './package-records.ts';

const style: PackageStyle = { module: 'tmp', category: 'file', as: 'tmp' };

const joined = ["import { tmpdir } from 'node:os'", "import path from 'node:path'"];

/** Its callbacks get several values, so none can be promisified; node:fs/promises has what most callers need. */
export const tmp: ModuleCatalog = packageCatalog(
  'tmp',
  [
    advised(style, {
      member: 'dirSync',
      cost: 'brief',
      why: 'creates the folder and waits until the file system has done so',
      signature: 'scratchFolder()',
      body: ["const folder = tmp.dirSync({ prefix: 'build-' });", 'return folder.name;'],
      instead: 'await `mkdtemp` of node:fs/promises',
      good: {
        imports: ["import { mkdtemp } from 'node:fs/promises'", ...joined],
        body: ["const folder = await mkdtemp(path.join(tmpdir(), 'build-'));", 'return folder;'],
      },
    }),
    advised(style, {
      member: 'fileSync',
      cost: 'brief',
      why: 'creates and opens the file and waits until the file system has done so',
      signature: 'scratchFile()',
      body: ["const file = tmp.fileSync({ postfix: '.json' });", 'return file.name;'],
      instead: 'await `mkdtemp` of node:fs/promises and create the file in that folder',
      good: {
        imports: ["import { mkdtemp, writeFile } from 'node:fs/promises'", ...joined],
        body: [
          "const file = path.join(await mkdtemp(path.join(tmpdir(), 'build-')), 'scratch.json');",
          "await writeFile(file, '');",
          'return file;',
        ],
      },
    }),
    advised(style, {
      member: 'tmpNameSync',
      cost: 'brief',
      why: 'asks the file system whether the name is free, and waits for its answer',
      signature: 'scratchFile()',
      body: ['const file = tmp.tmpNameSync();', 'return file;'],
      instead: 'await `mkdtemp` of node:fs/promises and name the file in that folder',
      good: {
        imports: ["import { mkdtemp } from 'node:fs/promises'", ...joined],
        body: [
          "const folder = await mkdtemp(path.join(tmpdir(), 'build-'));",
          "return path.join(folder, 'file');",
        ],
      },
    }),
    ...[
      { type: 'FileResult', made: 'fileSync', what: 'the file' },
      { type: 'DirResult', made: 'dirSync', what: 'the folder' },
    ].map(({ type, made, what }) =>
      advised(style, {
        member: `${type}#removeCallback`,
        cost: 'brief',
        why: `removes ${what} and waits until the file system has done so`,
        signature: 'withScratch(use: (path: string) => Promise<void>)',
        body: [`const scratch = tmp.${made}();`, 'await use(scratch.name);', 'scratch.removeCallback();'],
        instead: 'await `rm` of node:fs/promises',
        good: {
          imports: ["import { mkdtemp, rm } from 'node:fs/promises'", ...joined],
          body: [
            "const scratch = await mkdtemp(path.join(tmpdir(), 'build-'));",
            'await use(scratch);',
            'await rm(scratch, { recursive: true });',
          ],
        },
      }),
    ),
  ],
  {
    gives: { 'fileSync()': 'FileResult#', 'dirSync()': 'DirResult#' },
    callbacks: [{ member: '*', argument: 'last', timing: 'event' }],
  },
);
