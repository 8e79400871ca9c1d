import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { defaultSettings } from '../../../../src/engine/settings.ts';
import { extract } from '../../../../src/languages/typescript/extract.ts';
import { reportOf } from '../../../helpers/analysis.ts';
import { described } from '../../../helpers/annotations.ts';
import { fixtureCases } from '../../../helpers/fixture-cases.ts';
import { typescriptSession } from '../../../helpers/typescript-session.ts';

const root = fileURLToPath(new URL('../../../fixtures/typescript', import.meta.url));
const files = fixtureCases(root).flatMap((fixture) => fixture.files);
const anyFile = fc.constantFrom(...files);

/** Pieces of syntax that change the meaning of all that follows. */
const pieces = fc.constantFrom(
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '`',
    '${',
    '"',
    "'",
    '/*',
    '*/',
    '//',
    '<',
    '>',
    '</',
    '=>',
    '=',
    '.',
    '?.',
  ],
  ...[
    'async ',
    'await ',
    'class ',
    'extends ',
    'function*',
    'import ',
    'export ',
    'yield ',
    'new ',
    'super',
    'this',
  ],
  ...[
    '\n',
    '\r\n',
    '\0',
    '\ud800',
    '\udfff',
    '\ufeff',
    '\u2028',
    '@',
    '#',
    '\\',
    '...',
    '; ',
    'undefined',
    'in ',
  ],
);

describe('extraction and analysis', () => {
  it('bear with texts that end anywhere', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(10_000), ({ path, code }, at) => {
        bearable(path, code.slice(0, at % (code.length + 1)));
      }),
      { numRuns: 400 },
    );
  }).timeout(60_000);

  it('bear with texts that begin anywhere', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(10_000), ({ path, code }, at) => {
        bearable(path, code.slice(at % (code.length + 1)));
      }),
      { numRuns: 200 },
    );
  }).timeout(60_000);

  it('bear with texts that something was put into, or taken out of', () => {
    const change = fc.record({ at: fc.nat(10_000), remove: fc.nat(20), insert: pieces });
    fc.assert(
      fc.property(anyFile, fc.array(change, { minLength: 1, maxLength: 6 }), ({ path, code }, changes) => {
        let text = code;
        for (const { at, remove, insert } of changes) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + insert + text.slice(start + remove);
        }
        bearable(path, text);
      }),
      { numRuns: 600 },
    );
  }).timeout(60_000);

  it('bear with two texts that run into each other', () => {
    fc.assert(
      fc.property(anyFile, anyFile, fc.nat(10_000), (a, b, at) => {
        bearable(a.path, a.code.slice(0, at % (a.code.length + 1)) + b.code);
      }),
      { numRuns: 200 },
    );
  }).timeout(60_000);

  it('say the same about CRLF line ends, a byte-order mark and a shebang', () => {
    for (const { path, code } of files) {
      const plain = described(reportOf(code, path));
      const shift = (text: string): string[] => described(reportOf(text, path)).map((found) => found.text);
      const expected = plain.map((found) => found.text);
      assert.deepEqual(shift(code.replaceAll('\n', '\r\n')), expected, path);
      assert.deepEqual(shift(`\ufeff${code}`), expected, path);
      assert.deepEqual(shift(`#!/usr/bin/env node\n${code}`), expected, path);
    }
  }).timeout(60_000);

  it('find the same call in the same place, whatever the line ends', () => {
    for (const { path, code } of files) {
      const text = code.replaceAll('\n', '\r\n');
      const names = (source: string): string[] =>
        described(reportOf(source, path)).map(({ span }) => source.slice(span.start, span.end));
      assert.deepEqual(
        names(text),
        names(code).map((name) => name.replaceAll('\n', '\r\n')),
        path,
      );
    }
  }).timeout(60_000);

  for (const [name, text] of Object.entries({
    empty: '',
    'only a mark': '\ufeff',
    'only a shebang': '#!/usr/bin/env node',
    'only comments': '// a\n/* b */\n/** c */',
    'only an open comment': '/* unblock-ignore-file -- never ends',
    'only an open template': '`${`${',
    'only an open string': "async () => require('fs",
    'only blanks': ' \t\r\n\u2028\u3000',
    'lone surrogates': "const \ud83d = '\udc00'; async () => require('\ud800').readFileSync(\ud83d)",
    binary: '\0\x01\x02PNG\r\n\x1a\n\0',
    'nothing but keywords': 'async await of yield get set static let type namespace declare accessor using',
  })) {
    it(`bear with a text that is ${name}`, () => {
      for (const extension of ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'])
        bearable(`file.${extension}`, text);
    });
  }

  it('take names that every object has for names', () => {
    const names = [
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
      'valueOf',
      'then',
      'prototype',
      'name',
    ];
    for (const a of names) {
      for (const b of names) {
        bearable(
          'file.js',
          `import { ${a} as x${a}, ${b} } from 'node:fs'; import ${a} from '${b}'; import * as n from '__proto__';
           const o = { ${a}: ${b}, ['${b}']() { return this.${a}(); }, __proto__: ${b} };
           class C extends ${a} { ${b} = this.${a}; static ${a}() { return super.${b}(); } get ['${a}']() { return n.${b}; } }
           async function f(${b}) { o.${a}(); C.${b}.${a}(); new ${a}().${b}(); ${a}.${b}.call(); n['${a}'](); n.${a}.${b}(${a}); }
           exports.${a} = ${b}; module.exports.${b} = f; ${a}.prototype.${b} = f; export { f as ${a} };
           globalThis.${a}.${b}(); require('${a}').${b}(); require('constructor').toString(); process.on('${a}', ${b});`,
        );
      }
    }
  }).timeout(60_000);

  it('bear with classes, types and names that go round in circles', () => {
    bearable(
      'file.ts',
      `class A extends B { x = this.y; get y() { return this.x; } } class B extends C {} class C extends A {}
       interface I extends J { next: J } interface J extends I { next: I } type T = U[]; type U = T | Promise<U>;
       const a = b, b = c, c = a; let d = d; const e = { ...e, e }; const f = () => f; const g = g.g.g.g();
       function h() { return h()(); } const [i = i] = [i]; const { j = j } = { j };
       async function go(p: I, t: T) {
         new A().y(); a(); b.x(); d(); e.e.e(); f()()(); g(); h()(); i(); j(); p.next.next.next(); t[0][0]();
         for (const x of x) x(); const m = await m; m(); const n = (n) => n(n); n(n);
       }`,
    );
  });
});

