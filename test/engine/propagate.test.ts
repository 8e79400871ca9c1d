import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultSettings } from '../../src/engine/settings.ts';
import { analysisOf, said } from '../helpers/analysis.ts';

const head = "import { existsSync, readFileSync } from 'node:fs';";

/** A function of a random program: what it calls, and what it does itself. */
interface Fn {
  readonly calls: readonly number[];
  readonly blocks: 'no' | 'brief' | 'heavy';
  readonly async: boolean;
}

const size = 8;
const functions: fc.Arbitrary<readonly Fn[]> = fc.array(
  fc.record({
    calls: fc.array(fc.nat(size - 1), { maxLength: 3 }),
    blocks: fc.constantFrom('no', 'no', 'brief', 'heavy'),
    async: fc.boolean(),
  }),
  { minLength: size, maxLength: size },
);

const order = fc.shuffledSubarray([...Array(size).keys()], { minLength: size, maxLength: size });

function textOf({ calls, blocks, async }: Fn, id: number): string {
  const own = blocks === 'no' ? [] : [blocks === 'brief' ? 'existsSync("a");' : 'readFileSync("a");'];
  const statements = [...calls.map((callee) => `f${callee}();`), ...own];
  return `export ${async ? 'async ' : ''}function f${id}() { ${statements.join(' ')} }`;
}

describe('propagation', () => {
  it('gives the same findings, whatever the order of the files', () => {
    fc.assert(
      fc.property(functions, order, (program, shuffled) => {
        const files = program.map((fn, id) => {
          const imports = [...new Set(fn.calls)].filter((callee) => callee !== id);
          const lines = imports.map((callee) => `import { f${callee} } from 'f${callee}.ts';`);
          return [`f${id}.ts`, [head, ...lines, textOf(fn, id)].join('\n')] as const;
        });
        const inOrder = analysisOf(files);
        const other = analysisOf(shuffled.flatMap((id) => files.slice(id, id + 1)));
        for (const [file] of files)
          assert.deepEqual(other.report(file, defaultSettings), inOrder.report(file, defaultSettings));
      }),
      { numRuns: 150 },
    );
  }).timeout(60_000);

  it('gives the same findings, whatever the order of the functions and calls', () => {
    const findings = (lines: readonly string[]): string[] => {
      const text = [head, ...lines].join('\n');
      const report = analysisOf([['file.ts', text]]).report('file.ts', defaultSettings);
      return report.findings
        .map(({ context, span, severity, certainty, api, path }) =>
          [context.name, text.slice(span.start, span.end), severity, certainty, api, path.length].join(' '),
        )
        .sort();
    };
    fc.assert(
      fc.property(functions, order, (program, shuffled) => {
        const straight = program.map((fn, id) => textOf(fn, id));
        const reversed = program.map((fn, id) => textOf({ ...fn, calls: [...fn.calls].reverse() }, id));
        assert.deepEqual(findings(shuffled.flatMap((id) => reversed.slice(id, id + 1))), findings(straight));
      }),
      { numRuns: 150 },
    );
  }).timeout(60_000);

  it('shows the shortest chain', () => {
    assert.deepEqual(
      said(`${head}
        function long() { return middle(); }
        function middle() { return short(); }
        function short() { return readFileSync('a'); }
        function both() { long(); short(); }
        async function load() { both(); }`),
      ['both: warning file node:fs.readFileSync in async-function load via both → short → fs.readFileSync'],
    );
  });

  it('shows a long way to something heavy rather than a short one to something brief', () => {
    assert.deepEqual(
      said(`${head}
        function a() { existsSync('a'); b(); }
        function b() { c(); }
        function c() { readFileSync('a'); }
        async function load() { a(); }`),
      ['a: warning file node:fs.readFileSync in async-function load via a → b → c → fs.readFileSync'],
    );
  });

  it('shows what is certain rather than what is possible', () => {
    assert.deepEqual(
      said(`${head}
        import { other } from './other.ts';
        function a(x) { (x ? other : readFileSync)('a'); b(); }
        function b() { readFileSync('a'); }
        async function load() { a(); }`),
      ['a: warning file node:fs.readFileSync in async-function load via a → b → fs.readFileSync'],
    );
  });

  it('makes what follows a possible step possible', () => {
    assert.deepEqual(
      said(`${head}
        import { other } from './other.ts';
        function a(x) { (x ? other : readFileSync)('a'); }
        function b() { a(); }
        async function load() { b(); }`),
      [
        'b: information file node:fs.readFileSync possible in async-function load via b → a → fs.readFileSync',
      ],
    );
  });

  it('takes alternatives that all block for certain, one step at a time', () => {
    assert.deepEqual(
      said(`${head}
        function a(x) { (x ? b : c)(); }
        function b() { c(); }
        function c() { readFileSync('a'); }
        async function load(x) { (x ? a : b)(); }`),
      ['x ? a : b: warning file node:fs.readFileSync in async-function load via a → c → fs.readFileSync'],
    );
  });

  it('ends where an async function begins', () => {
    assert.deepEqual(
      said(`${head}
        async function inner() { readFileSync('a'); }
        function middle() { inner(); }
        async function outer() { middle(); await inner(); }`),
      ['readFileSync: warning file node:fs.readFileSync in async-function inner'],
    );
  });

  it('ends in circles', () => {
    assert.deepEqual(
      said(`${head}
        function a() { b(); }
        function b() { a(); c(); }
        function c() { b(); readFileSync('a'); }
        function d() { d(); }
        async function load() { a(); d(); }`),
      ['a: warning file node:fs.readFileSync in async-function load via a → b → c → fs.readFileSync'],
    );
  });
});
