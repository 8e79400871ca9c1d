import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';
import { added, typeErrors } from './evaluate/commands.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { figuresText, type Figures } from './evaluate/figures.ts';
import { readOptions } from './evaluate/options.ts';
import { changedTests, testResults } from './evaluate/test-results.ts';

const compiler = path.resolve('node_modules/typescript/lib/tsc.js');

const load = `import fs from 'node:fs';

/** @param {string} file */
export async function load(file) {
  return fs.readFileSync(file, 'utf8');
}

/** @param {string} file */
export async function stubbed(file) {
  return fs.readFileSync(file, 'utf8').length;
}

export async function kinds() {
  /** @type {('a' | 'b')[]} */
  const found = ['load.js'].map((name) => { fs.statSync(name); return 'a'; });
  return found;
}

/** @param {number} descriptor */
export async function sync(descriptor) {
  fs.fsyncSync(descriptor);
}
`;

const tests = `import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { load, stubbed } from './load.js';

test('loads', async () => assert.match(await load('package.json'), /module/));
test('is stubbed', async (context) => {
  // So that Unblock does not see whose function it replaces.
  context.mock.method(Object.values({ fs })[0], 'readFileSync', () => 'four');
  assert.equal(await stubbed('nothing'), 4);
});
test('fails before too', () => assert.fail());
`;

