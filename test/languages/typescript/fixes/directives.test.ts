import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/fixes/edits.ts';
import { typescript } from '../../../../src/languages/typescript/language.ts';
import { directivesOf, findingsOf } from './analysis.ts';

const head = "import fs from 'fs';\n";

function suppressed(body: string, path = '/project/a.tsx'): string {
  const source = { path, text: head + body };
  const [finding] = findingsOf(source);
  assert.ok(finding);
  const text = applyEdits(source.text, typescript.suppress(source, finding).edits);
  assert.ok(typescript.parses({ path, text }), text);
  const left = findingsOf({ path, text });
  assert.equal(left.length, findingsOf(source).length - 1, text);
  assert.deepEqual(directivesOf({ path, text }), []);
  return text.slice(head.length);
}

const why = '-- explain why this may block';

describe('suppressing a finding', () => {
  it('puts a comment on the line above, as far in as the line', () => {
    const after = suppressed('async function f() {\n\tif (1)\n\t\tfs.readFileSync("x");\n}\n');
    assert.equal(
      after,
      `async function f() {\n\tif (1)\n\t\t// unblock-ignore-next-line file ${why}\n\t\tfs.readFileSync("x");\n}\n`,
    );
  });

  it('counts the line of the name, not of the statement', () => {
    const after = suppressed('async function f() {\n  return fs\n    .readFileSync("x");\n}\n');
    assert.equal(
      after,
      `async function f() {\n  return fs\n    // unblock-ignore-next-line file ${why}\n    .readFileSync("x");\n}\n`,
    );
  });

  it('uses braces among the children of an element', () => {
    const after = suppressed(
      'const C = async () => (\n  <p>\n    {fs.readFileSync("x", "utf8")}\n  </p>\n);\n',
    );
    assert.equal(
      after,
      `const C = async () => (\n  <p>\n    {/* unblock-ignore-next-line file ${why} */}\n    {fs.readFileSync("x", "utf8")}\n  </p>\n);\n`,
    );
  });

  it('uses braces in front of an element with the call in an attribute', () => {
    const after = suppressed(
      'const C = async () => (\n  <p>\n    <b title={fs.readFileSync("x", "utf8")} />\n  </p>\n);\n',
    );
    assert.match(after, /\n {4}\{\/\* unblock-ignore-next-line file .* \*\/\}\n {4}<b title/);
  });

  it('uses a plain comment between attributes', () => {
    const after = suppressed(
      'const C = async () => (\n  <b\n    title={fs.readFileSync("x", "utf8")}\n  />\n);\n',
    );
    assert.match(after, /<b\n {4}\/\/ unblock-ignore-next-line file .*\n {4}title/);
  });

  it('stays on the line between two lines of JSX text', () => {
    const after = suppressed(
      'const C = async () => (\n  <p>\n    one\n    text {fs.readFileSync("x", "utf8")} text\n  </p>\n);\n',
    );
    assert.match(after, /text \{\/\* unblock-ignore-line file .* \*\/ fs\.readFileSync/);
  });

  it('stays on the line where the line begins in a template', () => {
    const after = suppressed('const f = async () => `\n  a ${fs.readFileSync("x", "utf8")}\n`;\n');
    assert.equal(
      after,
      `const f = async () => \`\n  a \${/* unblock-ignore-line file ${why} */ fs.readFileSync("x", "utf8")}\n\`;\n`,
    );
  });

  it('stays on the line where the line begins in a comment', () => {
    const after = suppressed('const f = async () => { /* a\n b */ fs.readFileSync("x"); };\n');
    assert.match(after, / b \*\/ \/\* unblock-ignore-line file .* \*\/ fs\.readFileSync/);
  });

  it('stays on the line below a directive of another tool', () => {
    const after = suppressed(
      'const f = async () => {\n  // eslint-disable-next-line no-sync\n  fs.readFileSync("x");\n};\n',
    );
    assert.match(after, /no-sync\n {2}\/\* unblock-ignore-line file .* \*\/ fs\.readFileSync/);
  });

  it('joins a directive that is there', () => {
    const after = suppressed(
      'const f = async () => {\n  // unblock-ignore-next-line sleep -- waits\n  [Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1), fs.readFileSync("x")];\n};\n',
    );
    assert.match(after, /\/\/ unblock-ignore-next-line sleep file -- waits\n/);
  });

  it('keeps the line ends of the file', () => {
    const after = suppressed(
      'const f = async () => {\r\n  fs.readFileSync("x");\r\n};\r\n'.replaceAll('\r\n', '\r\n'),
    );
    assert.match(after, /-- explain why this may block\r?\n {2}fs/);
  });

  it('works on text that does not parse', () => {
    const source = { path: '/project/a.ts', text: `${head}async function f( {\n  fs.readFileSync("x")\n` };
    const [finding] = findingsOf(source);
    if (finding !== undefined) assert.ok(typescript.suppress(source, finding).edits.length > 0);
  });
});

function removed(text: string, path = '/project/a.tsx'): string {
  const source = { path, text };
  const [problem] = directivesOf(source);
  assert.ok(problem);
  return applyEdits(text, typescript.removeDirective(source, problem).edits);
}

describe('removing a suppression comment', () => {
  it('takes its line with it', () => {
    assert.equal(removed('a();\n  // unblock-ignore-next-line file -- x\nb();\n'), 'a();\nb();\n');
  });

  it('leaves the code on its line', () => {
    assert.equal(removed('a(); // unblock-ignore-line file -- x\nb();\n'), 'a();\nb();\n');
    assert.equal(removed('a(/* unblock-ignore-line file -- x */ 1);\n'), 'a(1);\n');
  });

  it('takes the braces around it with it', () => {
    const text =
      'const x = (\n  <p>\n    {/* unblock-ignore-next-line file -- x */}\n    <b />\n  </p>\n);\n';
    assert.equal(removed(text), 'const x = (\n  <p>\n    <b />\n  </p>\n);\n');
  });
});
