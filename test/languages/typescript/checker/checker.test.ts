import assert from 'node:assert/strict';
import path from 'node:path';
import { ts } from '../../../../src/languages/typescript/ts.ts';
import type { Verdict } from '../../../../src/fixes/proof.ts';
import { createChecker } from '../../../../src/languages/typescript/checker/checker.ts';
import {
  removeTemporaryFolders,
  temporaryFolder,
  type Entry,
  type TemporaryFolder,
} from '../../../workspace/temporary-folder.ts';

type Texts = Readonly<Record<string, string>>;

/** One checker and one folder, as they live together in an editor. */
class Case {
  readonly folder: TemporaryFolder;
  readonly #checker = createChecker();

  constructor(folder: TemporaryFolder) {
    this.folder = folder;
  }

  verdict(edited: Texts, open: Texts = {}): Verdict {
    const texts = (named: Texts) =>
      Object.entries(named).map(([name, text]) => ({ path: this.folder.at(name), text }));
    return this.#checker.check({ edited: texts(edited), open: texts(open) }, () => false);
  }

  /** `proved`, `unchecked`, or the new errors: `a.ts:3 TS2322`. */
  check(edited: Texts, open: Texts = {}): string | readonly string[] {
    const verdict = this.verdict(edited, open);
    if (verdict.kind === 'unproved') return verdict.reason;
    if (verdict.kind === 'proved') return verdict.unchecked.length === 0 ? 'proved' : 'unchecked';
    return verdict.problems.map(
      ({ file, line, code }) =>
        `${path.relative(this.folder.path, file).replaceAll(path.sep, '/')}:${line + 1} ${code}`,
    );
  }
}

async function caseOf(entries: Readonly<Record<string, Entry>>): Promise<Case> {
  return new Case(await temporaryFolder(entries));
}

const strict = JSON.stringify({ compilerOptions: { strict: true, module: 'nodenext', lib: ['es2022'] } });
const nodeTypes = { linkTo: path.resolve('node_modules/@types/node') };