describe('the evaluation of a project', function () {
  this.timeout(120_000);
  afterEach(removeTemporaryFolders);

  it('says what is converted, and what of types and tests that changes', async () => {
    const folder = await temporaryFolder({
      'package.json': '{"type":"module"}',
      'tsconfig.json': JSON.stringify({
        compilerOptions: {
          checkJs: true,
          strict: true,
          module: 'nodenext',
          noEmit: true,
          types: ['node'],
          skipLibCheck: true,
        },
        include: ['*.js'],
      }),
      'node_modules/@types/node': { linkTo: path.resolve('node_modules/@types/node') },
      'load.js': load,
      'wrong.js': '/** @type {number} */\nexport const wrong = "";\n',
      'load.test.js': tests,
    });
    const arguments_ = (...more: string[]): string[] => [
      folder.path,
      ...['--type-check', `"${process.execPath}" "${compiler}" --pretty false -p .`, ...more],
      ...['--', `"${process.execPath}"`, '--test', '--test-reporter=tap'],
    ];
    const figures = await evaluate(readOptions(arguments_()), () => undefined);
    assert.deepEqual(
      {
        ...figures.baseline,
        calls: figures.calls,
        candidates: figures.candidates,
        each: figures.each?.tried,
      },
      { typeErrors: 1, tests: { status: 1, passed: 2, failed: 1 }, calls: 4, candidates: 3, each: 3 },
    );
    assert.equal(figures.convertedDirectly, 3);
    assert.deepEqual(Object.values(figures.refused), [1]);
    assert.match(
      figures.together.typeErrors.join('\n'),
      /^load\.js TS2322 Type 'string\[\]' is not assignable/,
    );
    assert.equal(figures.together.typeErrors.length, 1);
    assert.equal(figures.together.testsChanged, 1);
    assert.deepEqual(
      figures.each?.culprits.map(({ call, typeErrors: errors, testsChanged }) => [
        call,
        errors.length,
        testsChanged,
      ]),
      [
        ['load.js:10:13 fs.readFileSync', 0, 1],
        ['load.js:15:48 fs.statSync', 1, 0],
      ],
    );
    assert.equal(await readFile(folder.at('load.js'), 'utf8'), load);
    const text = figuresText(figures);
    assert.match(
      text,
      /^\| Project \| Calls \| Candidates \| Converted directly \| By making helpers async \| /,
    );
    assert.match(text, /\n\| unblock-test-\w+ \| 4 \| 3 \| 3 \| 0 \| 1 \| 0 \| 1 \| 1 \| 3 \| 2 \|\n/);
    assert.match(text, /Before: 2 passed, 1 failed, 1 type errors\./);

    const verified = await evaluate(readOptions(arguments_('--verify', '--each', 'none')), () => undefined);
    assert.deepEqual([verified.convertedDirectly, verified.together.typeErrors], [2, []]);
    assert.match(
      verified.omitted.join('\n'),
      /^Not converted load\.js:15:48 fs\.statSync: TypeScript would report /,
    );
    assert.equal(verified.each, undefined);
  });

  it('makes helpers async where that is asked for, and says what is left', async () => {
    const folder = await temporaryFolder({
      'package.json': '{"type":"module"}',
      'read.js':
        "import fs from 'node:fs';\nexport function read(file) {\n  return fs.readFileSync(file, 'utf8');\n}\n",
      'size.js': `import fs from 'node:fs';
import { read } from './read.js';

class Size {
  constructor(file) {
    this.bytes = fs.statSync(file).size;
  }
}

export async function sizes(file) {
  fs.accessSync(file);
  return [read(file).length, (await read(file)).length, new Size(file).bytes];
}

export async function fresh(file) {
  if (!fs.existsSync(file)) fs.writeFileSync(file, '');
}
`,
      'size.test.js': `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizes } from './size.js';

test('sizes', async () => assert.deepEqual(await sizes('package.json'), [17, 17, 17]));
`,
    });
    const figuresOf = async (...more: string[]): Promise<Figures> =>
      await evaluate(
        readOptions([folder.path, '--each', 'tests', ...more, '--', `"${process.execPath}"`, '--test']),
        () => undefined,
      );
    const kept = await temporaryFolder({});
    const plain = await figuresOf('--keep', kept.path);
    for (const file of ['before.txt', 'after.txt'])
      assert.match(await readFile(kept.at(file), 'utf8'), /^(?:#|ℹ) pass 1$/m);
    assert.match(
      await readFile(kept.at(`${path.basename(folder.path)}/size.js`), 'utf8'),
      /await .*access\(file\)/,
    );
    assert.deepEqual([plain.candidates, plain.convertedDirectly, plain.convertedByHelpers], [3, 1, 0]);
    const figures = await figuresOf('--cascade');
    assert.deepEqual([figures.calls, figures.candidates], [6, 5]);
    assert.deepEqual([figures.convertedDirectly, figures.convertedByHelpers], [1, 2]);
    assert.deepEqual(figures.together, { typeErrors: [], testsChanged: 0 });
    // Two calls of one helper are one conversion.
    assert.deepEqual(figures.each, { tried: 2, culprits: [] });
    assert.deepEqual([figures.offered, Object.values(figures.refused)], [2, [1, 2]]);
    // What is only offered was not left out by the type checker.
    assert.deepEqual(figures.omitted, []);
    assert.match(
      figures.left.join('\n'),
      /^size\.js:12:\d+ new Size: helper: a constructor cannot be async$/m,
    );
  });

  it('reads its arguments', () => {
    assert.deepEqual(
      readOptions([
        ...['a', 'src', 'lib', '--each=types', '--verify', '--cascade', '--partial', '--keep=b'],
        ...['--', 'npm', 'test'],
      ]),
      {
        folder: path.resolve('a'),
        paths: ['src', 'lib'],
        typeCheck: undefined,
        test: 'npm test',
        each: 'types',
        suggestions: false,
        fixOptions: ['--cascade', '--partial', '--verify'],
        keep: path.resolve('b'),
        json: undefined,
      },
    );
    for (const wrong of [
      [],
      ['a'],
      ['a', '--'],
      ['--', 'npm test'],
      ['a', '--each', 'all', '--', 'npm test'],
    ]) {
      assert.throws(() => readOptions(wrong), /^Error: Converts a copy of a project/);
    }
  });

  it('reads what compilers and test runners print', () => {
    const result = (output: string) => ({ status: 0, output });
    assert.deepEqual(
      typeErrors(
        result("src/a.ts(3,4): error TS2322: Type.\n  More.\nsrc/b.ts:1:2 - error TS1005: ';' expected.\n"),
      ),
      ['src/a.ts TS2322 Type.', "src/b.ts TS1005 ';' expected."],
    );
    assert.deepEqual(added(['a', 'b', 'b'], ['b', 'c', 'b', 'b']), ['c', 'b']);
    const counts = (output: string) => [
      testResults(result(output)).passed,
      testResults(result(output)).failed,
    ];
    assert.deepEqual(counts('  12 passing (3s)\n  2 pending\n  1 failing\n'), [12, 1]);
    assert.deepEqual(counts('  12 passing (3s)\n'), [12, 0]);
    assert.deepEqual(counts('Tests:       1 failed, 2 skipped, 30 passed, 33 total\n'), [30, 1]);
    assert.deepEqual(counts('      Tests  4 failed | 8 passed (12)\n'), [8, 4]);
    assert.deepEqual(counts('# pass 5\n# fail 0\n'), [5, 0]);
    assert.deepEqual(counts('12 specs, 3 failures, 1 pending spec\n'), [9, 3]);
    assert.deepEqual(counts('1 spec, 0 failures\n'), [1, 0]);
    assert.deepEqual(counts('2 of 9 tests failed\n'), [7, 2]);
    assert.deepEqual(counts('9 tests complete\n'), [9, 0]);
    assert.deepEqual(counts('Executed 33 of 33 specs (5 FAILED) in 3 secs.\n'), [28, 5]);
    assert.deepEqual(counts('Executed 30 of 33 specs INCOMPLETE (3 PENDING) in 3 secs.\n'), [30, 0]);
    assert.deepEqual(counts('all good\n'), [undefined, undefined]);
    const before = testResults(result('# pass 5\n# fail 1\n'));
    assert.equal(changedTests(before, before), 0);
    assert.equal(changedTests(before, testResults(result('# pass 3\n# fail 3\n'))), 2);
    assert.equal(changedTests(before, { ...before, status: 1 }), 1);
  });
});
