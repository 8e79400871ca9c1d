import { program } from '../example.ts';
import type { BlockingApi } from '../schema.ts';
import { promisesTwin } from './twins.ts';

/** Functions that look at or change metadata. */
const metadata: readonly BlockingApi[] = [
  promisesTwin({
    member: 'accessSync',
    cost: 'brief',
    why: 'asks the file system and waits for its answer',
    signature: 'requireFile(path: string)',
    body: ['accessSync(path);'],
  }),
  promisesTwin({
    member: 'statSync',
    cost: 'brief',
    why: 'looks the file up and waits for the answer',
    adapt: ['no-entry'],
    signature: 'sizeOf(path: string)',
    body: ['const stats = statSync(path);', 'return stats.size;'],
  }),
  promisesTwin({
    member: 'lstatSync',
    cost: 'brief',
    why: 'looks the file or link up and waits for the answer',
    adapt: ['no-link-entry'],
    signature: 'isLink(path: string)',
    body: ['const stats = lstatSync(path);', 'return stats.isSymbolicLink();'],
  }),
  promisesTwin({
    member: 'statfsSync',
    cost: 'brief',
    why: 'asks the file system for its figures and waits for the answer',
    signature: 'freeBlocks(path: string)',
    body: ['const figures = statfsSync(path);', 'return figures.bfree;'],
  }),
  promisesTwin({
    member: 'realpathSync',
    cost: 'brief',
    why: 'resolves every link of the path and waits for each answer',
    signature: 'resolveLinks(path: string)',
    body: ['const real = realpathSync(path);', 'return real;'],
  }),
  {
    member: 'realpathSync.native',
    category: 'file',
    cost: 'brief',
    why: 'resolves every link of the path and waits for the answer',
    replacement: {
      kind: 'await',
      expression: 'await {node:fs/promises#realpath}({args})',
      instead: 'await fs.promises.realpath(…)',
    },
    // Also calls `realpath(3)`: the promise form is the native one.
    example: {
      bad: program({
        imports: ["import { realpathSync } from 'node:fs'"],
        signature: 'resolveLinks(path: string)',
        body: ['const real = realpathSync.native(path);', 'return real;'],
      }),
      good: program({
        imports: ["import { realpath } from 'node:fs/promises'"],
        signature: 'resolveLinks(path: string)',
        body: ['const real = await realpath(path);', 'return real;'],
      }),
    },
  },
  promisesTwin({
    member: 'readlinkSync',
    cost: 'brief',
    why: 'reads the link and waits for the answer',
    signature: 'targetOf(link: string)',
    body: ['const target = readlinkSync(link);', 'return target;'],
  }),
  promisesTwin({
    member: 'mkdirSync',
    cost: 'brief',
    why: 'creates the folder and waits until the file system has done so',
    signature: 'prepare(folder: string)',
    body: ['mkdirSync(folder, { recursive: true });'],
  }),
  promisesTwin({
    member: 'mkdtempSync',
    cost: 'brief',
    why: 'creates the folder and waits until the file system has done so',
    signature: 'scratchFolder(prefix: string)',
    body: ['const folder = mkdtempSync(prefix);', 'return folder;'],
  }),
  {
    member: 'mkdtempDisposableSync',
    category: 'file',
    cost: 'brief',
    why: 'creates the folder, and at the end of its scope removes all that is in it, while nothing else runs',
    replacement: {
      kind: 'await',
      expression: 'await {node:fs/promises#mkdtempDisposable}({args})',
      // Its `remove()` and its disposal become asynchronous: only `await using` waits for them.
      adapt: ['await-using'],
      instead: 'await fs.promises.mkdtempDisposable(…)',
    },
    example: {
      bad: program({
        imports: ["import { mkdtempDisposableSync } from 'node:fs'"],
        signature: 'withScratchFolder(use: (path: string) => Promise<void>)',
        body: ["using folder = mkdtempDisposableSync('scratch-');", 'await use(folder.path);'],
      }),
      good: program({
        imports: ["import { mkdtempDisposable } from 'node:fs/promises'"],
        signature: 'withScratchFolder(use: (path: string) => Promise<void>)',
        body: ["await using folder = await mkdtempDisposable('scratch-');", 'await use(folder.path);'],
      }),
    },
  },
  promisesTwin({
    member: 'opendirSync',
    cost: 'brief',
    why: 'opens the folder and waits until the file system has done so',
    signature: 'firstEntry(path: string)',
    body: ['const folder = opendirSync(path);', 'return folder.path;'],
  }),
  promisesTwin({
    member: 'renameSync',
    cost: 'brief',
    why: 'renames the file and waits until the file system has done so',
    signature: 'publish(draft: string, page: string)',
    body: ['renameSync(draft, page);'],
  }),
  promisesTwin({
    member: 'unlinkSync',
    cost: 'brief',
    why: 'removes the file and waits until the file system has done so',
    signature: 'discard(path: string)',
    body: ['unlinkSync(path);'],
  }),
  promisesTwin({
    member: 'rmdirSync',
    cost: 'brief',
    why: 'removes the folder and waits until the file system has done so',
    signature: 'discard(folder: string)',
    body: ['rmdirSync(folder);'],
  }),
  promisesTwin({
    member: 'linkSync',
    cost: 'brief',
    why: 'creates the link and waits until the file system has done so',
    signature: 'keep(path: string, copy: string)',
    body: ['linkSync(path, copy);'],
  }),
  promisesTwin({
    member: 'symlinkSync',
    cost: 'brief',
    why: 'creates the link and waits until the file system has done so',
    signature: 'pointTo(target: string, link: string)',
    body: ['symlinkSync(target, link);'],
  }),
  promisesTwin({
    member: 'truncateSync',
    cost: 'brief',
    why: 'cuts the file and waits until the file system has done so',
    // Node once took a descriptor here, too.
    unless: ['descriptor'],
    signature: 'empty(path: string)',
    body: ['truncateSync(path);'],
  }),
];

