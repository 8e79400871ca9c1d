import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';

/*
 * The house plan, held against the real imports. Imports run one way:
 *
 *     l10n, facts, catalog ← engine ← fixes ← workspace ← parsing, proof, report ← server, cli
 *
 * A language turns text into facts and findings into edits, so it knows those vocabularies. It is reached through one
 * registry. The client knows the names it shares with the server, and nothing else.
 */

/** What each part of src may import: a folder with all that is in it, or one file. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  l10n: [],
  facts: [],
  catalog: [],
  engine: ['l10n', 'facts', 'catalog'],
  fixes: ['l10n', 'facts', 'catalog', 'engine'],
  // What a language is, in the words of the layers below it.
  'languages/language.ts': [
    'facts',
    'engine/finding.ts',
    'fixes/fix.ts',
    'fixes/proof.ts',
    'fixes/cascade/model.ts',
  ],
  // The one place that names the languages.
  'languages/registry.ts': ['languages'],
  'languages/*': ['l10n', 'facts', 'catalog', 'engine/finding.ts', 'fixes', 'languages/language.ts'],
  workspace: ['l10n', 'facts', 'catalog', 'engine', 'fixes', 'languages/language.ts'],
  parsing: ['l10n', 'facts', 'workspace', 'languages/registry.ts'],
  proof: ['l10n', 'facts', 'engine', 'fixes', 'workspace', 'languages/registry.ts'],
  report: ['facts', 'catalog', 'engine/finding.ts', 'fixes/fix.ts', 'workspace', '../package.json'],
  server: [
    'l10n',
    'facts',
    'catalog',
    'engine',
    'fixes',
    'workspace',
    'parsing',
    'proof',
    'report',
    'languages/registry.ts',
  ],
  cli: [
    'facts',
    'catalog',
    'engine',
    'fixes',
    'workspace',
    'proof',
    'report',
    'languages/registry.ts',
    '../package.json',
  ],
  client: ['server/protocol.ts'],
};

/** The only place where a package is imported. */
const packages: Readonly<Record<string, string>> = {
  '@vscode/l10n': 'l10n',
  typescript: 'languages/typescript/ts.ts',
  'web-tree-sitter': 'languages/python',
  vscode: 'client',
  'vscode-languageclient': 'client',
  'vscode-languageserver': 'server',
  'vscode-languageserver-textdocument': 'server',
  'vscode-uri': 'server',
  ignore: 'workspace',
  'jsonc-parser': 'workspace',
  picomatch: 'workspace',
  diff: 'cli',
  'fastest-levenshtein': 'fixes',
};

/** Parts that compute and do nothing else: they touch no file, process or clock of the machine. */
const pure = ['l10n', 'facts', 'catalog', 'engine', 'fixes', 'languages/*'];
const harmless = ['node:path'];

interface Source {
  /** Relative to src, with forward slashes. */
  readonly file: string;
  readonly lines: number;
  /** Imported files, relative to src. */
  readonly files: readonly string[];
  /** Imported packages and modules of Node. */
  readonly modules: readonly string[];
}

const root = path.join(import.meta.dirname, '..');

/** Our own files below a folder: not what tests feed to Unblock. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => !/^test\/(fixtures|example|e2e\/workspaces)\//.test(file));
}

async function readSource(name: string): Promise<Source> {
  const text = await readFile(path.join(root, name), 'utf8');
  const imports = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const file = name.slice('src/'.length);
  const isOwn = (specifier: string): boolean => specifier.startsWith('.');
  return {
    file,
    lines: text.split('\n').length - 1,
    files: imports.filter(isOwn).map((one) => path.posix.join(path.posix.dirname(file), one)),
    modules: imports.filter((specifier) => !isOwn(specifier)),
  };
}

/** Whether a file is what a rule names: the file itself, or one in the folder; `*` is any folder. */
function isPart(file: string, rule: string): boolean {
  if (rule === file) return true;
  return rule.endsWith('/*')
    ? file.startsWith(rule.slice(0, -1)) && file.slice(rule.length - 1).includes('/')
    : file.startsWith(`${rule}/`);
}

