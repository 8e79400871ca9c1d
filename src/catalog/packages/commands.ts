import type { BlockingApi, ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, type PackageStyle } from './package-records.ts';

const runs = 'starts a process and waits until it has ended';

/** A good example that awaits a program. */
function awaitProgram(file: string, args: string) {
  return {
    imports: ["import { execFile } from 'node:child_process'", "import { promisify } from 'node:util'"],
    hoisted: ['const execFileAsync = promisify(execFile);'],
    body: [`const { stdout } = await execFileAsync(${file}, ${args});`, 'return stdout.trim();'],
  };
}

const git: PackageStyle = { module: 'git-rev-sync', category: 'process', as: 'git' };

const gitRevSync = packageCatalog(
  'git-rev-sync',
  [
    { member: 'short', args: "['rev-parse', '--short', 'HEAD']" },
    { member: 'long', args: "['rev-parse', 'HEAD']" },
    { member: 'branch', args: "['rev-parse', '--abbrev-ref', 'HEAD']" },
    { member: 'tag', args: "['describe', '--tags']" },
    { member: 'message', args: "['log', '-1', '--format=%B']" },
    { member: 'count', args: "['rev-list', '--count', 'HEAD']" },
    { member: 'isDirty', args: "['status', '--porcelain']" },
  ].map(({ member, args }) =>
    advised(git, {
      member,
      cost: 'process',
      why: 'reads files of the repository or runs git, and waits for the answer',
      signature: 'revision()',
      body: [`return String(git.${member}());`],
      instead: 'await git through `promisify(execFile)`',
      good: awaitProgram("'git'", args),
    }),
  ),
);

const exists: PackageStyle = { module: 'command-exists', category: 'process', as: 'commandExists' };

const commandExists = packageCatalog(
  'command-exists',
  [
    advised(exists, {
      member: 'sync',
      cost: 'process',
      why: runs,
      signature: 'has(command: string)',
      body: ['return commandExists.sync(command);'],
      instead: 'await `commandExists(…)`, which rejects where there is no such command',
      good: {
        imports: ["import commandExists from 'command-exists'"],
        body: ['return await commandExists(command).then(() => true, () => false);'],
      },
    }),
  ],
  { promises: [''] },
);

const cmd: PackageStyle = { module: 'node-cmd', category: 'process', as: 'cmd' };

const nodeCmd = packageCatalog('node-cmd', [
  advised(cmd, {
    member: 'runSync',
    cost: 'process',
    why: runs,
    signature: 'list(folder: string)',
    body: ['const result = cmd.runSync(`ls ${folder}`);', 'return String(result.data);'],
    instead: 'await `promisify(exec)(…)` of node:child_process',
    good: awaitProgram("'ls'", '[folder]'),
  }),
]);

const lines: PackageStyle = { module: 'n-readlines', category: 'file', as: 'LineByLine' };

const nReadlines = packageCatalog(
  'n-readlines',
  [
    ['', 'brief', 'opens the file before anything else can run'],
    ['#next', 'io', 'reads on to the end of the line before anything else can run'],
  ].map(([member = '', cost, why = '']): BlockingApi =>
    advised(lines, {
      member,
      cost: cost === 'io' ? 'io' : 'brief',
      why,
      signature: 'first(path: string)',
      body: ['const lines = new LineByLine(path);', 'const line = lines.next();', 'return String(line);'],
      instead: 'loop over `createInterface` of node:readline by `for await`',
      good: {
        imports: [
          "import { createReadStream } from 'node:fs'",
          "import { createInterface } from 'node:readline'",
        ],
        body: [
          'for await (const line of createInterface({ input: createReadStream(path) })) return line;',
          "return '';",
        ],
      },
    }),
  ),
);

/** Packages that run commands, or look for them, and one that reads line by line. */
export const commandPackages: readonly ModuleCatalog[] = [gitRevSync, commandExists, nodeCmd, nReadlines];
