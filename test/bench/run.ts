import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { repoRoot } from '../host/paths.ts';
import { table } from '../tools/markdown.ts';
import { filesOf } from './files.ts';
import { measure, middleOf, type Run } from './measure.ts';
import { median } from './median.ts';
import { publish } from './page.ts';
import { chosenProjects, folderOf, type BenchProject } from './projects.ts';

/*
 * `npm run bench`: measures the command line and the session of the language server on real projects, in processes of
 * their own, beside TypeScript's parser over the same files. `-- --write` puts the tables into docs/performance.md,
 * `-- mid` measures one project only, `-- void=../void` one that lies in a folder.
 */

const repetitions = 3;

interface Row {
  readonly project: BenchProject;
  readonly files: number;
  readonly lines: number;
  readonly parsing: Run;
  readonly cold: Run;
  readonly warm: Run;
  readonly edited: Run;
  readonly editor: Editor;
}

interface Editor {
  readonly firstFindings: number;
  readonly whole: number;
  readonly longestPause: number;
  /** Undefined where no system tells. */
  readonly longestStep?: number | undefined;
  readonly median: number;
  readonly most: number;
  readonly memory: number;
}

/** The middle of each figure of some runs. */
function middleOfEach(runs: readonly Editor[]): Editor {
  const of = (figure: keyof Editor): number => median(runs.map((run) => run[figure] ?? NaN));
  return {
    firstFindings: of('firstFindings'),
    whole: of('whole'),
    longestPause: of('longestPause'),
    longestStep: of('longestStep'),
    median: of('median'),
    most: of('most'),
    memory: of('memory'),
  };
}

/** The measured programs are bundled like those that users get. */
async function bundle(into: string, name: string): Promise<string> {
  const outfile = path.join(into, `${name}.cjs`);
  await build({
    absWorkingDir: repoRoot,
    entryPoints: [`test/bench/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return outfile;
}

async function measureProject(project: BenchProject, into: string): Promise<Row> {
  const cwd = await folderOf(project);
  console.error(`${project.name}: ${cwd}`);
  const parseAll = await bundle(into, 'parse-all');
  const parsing = await middleOf(repetitions, () => measure([parseAll], { cwd }));
  const { files, lines } = JSON.parse(parsing.output) as { files: number; lines: number };
  const check = (cache: string): Promise<Run> =>
    measure([path.join(repoRoot, 'dist', 'cli.js'), 'check', '.'], {
      cwd,
      env: { XDG_CACHE_HOME: cache },
      statuses: [0, 1],
    });
  const cold = await middleOf(repetitions, async () => check(await mkdtemp(path.join(into, 'cache-'))));
  const kept = await mkdtemp(path.join(into, 'cache-'));
  await check(kept);
  const warm = await middleOf(repetitions, () => check(kept));
  const edited = await middleOf(repetitions, () => withOneChange(cwd, () => check(kept)));
  const edits = await bundle(into, 'edits');
  const editors: Editor[] = [];
  for (let count = 0; count < repetitions; count++) {
    const { output, memory } = await measure([edits, await mkdtemp(path.join(into, 'cache-'))], {
      cwd,
      env: { UNBLOCK_FACTS_WORKER: path.join(repoRoot, 'dist', 'facts-worker.js') },
    });
    editors.push({ ...(JSON.parse(output) as Omit<Editor, 'memory'>), memory });
  }
  return { project, files, lines, parsing, cold, warm, edited, editor: middleOfEach(editors) };
}

/** Does something while one file of a folder has another line at its end, different each time. */
async function withOneChange<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const [file = ''] = await filesOf(folder);
  const text = await readFile(file, 'utf8');
  await writeFile(file, `${text}\n// ${Date.now()}\n`);
  try {
    return await work();
  } finally {
    await writeFile(file, text);
  }
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;
const megabytes = (value: number): string => `${value.toFixed(0)} MB`;

function commandLineTable(rows: readonly Row[]): string {
  return table(
    ['project', 'run', 'wall', 'processor', 'of parsing', 'memory'],
    rows.flatMap(({ project, parsing, cold, warm, edited }) =>
      (
        [
          ['TypeScript parses all files', parsing],
          ['`unblock check`, first time', cold],
          ['`unblock check`, nothing changed', warm],
          ['`unblock check`, one file changed', edited],
        ] as const
      ).map(([run, usage]) => [
        project.name,
        run,
        seconds(usage.wall),
        seconds(usage.cpu),
        (usage.cpu / parsing.cpu).toFixed(2),
        megabytes(usage.memory),
      ]),
    ),
  );
}

const editorColumns = `_First findings_ are those of an opened file that need no other file; _whole project_ is when helpers of all files are
known. _Longest pause_ is how long the server listened to nobody meanwhile: it parses in a thread of its own, and does
all else in short steps. _Longest step_ is how much it computed at once, whatever else the machine had to do. _Key to
findings_ is the time from a change of an open file to its new findings, while the project is looked at anew in the
background. _Memory_ is the most that the server took, with that thread.`;

function editorTable(rows: readonly Row[]): string {
  return table(
    [
      'project',
      'first findings',
      'whole project',
      'longest pause',
      'longest step',
      'key to findings, median',
      '95th percentile',
      'memory',
    ],
    rows.map(({ project, editor }) => [
      project.name,
      milliseconds(editor.firstFindings),
      seconds(editor.whole),
      milliseconds(editor.longestPause),
      milliseconds(editor.longestStep ?? NaN),
      milliseconds(editor.median),
      milliseconds(editor.most),
      megabytes(editor.memory),
    ]),
  );
}

function projectTable(rows: readonly Row[]): string {
  return table(
    ['project', 'package', 'files', 'lines', 'what it is'],
    rows.map(({ project, files, lines }) => [
      project.name,
      `\`${project.package}\``,
      String(files),
      String(lines),
      project.what,
    ]),
  );
}

async function main(): Promise<void> {
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
  const into = await mkdtemp(path.join(tmpdir(), 'unblock-bench-run-'));
  const rows: Row[] = [];
  try {
    for (const project of await chosenProjects(named)) rows.push(await measureProject(project, into));
  } finally {
    await rm(into, { recursive: true, force: true });
  }
  const machine = `Node ${process.versions.node} on ${cpus().length} processors (${cpus()[0]?.model ?? 'unknown'}).`;
  await publish({
    projects: projectTable(rows),
    'command line': commandLineTable(rows),
    editor: `${editorTable(rows)}\n\n${editorColumns}`,
    machine,
  });
}

void main();
