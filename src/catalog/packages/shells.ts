import type { ModuleCatalog } from '../schema.ts';
import { advised, packageCatalog, twin, type PackageStyle } from './package-records.ts';

const runs = 'starts a process and waits until it has ended';

const tinyStyle: PackageStyle = { module: 'tinyexec', category: 'process' };

const tinyexec = packageCatalog(
  'tinyexec',
  ['xSync', 'execSync'].map((member) =>
    twin(tinyStyle, {
      member,
      cost: 'process',
      why: runs,
      signature: 'revision(folder: string)',
      body: [
        `const result = ${member}('git', ['-C', folder, 'rev-parse', 'HEAD']);`,
        'return result.stdout.trim();',
      ],
    }),
  ),
);

const shellStyle: PackageStyle = { module: 'shell-path', category: 'process' };

const shellPath = packageCatalog('shell-path', [
  twin(shellStyle, {
    member: 'shellPathSync',
    cost: 'process',
    why: 'starts a shell and waits until it has said what its path is',
    signature: 'folders()',
    body: ['const path = shellPathSync();', "return path.split(':');"],
  }),
]);

const fixStyle: PackageStyle = { module: 'fix-path', category: 'process', as: 'fixPath' };

const fixPath = packageCatalog('fix-path', [
  advised(fixStyle, {
    member: '',
    cost: 'process',
    why: 'starts a shell and waits until it has said what its path is',
    signature: 'start()',
    body: ['fixPath();', 'return process.env.PATH;'],
    instead: 'await `shellPath` of the package shell-path and set the variable',
    good: {
      imports: ["import { shellPath } from 'shell-path'"],
      body: ['process.env.PATH = await shellPath();', 'return process.env.PATH;'],
    },
  }),
]);

const branchStyle: PackageStyle = { module: 'current-git-branch', category: 'process', as: 'branchName' };

const currentGitBranch = packageCatalog('current-git-branch', [
  advised(branchStyle, {
    member: '',
    cost: 'process',
    why: 'runs git and waits until it has answered',
    signature: 'branch(folder: string)',
    body: ['return branchName({ cwd: folder });'],
    instead: 'await git through `promisify(execFile)`',
    good: {
      imports: ["import { execFile } from 'node:child_process'", "import { promisify } from 'node:util'"],
      hoisted: ['const execFileAsync = promisify(execFile);'],
      body: [
        "const { stdout } = await execFileAsync('git', ['branch', '--show-current'], { cwd: folder });",
        'return stdout.trim();',
      ],
    },
  }),
]);

/** More packages that run other programs. */
export const shellPackages: readonly ModuleCatalog[] = [tinyexec, shellPath, fixPath, currentGitBranch];