/** Functions on paths that change owner, mode or times: all alike. */
const attributes: readonly BlockingApi[] = [
  { member: 'chmodSync', what: 'mode', signature: 'makeExecutable(path: string)', args: 'path, 0o755' },
  { member: 'lchmodSync', what: 'mode', signature: 'hideLink(link: string)', args: 'link, 0o700' },
  { member: 'chownSync', what: 'owner', signature: 'giveTo(path: string, id: number)', args: 'path, id, id' },
  {
    member: 'lchownSync',
    what: 'owner',
    signature: 'giveTo(link: string, id: number)',
    args: 'link, id, id',
  },
  {
    member: 'utimesSync',
    what: 'times',
    signature: 'touch(path: string, now: Date)',
    args: 'path, now, now',
  },
  {
    member: 'lutimesSync',
    what: 'times',
    signature: 'touch(link: string, now: Date)',
    args: 'link, now, now',
  },
].map(({ member, what, signature, args }) =>
  promisesTwin({
    member,
    cost: 'brief',
    why: `changes the file's ${what} and waits until the file system has done so`,
    signature,
    body: [`${member}(${args});`],
  }),
);

/** `existsSync` has no twin of its name; `access` tells the same. */
const exists: BlockingApi = {
  member: 'existsSync',
  category: 'file',
  cost: 'brief',
  why: 'asks the file system and waits for its answer',
  replacement: {
    kind: 'await',
    expression: 'await {node:fs/promises#access}({args}).then(() => true, () => false)',
    instead: 'await fs.promises.access(…).then(() => true, () => false)',
  },
  example: {
    bad: program({
      imports: ["import { existsSync } from 'node:fs'"],
      signature: 'isConfigured(path: string)',
      body: ['const found = existsSync(path);', 'return found;'],
    }),
    good: program({
      imports: ["import { access } from 'node:fs/promises'"],
      signature: 'isConfigured(path: string)',
      body: ['const found = await access(path).then(() => true, () => false);', 'return found;'],
    }),
  },
};

/** Functions of `node:fs` on paths that look at or change metadata: brief ones. */
export const metadataFunctions: readonly BlockingApi[] = [exists, ...metadata, ...attributes];