describe('the type checker of edits', function () {
  this.timeout(120_000);
  afterEach(removeTemporaryFolders);

  it('refuses an edit that the compiler would refuse, and tells where and why', async () => {
    const before = `import { readFileSync } from 'node:fs';
export async function kinds(names: string[]) {
  const found: ('a' | 'b')[] = names.map((name) => { readFileSync(name); return 'a'; });
  return found;
}
`;
    const project = await caseOf({
      'tsconfig.json': strict,
      'node_modules/@types/node': nodeTypes,
      'a.ts': before,
    });
    const [map] = /names\.map\(.*\)/.exec(before) ?? [''];
    const after = (callback: string): string =>
      before
        .replace(map, `await Promise.all(names.map(${callback}))`)
        .replace(/^.*\n/, "import { readFile } from 'node:fs/promises';\n");
    const body = "{ await readFile(name); return 'a'; }";
    // The inference of `Promise.all` widens what `map` alone kept.
    const verdict = project.verdict({ 'a.ts': after(`async (name) => ${body}`) });
    assert.ok(verdict.kind === 'refused');
    const [problem, ...others] = verdict.problems;
    assert.deepEqual(others, []);
    assert.deepEqual(
      { ...problem, message: '' },
      { file: project.folder.at('a.ts'), line: 2, column: 8, code: 'TS2322', message: '' },
    );
    assert.match(problem?.message ?? '', /^Type 'string\[\]' is not assignable to type /);
    assert.equal(project.check({ 'a.ts': after(`async (name): Promise<'a'> => ${body}`) }), 'proved');
    assert.deepEqual(project.check({ 'a.ts': after(`async (name): 'a' => ${body}`) }), ['a.ts:3 TS1064']);
  });

  it('counts only errors that are new, wherever they stand', async () => {
    const wrong = 'export const n: number = "n";\n';
    const project = await caseOf({ 'tsconfig.json': strict, 'a.ts': wrong, 'b.ts': wrong });
    assert.equal(project.check({ 'a.ts': `// moved\n\n${wrong}` }), 'proved');
    const second = 'export const m: number = "m";\n';
    assert.deepEqual(project.check({ 'a.ts': `${wrong}${second}` }), ['a.ts:2 TS2322']);
    assert.equal(project.check({ 'a.ts': 'export const n = 1;\n' }), 'proved');
    assert.deepEqual(project.check({ 'a.ts': 'export const n = (;\n' }), ['a.ts:1 TS1109']);
  });

  it('looks at the files that import an edited one when the edit shows outside', async () => {
    const project = await caseOf({
      'package.json': '{"type":"module"}',
      'tsconfig.json': strict,
      'a.ts': 'export function read() { return 1; }\n',
      'index.ts': "export * from './a.js';\n",
      'user.ts': "import { read } from './index.js';\n\nexport const size: number = read();\n",
      'other.ts': 'export const size: number = "";\n',
    });
    assert.equal(project.check({ 'a.ts': 'export function read() { return 2; }\n' }), 'proved');
    const edited = { 'a.ts': 'export async function read() { return 1; }\n' };
    assert.deepEqual(project.check(edited), ['user.ts:3 TS2322']);
    const user = "import { read } from './index.js';\n\nexport const size: number = await read();\n";
    assert.equal(project.check({ ...edited, 'user.ts': user }), 'proved');
  });

  it('looks everywhere when what an edited script declares changes', async () => {
    const project = await caseOf({
      'tsconfig.json': '{"compilerOptions":{"strict":true,"module":"esnext","moduleResolution":"bundler"}}',
      'a.ts': 'function read() { return 1; }\n',
      'user.ts': 'export const size: number = read();\n',
    });
    assert.deepEqual(project.check({ 'a.ts': 'async function read() { return 1; }\n' }), [
      'user.ts:1 TS2322',
    ]);
  });

  it('takes what is open in an editor for the text of a file', async () => {
    const project = await caseOf({ 'tsconfig.json': strict, 'a.ts': '', 'b.ts': 'export const b = 1;\n' });
    const edited = { 'a.ts': "import { b } from './b.js';\nexport const a: string = b;\n" };
    assert.deepEqual(project.check(edited), ['a.ts:2 TS2322']);
    assert.equal(project.check(edited, { 'b.ts': "export const b = '';\n" }), 'proved');
    assert.deepEqual(project.check(edited), ['a.ts:2 TS2322']);
  });

  it('follows changes on disk: of files, of the configuration, and new files', async () => {
    const project = await caseOf({ 'tsconfig.json': strict, 'a.ts': '', 'b.ts': 'export const b = 1;\n' });
    const edited = { 'a.ts': "import { b } from './b.js';\nexport const a: string = b;\n" };
    assert.deepEqual(project.check(edited), ['a.ts:2 TS2322']);
    await project.folder.write({ 'b.ts': "export const b = 'b';\n" });
    assert.equal(project.check(edited), 'proved');
    const implicit = { 'c.ts': 'export const f = (x) => x;\n' };
    await project.folder.write({ 'c.ts': '' });
    assert.deepEqual(project.check(implicit), ['c.ts:1 TS7006']);
    await project.folder.write({ 'tsconfig.json': strict.replace('"strict":true', '"strict":false') });
    assert.equal(project.check(implicit), 'proved');
  });

  it('reads each file again only when it has changed', async () => {
    const project = await caseOf({
      'tsconfig.json': strict,
      'a.ts': '',
      'b.ts': "export const b = 'b';\n",
    });
    const edited = (name: string) => ({
      'a.ts': `import { b } from './b.js';\nexport const ${name}: string = b;\n`,
    });
    assert.equal(project.check(edited('first')), 'proved');
    const read: string[] = [];
    const readFile = ts.sys.readFile.bind(ts.sys);
    ts.sys.readFile = (file, encoding) => {
      read.push(path.basename(file));
      return readFile(file, encoding);
    };
    try {
      assert.equal(project.check(edited('second')), 'proved');
      assert.deepEqual(
        read.filter((name) => name.endsWith('.ts')),
        [],
      );
      await project.folder.write({ 'b.ts': 'export const b = 1;\n' });
      assert.deepEqual(project.check(edited('third')), ['a.ts:2 TS2322']);
      // There is a new error: only now it matters what the file that is edited was before.
      assert.deepEqual(read.filter((name) => name.endsWith('.ts')).sort(), ['a.ts', 'b.ts']);
    } finally {
      ts.sys.readFile = readFile;
    }
  });

  it('does not hold missing packages against an edit', async () => {
    const before = "import fs from 'node:fs';\nimport { glob } from 'fs-extra';\nexport { fs, glob };\n";
    const after = `import { readFile } from 'fs/promises';\nimport { exists } from 'fs-extra/esm';\n${before}`;
    const project = await caseOf({ 'tsconfig.json': strict, 'a.ts': before });
    assert.equal(project.check({ 'a.ts': `${after}export { readFile, exists };\n` }), 'proved');
    assert.deepEqual(project.check({ 'a.ts': `${before}export * from 'other';\n` }), ['a.ts:4 TS2307']);
  });

  it('leaves files alone that no project type-checks', async () => {
    const wrong = { 'a.js': '/** @type {number} */\nexport const n = "";\n' };
    const plain = await caseOf({ 'a.js': '' });
    assert.equal(plain.check(wrong), 'unchecked');
    const unchecked = await caseOf({ 'jsconfig.json': '{}', 'a.js': '' });
    assert.equal(unchecked.check(wrong), 'unchecked');
    const checked = await caseOf({ 'jsconfig.json': '{"compilerOptions":{"checkJs":true}}', 'a.js': '' });
    assert.deepEqual(checked.check(wrong), ['a.js:2 TS2322']);
    const excluded = await caseOf({ 'tsconfig.json': '{"include":["src"]}', 'src/b.ts': '', 'a.ts': '' });
    assert.equal(excluded.check({ 'a.ts': 'export const n: number = "";\n' }), 'unchecked');
  });

  it('finds the project of a file that others import', async () => {
    const project = await caseOf({
      'tsconfig.json': JSON.stringify({ files: ['index.ts'] }),
      'index.ts': "export * from './lib/a.js';\n",
      'lib/a.ts': '',
      'lib/b.ts': '',
    });
    const wrong = 'export const n: number = "";\n';
    assert.deepEqual(project.check({ 'lib/a.ts': wrong }), ['lib/a.ts:1 TS2322']);
    assert.equal(project.check({ 'lib/b.ts': wrong }), 'unchecked');
  });

  it('reads configurations that extend others, and mends nothing in broken ones', async () => {
    const implicit = 'export const f = (x) => x;\n';
    const extended = await caseOf({
      'base.json': '{"compilerOptions":{"noImplicitAny":true,"strict":false}}',
      'tsconfig.json': '{"extends":"./base.json"}',
      'a.ts': '',
    });
    assert.deepEqual(extended.check({ 'a.ts': implicit }), ['a.ts:1 TS7006']);
    await extended.folder.write({ 'base.json': '{"compilerOptions":{"strict":false}}' });
    assert.equal(extended.check({ 'a.ts': implicit }), 'proved');
    const wrong = 'export const n: number = "";\n';
    for (const text of ['{"compilerOptions": {"strict": tru', '', '{"extends":"@tsconfig/missing"}', '[]']) {
      const broken = await caseOf({ 'tsconfig.json': text, 'a.ts': '' });
      assert.deepEqual(broken.check({ 'a.ts': wrong }), ['a.ts:1 TS2322'], text);
    }
  });

  it('keeps to the defaults of the TypeScript that the project has', async () => {
    const implicit = { 'a.ts': 'export const f = (x) => x;\n' };
    const manifest = (version: string): string => JSON.stringify({ name: 'typescript', version });
    const project = await caseOf({
      'tsconfig.json': '{}',
      'a.ts': '',
      'node_modules/typescript/package.json': manifest('5.9.3'),
    });
    assert.equal(project.check(implicit), 'proved');
    const newer = await caseOf({
      'tsconfig.json': '{}',
      'a.ts': '',
      'node_modules/typescript/package.json': manifest('6.0.3'),
    });
    assert.deepEqual(newer.check(implicit), ['a.ts:1 TS7006']);
  });

  it('looks into projects that refer to the one of the file, built or not', async () => {
    const composite = (more: object): string =>
      JSON.stringify({ ...more, compilerOptions: { composite: true, strict: true, module: 'nodenext' } });
    const project = await caseOf({
      'tsconfig.json': JSON.stringify({ files: [], references: [{ path: 'packages/app' }] }),
      'packages/lib/tsconfig.json': composite({}),
      'packages/lib/read.ts': 'export function read() { return 1; }\n',
      'packages/app/tsconfig.json': JSON.stringify({
        compilerOptions: {
          composite: true,
          strict: true,
          module: 'esnext',
          moduleResolution: 'bundler',
          paths: { '@lib/*': ['../lib/*'] },
        },
        references: [{ path: '../lib' }],
      }),
      'packages/app/main.ts': "import { read } from '@lib/read';\nexport const size: number = read();\n",
    });
    assert.equal(
      project.check({ 'packages/lib/read.ts': 'export function read() { return 2; }\n' }),
      'proved',
    );
    const edited = { 'packages/lib/read.ts': 'export async function read() { return 1; }\n' };
    assert.deepEqual(project.check(edited), ['packages/app/main.ts:2 TS2322']);
    const main = "import { read } from '@lib/read';\nexport const size: number = await read();\n";
    assert.equal(project.check({ ...edited, 'packages/app/main.ts': main }), 'proved');
  });

  it('stops when it is told to', async () => {
    const project = await caseOf({ 'tsconfig.json': strict, 'a.ts': 'export function f() {}\n' });
    const edited = [{ path: project.folder.at('a.ts'), text: 'export function f() { return ""; }\n' }];
    assert.throws(() => createChecker().check({ edited }, () => true));
  });
});
