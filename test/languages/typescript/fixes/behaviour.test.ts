import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { fixAll } from '../../../../src/fixes/fix-all.ts';
import type { SourceText } from '../../../../src/facts/source-text.ts';
import type { Convert } from '../../../../src/fixes/fix.ts';
import { typescript } from '../../../../src/languages/typescript/language.ts';
import { findingsOf } from './analysis.ts';
import { goldenCases } from './golden.ts';
import { typeErrors } from './type-errors.ts';

const run = promisify(execFile);
const hook = path.join(import.meta.dirname, 'runtime-hook.cjs');

/** Suggestions as well: what they change does not show in these programs. */
const convertAll: Convert = (source, finding) => {
  const conversion = typescript.convert(source, finding);
  return 'fix' in conversion ? { fix: { ...conversion.fix, safe: true } } : conversion;
};

/** What a program printed, on both streams, and which blocking calls it made. */
async function execute(folder: string, name: string, text: string) {
  const extension = path.extname(name);
  const file = path.join(folder, name.replace(/\.([mc])ts$/, '.$1js'));
  const isTypeScript = /ts$/.test(extension);
  const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022 };
  const code = isTypeScript
    ? ts.transpileModule(text, { fileName: name, compilerOptions: options }).outputText
    : text;
  await writeFile(file, code);
  const env = { ...process.env, UNBLOCK_PROGRAMS: folder, NODE_OPTIONS: '' };
  const running = run(process.execPath, ['--require', hook, file], { env, cwd: folder });
  running.child.stdin?.end('typed\n');
  const { stdout, stderr } = await running;
  const seen = JSON.parse(await readFile(`${file}.seen`, 'utf8')) as string[];
  return { stdout, stderr, seen };
}

describe('programs before and after their fixes', () => {
  const programs = goldenCases('programs');
  const fixed = new Map<string, string>();
  let folder = '';

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'unblock-programs-'));
    for (const { source } of programs) {
      const parses = (text: SourceText): boolean => typescript.parses(text);
      const tools = { analyze: findingsOf, convert: convertAll, parses };
      fixed.set(source.path, (await fixAll(source, tools)).text);
    }
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  for (const { name, source } of programs) {
    it(`${path.basename(source.path)}: ${name}`, async () => {
      const text = fixed.get(source.path) ?? '';
      assert.notEqual(text, source.text);
      assert.deepEqual(findingsOf({ path: source.path, text }), []);
      const was = await execute(folder, `before-${path.basename(source.path)}`, source.text);
      const is = await execute(folder, `after-${path.basename(source.path)}`, text);
      assert.notDeepEqual(was.seen, []);
      assert.deepEqual(is.seen, [], text);
      assert.equal(is.stdout, was.stdout, text);
      assert.equal(is.stderr, was.stderr, text);
    });
  }

  it('have no type errors before or after', () => {
    const texts = programs.flatMap(({ source }) => {
      const name = path.basename(source.path);
      return [
        [`before-${name}`, source.text],
        [`after-${name}`, fixed.get(source.path) ?? ''],
      ] as const;
    });
    assert.deepEqual(typeErrors(new Map(texts)), []);
  });
});
