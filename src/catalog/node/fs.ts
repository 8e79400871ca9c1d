import { program } from '../example.ts';
import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { contentFunctions } from './fs-contents.ts';
import { descriptorFunctions } from './fs-descriptors.ts';
import { metadataFunctions } from './fs-metadata.ts';

/** `readFileSync(0)`: standard input ends when its writer, maybe a person, ends it. */
const readStandardInput: readonly BlockingApi[] = [
  { when: { argumentIs: { index: 0, value: 0 }, maxArguments: 1 }, encoding: '' },
  {
    when: { argumentIs: { index: 0, value: 0 }, argumentMatches: { index: 1, pattern: '' } },
    encoding: "'utf8'",
  },
].map(({ when, encoding }) => ({
  member: 'readFileSync',
  category: 'input',
  cost: 'unbounded',
  why: 'waits until standard input ends while nothing else can run',
  when,
  replacement: {
    kind: 'await',
    expression:
      encoding === ''
        ? 'await {node:stream/consumers#buffer}(process.stdin)'
        : // Not `text(…)`: that drops a byte-order mark, and knows no other encoding.
          '(await {node:stream/consumers#buffer}(process.stdin)).toString({1})',
    instead: 'await buffer(process.stdin)',
  },
  example: {
    bad: program({
      imports: ["import { readFileSync } from 'node:fs'"],
      signature: 'readInput()',
      body: [`const input = readFileSync(0${encoding && `, ${encoding}`});`, 'return input.length;'],
    }),
    good: program({
      imports: ["import { buffer } from 'node:stream/consumers'"],
      signature: 'readInput()',
      body: [
        encoding === ''
          ? 'const input = await buffer(process.stdin);'
          : `const input = (await buffer(process.stdin)).toString(${encoding});`,
        'return input.length;',
      ],
    }),
  },
}));

const methods: readonly BlockingApi[] = [
  {
    member: 'Dir#readSync',
    category: 'file',
    cost: 'brief',
    why: 'reads the next entries of the folder and waits for them',
    replacement: { kind: 'await', expression: 'await {receiver}.read()', instead: 'await dir.read()' },
    example: {
      bad: program({
        imports: ["import type { Dir } from 'node:fs'"],
        signature: 'isEmpty(folder: Dir)',
        body: ['const entry = folder.readSync();', 'return entry === null;'],
      }),
      good: program({
        imports: ["import type { Dir } from 'node:fs'"],
        signature: 'isEmpty(folder: Dir)',
        body: ['const entry = await folder.read();', 'return entry === null;'],
      }),
    },
  },
  {
    member: 'Dir#closeSync',
    category: 'file',
    cost: 'brief',
    why: 'closes the folder and waits until the file system has done so',
    replacement: { kind: 'await', expression: 'await {receiver}.close()', instead: 'await dir.close()' },
    example: {
      bad: program({
        imports: ["import type { Dir } from 'node:fs'"],
        signature: 'finish(folder: Dir)',
        body: ['folder.closeSync();'],
      }),
      good: program({
        imports: ["import type { Dir } from 'node:fs'"],
        signature: 'finish(folder: Dir)',
        body: ['await folder.close();'],
      }),
    },
  },
  {
    member: 'Utf8Stream#flushSync',
    category: 'file',
    cost: 'io',
    why: 'writes all that is buffered before anything else can run',
    replacement: { kind: 'advice', instead: 'use `flush`, which calls back when the data is written' },
    example: {
      bad: program({
        imports: ["import type { Utf8Stream } from 'node:fs'"],
        signature: 'checkpoint(log: Utf8Stream)',
        body: ['log.flushSync();'],
      }),
      good: program({
        imports: ["import type { Utf8Stream } from 'node:fs'"],
        signature: 'checkpoint(log: Utf8Stream)',
        body: [
          'await new Promise<void>((resolve, reject) => {',
          '  log.flush((error) => {',
          '    if (error) reject(error);',
          '    else resolve();',
          '  });',
          '});',
        ],
      }),
    },
  },
];

export const fs: ModuleCatalog = {
  module: 'node:fs',
  language: 'javascript',
  blocking: [
    ...readStandardInput,
    ...contentFunctions,
    ...metadataFunctions,
    ...descriptorFunctions,
    ...methods,
  ],
  callbacks: [
    { member: 'cpSync', argument: 2, property: 'filter', timing: 'sync' },
    { member: 'globSync', argument: 1, property: 'exclude', timing: 'sync' },
    { member: 'cp', argument: 2, property: 'filter', timing: 'event' },
    { member: 'glob', argument: 1, property: 'exclude', timing: 'event' },
    { member: '*', argument: 'last', timing: 'event' },
  ],
  gives: {
    promises: 'node:fs/promises|',
    'opendirSync()': 'Dir#',
    'createReadStream()': 'ReadStream#',
    'createWriteStream()': 'WriteStream#',
    'watch()': 'FSWatcher#',
    'watchFile()': 'StatWatcher#',
    'ReadStream#': 'node:stream|Readable#',
    'WriteStream#': 'node:stream|Writable#',
    'FSWatcher#': 'node:events|EventEmitter#',
    'StatWatcher#': 'node:events|EventEmitter#',
    'Utf8Stream#': 'node:events|EventEmitter#',
  },
  promises: ['openAsBlob', 'Dir#read', 'Dir#close'],
};

export const fsPromises: ModuleCatalog = {
  module: 'node:fs/promises',
  language: 'javascript',
  blocking: [],
  callbacks: [
    { member: 'cp', argument: 2, property: 'filter', timing: 'event' },
    { member: 'glob', argument: 1, property: 'exclude', timing: 'event' },
  ],
  gives: {
    'opendir()': 'node:fs|Dir#',
    'open()': 'FileHandle#',
    'FileHandle#createReadStream()': 'node:fs|ReadStream#',
    'FileHandle#createWriteStream()': 'node:fs|WriteStream#',
    'FileHandle#readLines()': 'node:readline|Interface#',
  },
  promises: [
    'access',
    'appendFile',
    'chmod',
    'chown',
    'copyFile',
    'cp',
    'lchmod',
    'lchown',
    'link',
    'lstat',
    'lutimes',
    'mkdir',
    'mkdtemp',
    'mkdtempDisposable',
    'open',
    'opendir',
    'readFile',
    'readdir',
    'readlink',
    'realpath',
    'rename',
    'rm',
    'rmdir',
    'stat',
    'statfs',
    'symlink',
    'truncate',
    'unlink',
    'utimes',
    'writeFile',
    'FileHandle#appendFile',
    'FileHandle#chmod',
    'FileHandle#chown',
    'FileHandle#close',
    'FileHandle#datasync',
    'FileHandle#read',
    'FileHandle#readFile',
    'FileHandle#readv',
    'FileHandle#stat',
    'FileHandle#sync',
    'FileHandle#truncate',
    'FileHandle#utimes',
    'FileHandle#write',
    'FileHandle#writeFile',
    'FileHandle#writev',
  ],
};
