import assert from 'node:assert/strict';
import { said } from '../../../helpers/analysis.ts';

const head = "import { readFileSync } from 'node:fs';\nexport async function load(path: string) {\n";
const readAll = 'readFileSync: warning file node:fs.readFileSync in async-function load';

function inLoad(...lines: readonly string[]): string {
  return `${head}${lines.join('\n')}\n}\n`;
}

describe('directives in a text', () => {
  for (const end of ['\n', '\r\n']) {
    it(`count lines that end in ${JSON.stringify(end)}`, () => {
      const text = inLoad(
        '// unblock-ignore-next-line -- a',
        'readFileSync(path);',
        '/*',
        ' * unblock-ignore-next-line',
        ' * -- a',
        ' */',
        'readFileSync(path);',
        'readFileSync(path); // unblock-ignore-line file -- a',
        'readFileSync(path);',
      ).replaceAll('\n', end);
      assert.deepEqual(said(text), [readAll]);
    });
  }

  it('take up no line end', () => {
    const text = inLoad('// unblock-ignore-line -- a').replaceAll('\n', '\r\n');
    assert.deepEqual(said(text), ['// unblock-ignore-line -- a: unused directive']);
  });

  it('may be the last thing in a file', () => {
    assert.deepEqual(said('// unblock-ignore-line -- a'), ['// unblock-ignore-line -- a: unused directive']);
    assert.deepEqual(said('/* unblock-ignore-line -- a */'), [
      '/* unblock-ignore-line -- a */: unused directive',
    ]);
    assert.deepEqual(said('/* unblock-ignore-line -- a'), []);
  });

  it('may follow a byte-order mark or a shebang', () => {
    const file = '// unblock-ignore-file -- a\n';
    assert.deepEqual(said(`\ufeff${file}${inLoad('readFileSync(path);')}`), []);
    assert.deepEqual(said(`#!/usr/bin/env node\n${file}${inLoad('readFileSync(path);')}`), []);
  });

  it('hold without a reason, and are reported for it', () => {
    assert.deepEqual(said(inLoad('readFileSync(path); // unblock-ignore-line')), [
      '// unblock-ignore-line: malformed directive',
    ]);
  });

  it('with a name that is none do nothing', () => {
    assert.deepEqual(said(inLoad('readFileSync(path); // unblock-ignore')), [
      readAll,
      '// unblock-ignore: malformed directive',
    ]);
  });

  it('with one unknown category hold for the others', () => {
    assert.deepEqual(said(inLoad('readFileSync(path); // unblock-ignore-line file, files -- a')), [
      '// unblock-ignore-line file, files -- a: malformed directive',
    ]);
  });

  it('are not text, whatever it looks like', () => {
    const words = 'unblock-ignore-file -- a';
    for (const text of [
      `'// ${words}'`,
      `"/* ${words} */"`,
      `\`// ${words}\``,
      `\`\${1}\n// ${words}\n\``,
      `/\\/\\/ ${words}/`,
    ])
      assert.deepEqual(said(inLoad(`void ${text};`, 'readFileSync(path);')), [readAll], text);
    assert.deepEqual(said(inLoad(`void <p>// ${words}</p>;`, 'readFileSync(path);'), 'file.tsx'), [readAll]);
  });

  it('are found after a division and between tokens', () => {
    assert.deepEqual(said(inLoad('void (1 / 2 / 3); readFileSync(path); // unblock-ignore-line -- a')), []);
    assert.deepEqual(said(inLoad('readFileSync(path, /* unblock-ignore-line -- a */);')), []);
    assert.deepEqual(said(inLoad('readFileSync(path) /* unblock-ignore-line -- a */ // b')), []);
  });
});
