import type { BlockingApi, Cost, ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, type PackageStyle } from './package-records.ts';

const style: PackageStyle = { module: 'shelljs', category: 'file', as: 'shell' };

interface Command {
  readonly member: string;
  readonly cost: Cost;
  readonly why: string;
  readonly args: string;
  /** What of node:fs/promises does the same, and the statement that does it. */
  readonly instead: string;
  readonly good: string;
}

const walks = 'walks the folders to the last one before anything else can run';
const reads = 'reads whole files before anything else can run';
const atOnce = 'and waits until the file system has done so';
const text = "await readFile(path, 'utf8')";

const commands: readonly Command[] = [
  { member: 'cat', cost: 'io', why: reads, args: 'path', instead: 'readFile', good: text },
  { member: 'head', cost: 'io', why: reads, args: 'path', instead: 'readFile', good: text },
  { member: 'tail', cost: 'io', why: reads, args: 'path', instead: 'readFile', good: text },
  { member: 'sort', cost: 'io', why: reads, args: 'path', instead: 'readFile', good: text },
  { member: 'uniq', cost: 'io', why: reads, args: 'path', instead: 'readFile', good: text },
  { member: 'grep', cost: 'io', why: reads, args: "'error', path", instead: 'readFile', good: text },
  {
    member: 'sed',
    cost: 'io',
    why: 'reads whole files, and may write them, before anything else can run',
    args: "'-i', 'a', 'b', path",
    instead: 'readFile` and `writeFile',
    good: text,
  },
  { member: 'ls', cost: 'io', why: walks, args: 'path', instead: 'readdir', good: 'await readdir(path)' },
  {
    member: 'find',
    cost: 'io',
    why: walks,
    args: 'path',
    instead: 'readdir',
    good: 'await readdir(path, { recursive: true })',
  },
  {
    member: 'cp',
    cost: 'io',
    why: 'copies file after file before anything else can run',
    args: "'-R', path, `${path}.bak`",
    instead: 'cp',
    good: 'await cp(path, `${path}.bak`, { recursive: true })',
  },
  {
    member: 'rm',
    cost: 'io',
    why: 'removes file after file before anything else can run',
    args: "'-rf', path",
    instead: 'rm',
    good: 'await rm(path, { recursive: true, force: true })',
  },
  {
    member: 'mv',
    cost: 'io',
    why: 'renames files, or copies all of them, before anything else can run',
    args: 'path, `${path}.bak`',
    instead: 'rename',
    good: 'await rename(path, `${path}.bak`)',
  },
  {
    member: 'mkdir',
    cost: 'brief',
    why: `creates folders ${atOnce}`,
    args: "'-p', path",
    instead: 'mkdir',
    good: 'await mkdir(path, { recursive: true })',
  },
  {
    member: 'test',
    cost: 'brief',
    why: 'asks the file system and waits for its answer',
    args: "'-f', path",
    instead: 'access',
    good: 'await access(path)',
  },
  {
    member: 'touch',
    cost: 'brief',
    why: `creates files or changes their times ${atOnce}`,
    args: 'path',
    instead: 'utimes',
    good: 'await utimes(path, new Date(), new Date())',
  },
  {
    member: 'chmod',
    cost: 'brief',
    why: `changes the mode of files ${atOnce}`,
    args: "'755', path",
    instead: 'chmod',
    good: 'await chmod(path, 0o755)',
  },
  {
    member: 'ln',
    cost: 'brief',
    why: `creates the link ${atOnce}`,
    args: "'-s', path, 'link'",
    instead: 'symlink',
    good: "await symlink(path, 'link')",
  },
];

function fileCommand({ member, cost, why, args, instead, good }: Command): BlockingApi {
  const name = /^await (\w+)/.exec(good)?.[1] ?? '';
  return advised(style, {
    member,
    cost,
    why,
    signature: 'handle(path: string)',
    body: [`const result: unknown = shell.${member}(${args});`, 'return { path, result };'],
    instead: `await \`${instead}\` of node:fs/promises`,
    good: {
      imports: [`import { ${name} } from 'node:fs/promises'`],
      body: [`const result: unknown = ${good};`, 'return { path, result };'],
    },
  });
}

const started = 'starts a process and waits until it ends, and nothing else can run meanwhile';

const processes: readonly BlockingApi[] = [
  { member: 'exec', args: "'git status'", file: "'git', ['status']", withoutOption: 'async' },
  { member: 'cmd', args: "'git', 'status'", file: "'git', ['status']" },
].map(({ member, args, file, withoutOption }) =>
  advised(style, {
    member,
    category: 'process',
    cost: 'process',
    why: started,
    ...(withoutOption !== undefined && { when: { withoutCallback: true, withoutOption } }),
    signature: 'status()',
    body: [`const result = shell.${member}(${args});`, 'return result.stdout;'],
    instead: 'await the promisified `execFile` of node:child_process',
    good: {
      imports: ["import { execFile } from 'node:child_process'", "import { promisify } from 'node:util'"],
      hoisted: ['const execFileAsync = promisify(execFile);'],
      body: [`const result = await execFileAsync(${file});`, 'return result.stdout;'],
    },
  }),
);

/** Each of its commands is synchronous. */
export const shelljs: ModuleCatalog = packageCatalog(
  'shelljs',
  [...commands.map(fileCommand), ...processes],
  { callbacks: [{ member: 'exec', argument: 'last', timing: 'event' }] },
);
