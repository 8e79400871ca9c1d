import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { builtinCatalog } from '../../src/catalog/index.ts';
import { defaultSettings } from '../../src/engine/settings.ts';
import type { FileReport, Finding } from '../../src/engine/finding.ts';
import { languageOf, languages } from '../../src/languages/registry.ts';
import { createSession } from '../../src/workspace/create-session.ts';
import { repoRoot } from '../host/paths.ts';

const example = path.join(repoRoot, 'test', 'example');

async function reports(): Promise<Map<string, FileReport>> {
  const extensions = languages.flatMap((language) => language.extensions);
  const session = createSession({ languageOf, extensions, patient: true });
  const names = (await readdir(example, { recursive: true })).filter(
    (name) => languageOf(name) !== undefined && !name.endsWith('.d.ts'),
  );
  const files = names.map((name) => path.join(example, name));
  session.setRoots(
    [{ folder: example, excludes: { exclude: [], defaultExcludes: false, base: example } }],
    files,
  );
  const found = new Map<string, FileReport>();
  for (const file of files) {
    const report = await session.report(file, defaultSettings);
    if (report !== undefined) found.set(path.relative(example, file).replaceAll(path.sep, '/'), report);
  }
  return found;
}

describe('the example workspace', () => {
  let files: Map<string, FileReport>;
  let findings: readonly Finding[];

  before(async function () {
    this.timeout(60_000);
    files = await reports();
    findings = [...files.values()].flatMap((report) => report.findings);
  });

  it('shows every category that is on by default', () => {
    const expected = new Set(
      builtinCatalog
        .flatMap(({ blocking }) => blocking)
        .filter((api) => api.defaultSeverity !== 'off')
        .map((api) => api.category),
    );
    assert.deepEqual([...new Set(findings.map(({ category }) => category))].sort(), [...expected].sort());
  });

  it('shows every kind of async code that is on by default', () => {
    const expected = Object.entries(defaultSettings.contexts).filter(([, severity]) => severity !== 'off');
    const shown = new Set(findings.map(({ context }) => context.kind));
    assert.deepEqual(
      expected.map(([kind]) => kind).filter((kind) => !shown.has(kind as Finding['context']['kind'])),
      [],
    );
  });

  it('shows a helper in another file', () => {
    const chain = findings.find(({ path: hops }) => hops.length > 2);
    assert.deepEqual(
      chain?.path.map(({ name }) => name),
      ['loadConfig', 'readJson', 'fs.readFileSync'],
    );
  });

  it('shows a suppression that is needed, and something in every file', async () => {
    const text = await readFile(path.join(example, 'src', 'config.ts'), 'utf8');
    assert.match(text, /unblock-ignore-next-line file -- /);
    const quiet = [...files].filter(([, report]) => report.findings.length === 0).map(([file]) => file);
    assert.deepEqual(quiet, ['src/config.ts']);
    assert.deepEqual(
      [...files.values()].flatMap(({ directives }) => directives),
      [],
    );
  });

  it('compiles', function () {
    this.timeout(60_000);
    const config = ts.getParsedCommandLineOfConfigFile(
      path.join(example, 'tsconfig.json'),
      {},
      {
        ...ts.sys,
        onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
          assert.fail(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
        },
      },
    );
    assert.ok(config);
    const program = ts.createProgram(config.fileNames, config.options);
    const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      return `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
    assert.deepEqual(problems, []);
  });
});
