import { execFile, execFileSync, execSync } from 'node:child_process';
import { generateKeyPair, generateKeyPairSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { brotliCompress, brotliCompressSync, gzip, gzipSync } from 'node:zlib';
import { build, buildSync, type BuildOptions } from 'esbuild';
import { repoRoot } from '../host/paths.ts';

/*
 * Measures for how long blocking calls stop everything else, and what is left of that when they are awaited: the
 * numbers in the documentation. While a call runs, a timer of one millisecond is set again and again; the longest time
 * between two of its turns is the stall. Of several runs the shortest stall counts, so that what else the machine does
 * matters little.
 */

interface Case {
  readonly category: string;
  readonly what: string;
  readonly blocking: () => unknown;
  /** Without it, there is no awaited form. */
  readonly awaited?: () => Promise<unknown>;
}

const runs = 5;

/** The longest time for which nothing else ran, in milliseconds. */
async function stallOf(work: () => unknown): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  await pause(20);
  longest = 0;
  await work();
  await pause(5);
  clearInterval(timer);
  return longest;
}

async function best(work: () => unknown): Promise<number> {
  const stalls: number[] = [];
  for (let run = 0; run < runs; run++) stalls.push(await stallOf(work));
  return Math.min(...stalls);
}

/** A worker that wakes who waits on a cell after some time, or answers requests after it. */
function worker(code: string, data: object): Worker {
  return new Worker(code, { eval: true, workerData: data });
}

async function cases(folder: string): Promise<readonly Case[]> {
  const large = path.join(folder, 'large.bin');
  await writeFile(large, Buffer.alloc(100_000_000, 'unblock '));
  const text = await readFile(path.join(repoRoot, 'node_modules/typescript/lib/typescript.js'));
  const modules = path.join(repoRoot, 'node_modules');
  const cell = new Int32Array(new SharedArrayBuffer(4));
  const load = createRequire(import.meta.url);
  const typescript = path.join(modules, 'typescript/lib/typescript.js');
  const bundle: BuildOptions & { write: false } = {
    entryPoints: [path.join(repoRoot, 'src/cli/main.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  };
  const server = worker(
    "const { parentPort } = require('node:worker_threads'); const s = require('node:http').createServer((q, r) => setTimeout(() => r.end('ok'), 200)); s.listen(0, '127.0.0.1', () => parentPort.postMessage(s.address().port));",
    {},
  );
  const port = await new Promise<number>((resolve) => server.once('message', resolve));
  server.unref();
  const url = `http://127.0.0.1:${port}/`;
  return [
    {
      category: 'sleep',
      what: 'a pause of one second by Atomics.wait',
      blocking: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000),
      awaited: () => pause(1000),
    },
    {
      category: 'sleep',
      what: "a pause of one second by execSync('sleep 1')",
      blocking: () => execSync('sleep 1'),
    },
    {
      category: 'input',
      what: 'somebody who takes a second to answer',
      blocking: () => execSync('sleep 1; echo yes | cat'),
      awaited: () => promisify(execFile)('sh', ['-c', 'sleep 1; echo yes | cat']),
    },
    {
      category: 'file',
      what: 'reading a file of 100 MB that the system has in its cache',
      blocking: () => readFileSync(large),
      awaited: () => readFile(large),
    },
    {
      category: 'file',
      what: `walking ${(await readdir(modules, { recursive: true })).length} files in folders`,
      blocking: () => readdirSync(modules, { recursive: true }),
      awaited: () => readdir(modules, { recursive: true }),
    },
    {
      category: 'network',
      what: 'a process that asks a server which takes 0.2 s',
      blocking: () => execFileSync(process.execPath, ['-e', `fetch('${url}').then((r) => r.text())`]),
      awaited: async () => await (await fetch(url)).text(),
    },
    {
      category: 'process',
      what: 'starting node and waiting for its end',
      blocking: () => execFileSync(process.execPath, ['-e', '0']),
      awaited: () => promisify(execFile)(process.execPath, ['-e', '0']),
    },
    {
      category: 'crypto',
      what: 'scrypt with its usual cost',
      blocking: () => scryptSync('password', 'salt', 64),
      awaited: () => promisify(scrypt)('password', 'salt', 64),
    },
    {
      category: 'crypto',
      what: 'pbkdf2 with 600,000 rounds of SHA-256',
      blocking: () => pbkdf2Sync('password', 'salt', 600_000, 32, 'sha256'),
      awaited: () => promisify(pbkdf2)('password', 'salt', 600_000, 32, 'sha256'),
    },
    {
      category: 'crypto',
      what: 'an RSA key of 4,096 bits',
      blocking: () => generateKeyPairSync('rsa', { modulusLength: 4096 }),
      awaited: () => promisify(generateKeyPair)('rsa', { modulusLength: 4096 }),
    },
    {
      category: 'compression',
      what: `gzip of ${Math.round(text.length / 1e6)} MB of code`,
      blocking: () => gzipSync(text),
      awaited: () => promisify(gzip)(text),
    },
    {
      category: 'compression',
      what: 'brotli of 1 MB of code',
      blocking: () => brotliCompressSync(text.subarray(0, 1_000_000)),
      awaited: () => promisify(brotliCompress)(text.subarray(0, 1_000_000)),
    },
    {
      category: 'compile',
      what: 'bundling our command line with esbuild',
      blocking: () => buildSync(bundle),
      awaited: () => build(bundle),
    },
    {
      category: 'lock',
      what: 'a lock that another thread holds for a second',
      blocking: () => {
        worker(
          "const { cell } = require('node:worker_threads').workerData; setTimeout(() => { Atomics.store(cell, 0, 1); Atomics.notify(cell, 0); }, 1000);",
          { cell },
        ).unref();
        Atomics.wait(cell, 0, 0);
        Atomics.store(cell, 0, 0);
      },
    },
    {
      category: 'loop',
      what: 'a loop that looks at the clock for half a second',
      blocking: () => {
        const end = Date.now() + 500;
        while (Date.now() < end);
      },
      awaited: () => pause(500),
    },
    {
      category: 'module',
      what: 'requiring typescript for the first time',
      blocking: () => {
        for (const file of Object.keys(load.cache))
          if (file.startsWith(modules)) Reflect.deleteProperty(load.cache, file);
        load(typescript);
      },
    },
  ];
}

async function sqlite(): Promise<readonly Case[]> {
  // Node 20 has none.
  const { DatabaseSync } = await import('node:sqlite').catch(() => ({ DatabaseSync: undefined }));
  if (DatabaseSync === undefined) return [];
  const database = new DatabaseSync(':memory:');
  database.exec(
    'CREATE TABLE t (a, b); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500000) INSERT INTO t SELECT i, i % 97 FROM n',
  );
  const statement = database.prepare('SELECT b, count(*), sum(a) FROM t GROUP BY b');
  return [
    {
      category: 'database',
      what: 'grouping 500,000 rows without an index by node:sqlite',
      blocking: () => statement.all(),
    },
  ];
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unblock-bench-'));
  try {
    console.log(`Node ${process.version}, ${os.cpus()[0]?.model ?? 'unknown'}, ${os.cpus().length} cores`);
    const wanted = process.argv.slice(2);
    for (const { category, what, blocking, awaited } of [...(await cases(folder)), ...(await sqlite())]) {
      if (wanted.length > 0 && !wanted.includes(category)) continue;
      const left = awaited === undefined ? '-' : `${(await best(awaited)).toFixed(1)} ms`;
      console.log(`${category}: ${what}: ${(await best(blocking)).toFixed(1)} ms, awaited ${left}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

// The server of the measurements goes on listening.
void main().finally(() => process.exit());
