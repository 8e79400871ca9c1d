import { program } from '../example.ts';
import type { BlockingApi, Cost } from '../schema.ts';

/*
 * Functions on file descriptors. None has a twin: the promise API works on a `FileHandle`, so opening, use and closing have
 * to change together.
 */

interface DescriptorFunction {
  readonly member: string;
  readonly cost: Cost;
  readonly why: string;
  /** The method of `FileHandle` that does the same. */
  readonly method: string;
  /** Its arguments after the descriptor in the example. */
  readonly args?: string;
}

function descriptorFunction({ member, cost, why, method, args = '' }: DescriptorFunction): BlockingApi {
  const separator = args === '' ? '' : ', ';
  return {
    member,
    category: 'file',
    cost,
    why,
    replacement: {
      kind: 'advice',
      instead: `open the file with \`open\` from node:fs/promises and await its \`${method}\` method`,
    },
    example: {
      bad: program({
        imports: [`import { ${member} } from 'node:fs'`],
        signature: `update(fd: number, data: Buffer)`,
        body: [`${member}(fd${separator}${args});`, 'return data;'],
      }),
      good: program({
        imports: [`import type { FileHandle } from 'node:fs/promises'`],
        signature: `update(file: FileHandle, data: Buffer)`,
        body: [`await file.${method}(${args});`, 'return data;'],
      }),
    },
  };
}

const waits = 'and waits until the file system has done so';

/** All functions of `node:fs` that take or give file descriptors. */
export const descriptorFunctions: readonly BlockingApi[] = [
  {
    member: 'openSync',
    category: 'file',
    cost: 'brief',
    why: `opens the file ${waits}`,
    replacement: {
      kind: 'advice',
      instead: 'open the file with `open` from node:fs/promises and await the methods of its `FileHandle`',
    },
    example: {
      bad: program({
        imports: ["import { closeSync, openSync } from 'node:fs'"],
        signature: 'touch(path: string)',
        body: ["closeSync(openSync(path, 'a'));"],
      }),
      good: program({
        imports: ["import { open } from 'node:fs/promises'"],
        signature: 'touch(path: string)',
        body: ["const file = await open(path, 'a');", 'await file.close();'],
      }),
    },
  },
  descriptorFunction({
    member: 'closeSync',
    cost: 'brief',
    why: `closes the file ${waits}`,
    method: 'close',
  }),
  {
    member: 'readSync',
    category: 'input',
    cost: 'unbounded',
    why: 'waits for somebody to type while nothing else can run',
    when: { argumentIs: { index: 0, value: 0 } },
    replacement: {
      kind: 'advice',
      instead: 'read `process.stdin` as a stream, or await `question` of node:readline/promises',
    },
    example: {
      bad: program({
        imports: ["import { readSync } from 'node:fs'"],
        signature: 'waitForKey()',
        body: ['readSync(0, Buffer.alloc(1));'],
      }),
      good: program({
        imports: ["import { once } from 'node:events'"],
        signature: 'waitForKey()',
        body: ["await once(process.stdin, 'data');"],
      }),
    },
  },
  descriptorFunction({
    member: 'readSync',
    cost: 'io',
    why: 'waits for the data it reads while nothing else can run',
    method: 'read',
    args: 'data',
  }),
  descriptorFunction({
    member: 'readvSync',
    cost: 'io',
    why: 'waits for the data it reads while nothing else can run',
    method: 'readv',
    args: '[data]',
  }),
  ...([1, 2] as const).map((fd): BlockingApi => {
    const stream = fd === 1 ? 'stdout' : 'stderr';
    return {
      member: 'writeSync',
      category: 'file',
      cost: 'brief',
      why: `waits until whatever reads ${fd === 1 ? 'standard output' : 'standard error'} has taken the data`,
      when: { argumentIs: { index: 0, value: fd } },
      replacement: { kind: 'advice', instead: `write to \`process.${stream}\`` },
      example: {
        bad: program({
          imports: ["import { writeSync } from 'node:fs'"],
          signature: 'report(line: string)',
          body: [`writeSync(${fd}, line);`],
        }),
        good: program({
          imports: [],
          signature: 'report(line: string)',
          body: [`process.${stream}.write(line);`],
        }),
      },
    };
  }),
  descriptorFunction({
    member: 'writeSync',
    cost: 'io',
    why: 'waits until the data is written while nothing else can run',
    method: 'write',
    args: 'data',
  }),
  descriptorFunction({
    member: 'writevSync',
    cost: 'io',
    why: 'waits until the data is written while nothing else can run',
    method: 'writev',
    args: '[data]',
  }),
  descriptorFunction({
    member: 'fsyncSync',
    cost: 'io',
    why: 'waits until the device has stored all data of the file',
    method: 'sync',
  }),
  descriptorFunction({
    member: 'fdatasyncSync',
    cost: 'io',
    why: 'waits until the device has stored all data of the file',
    method: 'datasync',
  }),
  descriptorFunction({
    member: 'fstatSync',
    cost: 'brief',
    why: 'looks the file up and waits for the answer',
    method: 'stat',
  }),
  descriptorFunction({
    member: 'ftruncateSync',
    cost: 'brief',
    why: `cuts the file ${waits}`,
    method: 'truncate',
    args: 'data.length',
  }),
  descriptorFunction({
    member: 'fchmodSync',
    cost: 'brief',
    why: `changes the file's mode ${waits}`,
    method: 'chmod',
    args: '0o600',
  }),
  descriptorFunction({
    member: 'fchownSync',
    cost: 'brief',
    why: `changes the file's owner ${waits}`,
    method: 'chown',
    args: '1000, 1000',
  }),
  descriptorFunction({
    member: 'futimesSync',
    cost: 'brief',
    why: `changes the file's times ${waits}`,
    method: 'utimes',
    args: 'new Date(), new Date()',
  }),
];
