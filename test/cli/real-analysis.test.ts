import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';
import { realMain, runCli } from './run-cli.ts';

interface SarifReplacement {
  readonly deletedRegion: Readonly<Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>>;
  readonly insertedContent: { readonly text: string };
}

interface SarifResult {
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly fixes: readonly {
    readonly artifactChanges: readonly { readonly replacements: readonly SarifReplacement[] }[];
  }[];
}

/** Puts replacements into lines, as a reader of SARIF does. */
function replaceRegions(lines: readonly string[], replacements: readonly SarifReplacement[]): string {
  const text = lines.join('\n');
  const offset = (line: number, column: number): number =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, column - 1);
  return [...replacements].reverse().reduce((edited, { deletedRegion, insertedContent }) => {
    const { startLine, startColumn, endLine, endColumn } = deletedRegion;
    const before = edited.slice(0, offset(startLine, startColumn));
    return before + insertedContent.text + edited.slice(offset(endLine, endColumn));
  }, text);
}

describe('the command line with the real analysis', () => {
  afterEach(removeTemporaryFolders);

  const source = [
    "import fs from 'node:fs';",
    '',
    'export async function load(path: string) {',
    "  return fs.readFileSync(path, 'utf8');",
    '}',
    '',
  ];

  it('reports in the documented form', async () => {
    const folder = await temporaryFolder({ 'src/a.ts': source.join('\n') });
    const { status, stdout } = await runCli(['check', '--format=json'], { cwd: folder.path, main: realMain });
    const { version, findings, stats } = JSON.parse(stdout) as Record<string, unknown>;
    const [finding, ...others] = findings as Record<string, unknown>[];
    assert.ok(finding !== undefined && others.length === 0);
    const { message, fixes, path, ...rest } = finding;
    assert.deepEqual(rest, {
      file: 'src/a.ts',
      line: 4,
      column: 13,
      endLine: 4,
      endColumn: 25,
      category: 'file',
      severity: 'warning',
      certainty: 'certain',
      api: 'node:fs.readFileSync',
      context: { kind: 'async-function', name: 'load' },
    });
    assert.deepEqual(
      (path as object[]).map((hop) => ({ ...hop, name: '' })),
      [{ file: 'src/a.ts', line: 4, column: 13, name: '' }],
    );
    assert.equal(typeof message, 'string');
    assert.equal((fixes as { safe: boolean }[])[0]?.safe, true);
    assert.equal(version, 1);
    assert.deepEqual(Object.keys(stats as object), ['files', 'parsed', 'durationMs']);
    assert.equal(status, 1);
  });

  it('gives SARIF whose fixes do what `unblock fix` does, and whose fingerprints hold on other lines', async () => {
    const moved = ['// A line more.', '', ...source];
    const folder = await temporaryFolder({ 'a.ts': source.join('\n'), 'moved/a.ts': moved.join('\n') });
    const results = async (cwd: string): Promise<readonly SarifResult[]> => {
      const { stdout, status } = await runCli(['check', '--format=sarif', 'a.ts'], { cwd, main: realMain });
      assert.equal(status, 1);
      return (JSON.parse(stdout) as { runs: { results: SarifResult[] }[] }).runs[0]?.results ?? [];
    };
    const [found, ...others] = await results(folder.path);
    assert.ok(found !== undefined && others.length === 0);
    const elsewhere = await results(folder.at('moved'));
    assert.deepEqual(elsewhere[0]?.partialFingerprints, found.partialFingerprints);
    const edited = replaceRegions(source, found.fixes[0]?.artifactChanges[0]?.replacements ?? []);
    assert.equal((await runCli(['fix', 'a.ts'], { cwd: folder.path, main: realMain })).status, 0);
    assert.equal(edited, await readFile(folder.at('a.ts'), 'utf8'));
  });

  it('fixes to the byte', async () => {
    const folder = await temporaryFolder({
      'crlf.ts': `\uFEFF${source.join('\r\n')}`,
      'wide.js': Buffer.from(`\uFEFF${source.join('\n').replace(': string', '')}`, 'utf16le'),
    });
    const { status, stdout } = await runCli(['fix'], { cwd: folder.path, main: realMain });
    assert.match(stdout, /^No findings in 2 files\nFixed 2 findings in 2 files\n$/);
    assert.equal(status, 0);
    const crlf = await readFile(folder.at('crlf.ts'), 'utf8');
    assert.match(crlf, /^\uFEFFimport /);
    assert.match(crlf, /return await .*readFile\(path, 'utf8'\);\r\n\}\r\n$/);
    assert.ok(!/[^\r]\n/.test(crlf));
    const wide = await readFile(folder.at('wide.js'));
    assert.deepEqual([...wide.subarray(0, 2)], [0xff, 0xfe]);
    assert.match(wide.toString('utf16le'), /return await .*readFile\(path, 'utf8'\);\n\}\n$/);
    assert.equal((await runCli(['check'], { cwd: folder.path, main: realMain })).status, 0);
  });

  it('survives every kind of bad input', async () => {
    const deep = 10_000;
    const folder = await temporaryFolder({
      'empty.ts': '',
      'broken.ts': `${source.join('\n')}\nfunction (((`,
      'half.ts': 'async function f() { fs.readFileSync(',
      'parens.ts': `${'('.repeat(deep)}1${')'.repeat(deep)};\n`,
      'blocks.js': `${'{\n'.repeat(deep)}${'}\n'.repeat(deep)}`,
      'calls.ts': `${'f(\n'.repeat(deep)}${')'.repeat(deep)};\n`,
      'arrows.ts': `${'async () => {\n'.repeat(deep)}${'}\n'.repeat(deep)}`,
      'chain.ts': `x${'\n.y()'.repeat(deep)};\n`,
      'sum.ts': `x${'\n+ 1'.repeat(deep)};\n`,
      'jsx.tsx': `${'<a>\n'.repeat(deep)}${'</a>\n'.repeat(deep)}`,
      'noise.js': '\u2028\u2029\ufffd}{)(`${',
      'good.ts': source.join('\n'),
    });
    for (const command of ['check', 'fix']) {
      const { status, stderr } = await runCli([command], { cwd: folder.path, main: realMain });
      assert.ok(status === 1 || status === 0, stderr);
      for (const line of stderr.split('\n')) assert.match(line, /^(Skipped .*\.|)$/);
    }
    assert.match(await readFile(folder.at('good.ts'), 'utf8'), /await/);
    assert.equal(await readFile(folder.at('broken.ts'), 'utf8'), `${source.join('\n')}\nfunction (((`);
  }).timeout(60_000);
});