describe('names that feed each other', () => {
  it('do not multiply', () => {
    const parts = ['next', 'child', 'parent', 'sibling', 'previous', 'first', 'last', 'owner'];
    const names = parts.map((_, index) => `v${index}`);
    const text = names.map((name, index) =>
      parts
        .map((part, other) => `${name} = v${(index + other) % names.length}.${part} || ${name};`)
        .join(' '),
    );
    const start = performance.now();
    bearable('file.js', `let ${names.join()}; v0 = document; ${text.join('\n')} async () => v3();`);
    assert.ok(performance.now() - start < 5000);
  }).timeout(60_000);
});

describe('deep nesting', () => {
  const depth = 10_000;
  const around = (open: string, middle: string, close: string): string =>
    open.repeat(depth) + middle + close.repeat(depth);
  const call = "require('fs').readFileSync('a')";

  for (const [name, text] of Object.entries({
    parentheses: around('(', call, ')'),
    arrays: around('[', call, ']'),
    objects: around('{a:', call, '}').replace(/^/, 'x = '),
    blocks: around('{', call, '}'),
    calls: around('f(', call, ')'),
    'curried calls': `f${'()'.repeat(depth)}`,
    members: `fs${'.a'.repeat(depth)}.readFileSync()`,
    'optional members': `fs${'?.a'.repeat(depth)}?.readFileSync()`,
    elements: `fs${"['a']".repeat(depth)}.readFileSync()`,
    sums: `${'1 + '.repeat(depth)}${call}`,
    'right-leaning powers': `${'2 ** '.repeat(depth)}${call}`,
    'choices on the right': `${'a ? b : '.repeat(depth)}${call}`,
    'assignments in a row': `${'a = '.repeat(depth)}${call}`,
    alternatives: `${'a || '.repeat(depth)}${call}`,
    'mixed operators': `${'a || b && c + '.repeat(depth)}${call}`,
    commas: `${'a, '.repeat(depth)}${call}`,
    templates: around('`${', call, '}`'),
    arrows: `${'() => '.repeat(depth)}${call}`,
    functions: around('async function f() {', call, '}'),
    classes: around('class A { static {', call, '}}'),
    branches: `${'if (a) {} else '.repeat(depth)}${call}`,
    loops: `${'for (;;) '.repeat(depth)}${call}`,
    'tries, nested': around('try {', call, '} catch {}'),
    negations: `${'!'.repeat(depth)}${call}`,
    awaits: `${'await '.repeat(depth)}${call}`,
    promises: `p${'.then(() => 1)'.repeat(depth)}`,
    patterns: `const ${around('{a:', 'x', '}')} = fs`,
    'type arguments': `let x: ${around('A<', 'B', '>')}`,
    'union types': `let x: ${'A | '.repeat(depth)}B`,
    'conditional types': `type X = ${'A extends B ? C : '.repeat(depth)}D`,
    'qualified names': `let x: ${'a.'.repeat(depth)}b`,
  })) {
    it(`of ${name} neither crashes nor hangs`, async () => {
      await answered('/deep/file.ts', `async function load() { ${text} }`);
      await answered('/deep/file.js', text);
    }).timeout(60_000);
  }

  it('of JSX neither crashes nor hangs', async () => {
    await answered('/deep/file.tsx', `const x = ${around('<a>', `{${call}}`, '</a>')}`);
    await answered('/deep/file.jsx', `const x = ${around('<a b={', call, '}/>')}`);
  }).timeout(60_000);

  it('of other code leaves what is shallow as it is', async () => {
    const text = `async function load() { ${call}; ${'1 + '.repeat(depth)} 1; ${'a, '.repeat(depth)} 1; }`;
    const session = typescriptSession();
    session.setText('/deep/file.ts', text);
    assert.equal((await session.report('/deep/file.ts', defaultSettings))?.findings.length, 1);
  });
});

/** A report, or a reason why there is none. */
async function answered(path: string, text: string): Promise<void> {
  const session = typescriptSession();
  session.setText(path, text);
  const report = await session.report(path, defaultSettings);
  if (report === undefined) assert.match(session.skipped(path) ?? '', /\w/);
}

/** The analysis ends, all that it says lies within the text, and the facts are plain data. */
function bearable(path: string, text: string): void {
  const facts = extract({ path, text });
  assert.deepEqual(JSON.parse(JSON.stringify(facts)), facts);
  for (const { span } of described(reportOf(text, path)))
    assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
}
