import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { realMain, runCli, type Outcome } from '../cli/run-cli.ts';
import { repoRoot } from '../host/paths.ts';
import {
  removeTemporaryFolders,
  temporaryFolder,
  type TemporaryFolder,
} from '../workspace/temporary-folder.ts';

interface Block {
  readonly file: string;
  /** What the conversions make of the file of this name, rather than a file. */
  readonly isConverted: boolean;
  readonly text: string;
}

/** The blocks that belong together: those of a section, a new group at each configuration. */
function groupsIn(page: string): readonly (readonly Block[])[] {
  return page.split(/^## /m).flatMap((section) => {
    const groups: Block[][] = [[]];
    for (const [, language, text = ''] of section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
      const [, file = '', note] = /^\/\/ (\S+?)(, converted)?\n/.exec(text) ?? [];
      assert.ok(file !== '', `a block of ${language ?? 'code'} does not say which file it is:\n${text}`);
      if (language === 'jsonc') groups.push([]);
      groups.at(-1)?.push({ file, isConverted: note !== undefined, text });
    }
    return groups.filter((group) => group.length > 0);
  });
}

/** The lines that a block says are reported, each as often as it says so. */
function expected({ file, text }: Block): readonly string[] {
  return text.split('\n').flatMap((line, index) => {
    const marks = /\/\/ (reported(?:, reported)*)$/.exec(line)?.[1]?.split(', ') ?? [];
    return marks.map(() => `${file}:${index + 1}`);
  });
}

async function run(folder: TemporaryFolder, ...args: string[]): Promise<Outcome> {
  return await runCli([...args, '--no-cache'], { cwd: folder.path, main: realMain });
}

function uncommented(text: string): string {
  return text.replace(/^\/\/ .*\n/, '').replace(/ *\/\/ reported.*$/gm, '');
}

describe('the page on configuration', () => {
  afterEach(removeTemporaryFolders);

  let groups: readonly (readonly Block[])[] = [];

  before(async () => {
    groups = groupsIn(await readFile(path.join(repoRoot, 'docs', 'configuration.md'), 'utf8'));
  });

  it('shows every kind of entry', () => {
    assert.ok(groups.length >= 6);
  });

  it('shows configurations without a bad entry, and code with just the findings that it says', async function () {
    this.timeout(120_000);
    for (const group of groups) {
      const files = group.filter(({ isConverted }) => !isConverted);
      const texts = Object.fromEntries(files.map(({ file, text }) => [file, text]));
      // A project of its own, whatever lies above it.
      const folder = await temporaryFolder({ 'package.json': '{}', ...texts });
      const { stdout, stderr } = await run(folder, 'check', '--format', 'json');
      const { findings } = JSON.parse(stdout) as { findings: { file: string; line: number }[] };
      assert.equal(stderr, '');
      assert.deepEqual(
        findings.map(({ file, line }) => `${file}:${line}`),
        files.flatMap(expected).sort(),
      );
      const converted = group.filter(({ isConverted }) => isConverted);
      if (converted.length === 0) continue;
      await run(folder, 'fix');
      for (const { file, text } of converted)
        assert.equal(uncommented(await readFile(folder.at(file), 'utf8')), uncommented(text));
    }
  });
});
