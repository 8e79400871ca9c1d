import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A real project of a known size. */
export interface BenchProject {
  readonly name: string;
  /** What is fetched from the registry, with its version: figures of different versions cannot be compared. */
  readonly package: string;
  readonly what: string;
  /** A folder that holds it already: then nothing is fetched. */
  readonly folder?: string;
}

/** The projects that are measured. Both ship their modules one by one rather than as a bundle. */
export const projects: readonly BenchProject[] = [
  { name: 'mid', package: 'firebase-tools@15.34.2', what: 'a command line, CommonJS' },
  {
    name: 'huge',
    package: '@codingame/monaco-vscode-api@37.6.1',
    what: 'the modules of VS Code, ES modules',
  },
];

/**
 * The projects that are measured: all, or those that are named. `void=../void` measures a folder under that name, with the
 * commit that it is at.
 */
export async function chosenProjects(named: readonly string[]): Promise<readonly BenchProject[]> {
  if (named.length === 0) return projects;
  const chosen: BenchProject[] = [];
  for (const argument of named) {
    const [name = '', folder] = argument.split('=', 2);
    if (folder === undefined) chosen.push(...projects.filter((project) => project.name === name));
    else chosen.push(await projectIn(name, path.resolve(folder)));
  }
  return chosen;
}

async function projectIn(name: string, folder: string): Promise<BenchProject> {
  const { stdout } = await run('git', ['log', '-1', '--format=%h'], { cwd: folder });
  return { name, folder, package: `${path.basename(folder)}@${stdout.trim()}`, what: 'as it is written' };
}

/** The folder of a project's code; fetched from the registry when it is first needed, then kept in the temporary folder. */
export async function folderOf(project: BenchProject): Promise<string> {
  if (project.folder !== undefined) return project.folder;
  const base = path.join(tmpdir(), 'unblock-bench');
  const folder = path.join(base, project.package.replaceAll('/', '+'));
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (isThere) return folder;
  await mkdir(base, { recursive: true });
  const fresh = await mkdtemp(path.join(base, 'fetched-'));
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', fresh, project.package]);
  await run('tar', ['-xzf', path.join(fresh, stdout.trim()), '-C', fresh]);
  await rename(path.join(fresh, 'package'), folder);
  return folder;
}
