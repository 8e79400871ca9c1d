import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { typeErrors } from '../languages/typescript/fixes/type-errors.ts';
import { cascadeCases } from './golden.ts';

const run = promisify(execFile);
const hook = path.join(import.meta.dirname, '../languages/typescript/fixes/runtime-hook.cjs');

describe('programs before and after their helpers are made async', () => {
  let folder = '';

  before(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'unblock-cascades-')));
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  /** What a program printed, and which blocking calls it made. */
  async function execute(name: string, files: ReadonlyMap<string, string>) {
    const place = path.join(folder, name);
    await mkdir(place);
    for (const [file, text] of files) {
      const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022 };
      const isTypeScript = /\.[mc]?ts$/.test(file);
      const code = isTypeScript
        ? ts.transpileModule(text, { fileName: file, compilerOptions: options }).outputText
        : text;
      await writeFile(path.join(place, file.replace(/ts$/, 'js')), code);
    }
    const main = [...files.keys()].find((file) => file.startsWith('main.')) ?? '';
    const program = path.join(place, main.replace(/ts$/, 'js'));
    const env = { ...process.env, UNBLOCK_PROGRAMS: place, NODE_OPTIONS: '' };
    const { stdout } = await run(process.execPath, ['--require', hook, program], { env, cwd: place });
    return { stdout, seen: JSON.parse(await readFile(`${program}.seen`, 'utf8')) as string[] };
  }

  const groups = ['programs', 'shape-programs', 'partial-programs'];
  const cases = groups.flatMap((group) => cascadeCases(group));
  for (const [index, { name, files, after: changed }] of cases.entries()) {
    it(name, async () => {
      const was = await execute(`before-${index}`, files);
      const is = await execute(`after-${index}`, new Map([...files, ...changed]));
      assert.notDeepEqual(was.seen, []);
      assert.deepEqual(is.seen, []);
      // The programs print lines of their own files, which may have become longer.
      assert.equal(is.stdout, was.stdout);
    });

    it(`${name}: no type errors`, () => {
      const typed = new Map([...files, ...changed].filter(([file]) => /ts$/.test(file)));
      assert.deepEqual(typeErrors(typed), []);
      assert.deepEqual(typeErrors(new Map([...files].filter(([file]) => /ts$/.test(file)))), []);
    });
  }
});