/** The part of the plan that a file belongs to: the folder itself where the plan has a star. */
function partOf(file: string): { readonly rule: string; readonly folder: string } {
  const rule = Object.keys(mayImport).find((candidate) => isPart(file, candidate));
  assert.ok(rule, `src/${file} is in no part of the plan`);
  return { rule, folder: rule.endsWith('/*') ? file.split('/').slice(0, 2).join('/') : rule };
}

function packageOf(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The circles that imports run in, one for each import that closes one. */
function findCycles(sources: readonly Source[]): readonly string[] {
  const imports = new Map(sources.map(({ file, files }) => [file, files]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) cycles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    else if (!done.has(file)) {
      for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
      done.add(file);
    }
  };
  for (const { file } of sources) visit(file, []);
  return cycles;
}

describe('architecture', () => {
  let sources: readonly Source[];

  before(async () => {
    const files = (await filesBelow('src')).filter((file) => file.endsWith('.ts'));
    sources = await Promise.all(files.map(readSource));
  });

  it('imports run one way', () => {
    const wrong = sources.flatMap(({ file, files }) => {
      const { rule, folder } = partOf(file);
      const allowed = [folder, ...(mayImport[rule] ?? [])];
      return files.filter((to) => !allowed.some((one) => isPart(to, one))).map((to) => `${file} → ${to}`);
    });
    assert.deepEqual(wrong, []);
  });

  it('imports run in no circle', () => {
    assert.deepEqual(findCycles(sources), []);
  });

  it('packages are imported in one place each', () => {
    const wrong = sources.flatMap(({ file, modules }) =>
      modules
        .filter((module) => !module.startsWith('node:'))
        .filter((module) => !isPart(file, packages[packageOf(module)] ?? 'nowhere'))
        .map((module) => `${file} → ${module}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('the analysis touches nothing of the machine', () => {
    const wrong = sources
      .filter(({ file }) => pure.some((part) => isPart(file, part)))
      .flatMap(({ file, modules }) =>
        modules
          .filter((module) => module.startsWith('node:') && !harmless.includes(module))
          .map((module) => `${file} → ${module}`),
      );
    assert.deepEqual(wrong, []);
  });

  it('files stay short', () => {
    const long = sources
      .filter(({ lines }) => lines > 300)
      .map(({ file, lines }) => `${file}: ${lines} lines`);
    assert.deepEqual(long, []);
  });

  it('files are named in kebab-case', async () => {
    const names = [...(await filesBelow('src')), ...(await filesBelow('test'))];
    const wrong = names.filter((file) => !/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(path.basename(file)));
    assert.deepEqual(wrong, []);
  });

  it('nothing is put off by a remark', async () => {
    const files = [...(await filesBelow('src')), ...(await filesBelow('test'))];
    const remark = new RegExp(
      ['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].map((word) => `\\b${word}\\b`).join('|'),
    );
    const texts = await Promise.all(
      files
        .filter((file) => /\.[cm]?[jt]s$/.test(file))
        .map(async (file) => ({ file, text: await readFile(path.join(root, file), 'utf8') })),
    );
    assert.deepEqual(
      texts.filter(({ text }) => remark.test(text)).map(({ file }) => file),
      [],
    );
  });

  it('the top level holds nothing else', async () => {
    const plan =
      /^(package(-lock)?\.json|package\.nls(\.[\w-]+)?\.json|tsconfig\.json|esbuild\.mjs|src|test|syntaxes|docs|(README|CHANGELOG|CONTRIBUTING)\.md|LICENSE|dist|node_modules|\..*)$/;
    assert.deepEqual(
      (await readdir(root)).filter((name) => !plan.test(name)),
      [],
    );
  });
});
