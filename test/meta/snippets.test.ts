import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';

import { realMain } from '../cli/run-cli.ts';
import { schemaCheck } from '../helpers/schema.ts';
import { readManifest } from '../package/manifest-file.ts';
import {
  removeTemporaryFolders,
  temporaryFolder,
  type TemporaryFolder,
} from '../workspace/temporary-folder.ts';

const readme = path.join(import.meta.dirname, '..', '..', 'README.md');

/** The blocks of code in the README, in one language. */
async function blocks(language: string): Promise<readonly string[]> {
  const text = await readFile(readme, 'utf8');
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , code = '']) => code);
}

async function yamlBlock(file: string): Promise<unknown> {
  const block = (await blocks('yaml')).find((code) => code.startsWith(`# ${file}\n`));
  assert.ok(block, file);
  return parse(block) as unknown;
}

interface Workflow {
  readonly jobs: Readonly<
    Record<string, { readonly steps: readonly { run?: string; with?: Record<string, string> }[] }>
  >;
}

interface Hooks {
  readonly repos: readonly { readonly hooks: readonly { readonly entry: string }[] }[];
}

/** A project that has the command line installed, as `npm install` would do it. */
async function project(source: string): Promise<TemporaryFolder> {
  const loader = pathToFileURL(require.resolve('tsx')).href;
  const folder = await temporaryFolder({
    'package.json': '{ "name": "example", "private": true }',
    'src/a.ts': source,
    'node_modules/.bin/unblock': `#!/bin/sh\nexec "${process.execPath}" --import=${loader} "${realMain}" "$@"\n`,
  });
  await chmod(folder.at('node_modules/.bin/unblock'), 0o755);
  return folder;
}

async function shell(
  command: string,
  { path: cwd }: TemporaryFolder,
): Promise<[status: number, output: string]> {
  return await new Promise((resolve) => {
    const child = execFile('sh', ['-c', command], { cwd }, (_error, stdout, stderr) => {
      resolve([child.exitCode ?? -1, stdout + stderr]);
    });
  });
}

const blocking = "import fs from 'node:fs';\nexport const f = async () => fs.readFileSync('a');\n";
const clean = 'export const f = async () => 1;\n';

describe('snippets of the README', function () {
  this.timeout(60_000);

  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  afterEach(removeTemporaryFolders);

  it('has a workflow that is valid, and whose command writes what the next step uploads', async () => {
    const workflow = (await yamlBlock('.github/workflows/unblock.yml')) as Workflow;
    assert.deepEqual((await schemaCheck('github-workflow'))(workflow), []);
    const { steps } = workflow.jobs['check'] ?? assert.fail();
    const { run = '' } = steps.find((step) => step.run?.includes('unblock')) ?? {};
    const file = steps.find((step) => step.with?.['sarif_file'])?.with?.['sarif_file'] ?? '';
    for (const [source, status] of [
      [blocking, 1],
      [clean, 0],
    ] as const) {
      const folder = await project(source);
      assert.equal((await shell(run, folder))[0], status);
      const log = JSON.parse(await readFile(folder.at(file), 'utf8')) as { runs: { results: unknown[] }[] };
      assert.deepEqual((await schemaCheck('sarif-2.1.0'))(log), []);
      assert.equal(log.runs[0]?.results.length, status);
    }
  });

  it('names a command for annotations that works', async () => {
    const [, command = ''] = /`(npx [^`]* --format github)`/.exec(await readFile(readme, 'utf8')) ?? [];
    const [status, output] = await shell(command, await project(blocking));
    assert.equal(status, 1);
    assert.match(output, /^::warning file=src\/a\.ts,line=2,/);
  });

  it('has a pre-commit configuration that is valid, and whose command fails on findings', async () => {
    const config = (await yamlBlock('.pre-commit-config.yaml')) as Hooks;
    assert.deepEqual((await schemaCheck('pre-commit-config'))(config), []);
    const entry = config.repos[0]?.hooks[0]?.entry ?? '';
    assert.equal((await shell(entry, await project(blocking)))[0], 1);
    assert.equal((await shell(entry, await project(clean)))[0], 0);
  });

  it('has commands for a baseline that work', async () => {
    const block = (await blocks('sh')).find((code) => code.includes('--baseline')) ?? '';
    const folder = await project(blocking);
    const outcomes = [];
    for (const command of block.trim().split('\n')) outcomes.push(await shell(command, folder));
    assert.deepEqual(
      outcomes.map(([status]) => status),
      [0, 0],
    );
    assert.match(outcomes[1]?.[1] ?? '', /1 finding accepted by unblock-baseline\.json\./);
  });

  it('has a task with the properties that a task may have', async () => {
    const block = (await blocks('json')).find((code) => code.includes('"tasks"')) ?? '';
    const [task] = (JSON.parse(block) as { tasks: Record<string, unknown>[] }).tasks;
    const [definition] = (await readManifest()).contributes.taskDefinitions;
    assert.equal(task?.['type'], definition?.type);
    const known = ['type', 'label', 'problemMatcher', ...Object.keys(definition?.properties ?? {})];
    assert.deepEqual(
      Object.keys(task ?? {}).filter((key) => !known.includes(key)),
      [],
    );
  });
});
