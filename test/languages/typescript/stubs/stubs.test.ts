import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findStubs } from '../../../../src/languages/typescript/stubs/find-stubs.ts';
import { mayStub } from '../../../../src/languages/typescript/scan.ts';

const update = process.env['UPDATE_FIXTURES'] !== undefined;
const file = path.join(import.meta.dirname, 'vocabularies.txt');

/** `=== name`, the text of a test, and a line with `>>>` for each stub: module, members, `for` its subject, `@` line. */
const cases = readFileSync(file, 'utf8')
  .split(/^=== /m)
  .slice(1)
  .map((block) => {
    const [title = '', ...lines] = block.trimEnd().split('\n');
    const isFound = (line: string): boolean => line.startsWith('>>> ');
    return {
      title,
      text: `${lines.filter((line) => !isFound(line)).join('\n')}\n`,
      found: lines.filter(isFound),
    };
  });

function foundIn(text: string): readonly string[] {
  const { stubs, replaced } = findStubs({ path: '/project/test/load.test.ts', text });
  return [
    ...stubs.map(({ module, members = [], subject, span }) => {
      const line = text.slice(0, span.start).split('\n').length;
      return ['>>>', module, ...members, ...(subject === undefined ? [] : ['for', subject]), `@${line}`].join(
        ' ',
      );
    }),
    ...replaced.map((specifier) => `>>> replaced ${specifier}`),
  ];
}

describe('stubs in the texts of tests', () => {
  after(() => {
    if (!update) return;
    const blocks = cases.map(({ title, text }) => [
      `=== ${title}\n${text}`,
      ...foundIn(text).map((line) => `${line}\n`),
    ]);
    writeFileSync(file, blocks.flat().join(''));
  });

  for (const { title, text, found } of cases)
    it(`reads ${title}`, () => {
      if (update) return;
      assert.deepEqual(foundIn(text), found);
      if (found.length > 0) assert.equal(mayStub(text), true, 'the search for words misses it');
    });

  it('reads any beginning of a text', () => {
    const text = cases.map((one) => one.text).join('\n');
    for (let end = 0; end < text.length; end += 149)
      findStubs({ path: '/a.test.ts', text: text.slice(0, end) });
    const deep = `fs${'.a'.repeat(20_000)} = 1; it('');`;
    assert.ok(findStubs({ path: '/a.test.ts', text: deep }));
  });

  it('follows names that lead to each other in very many ways', () => {
    const names = Array.from({ length: 40 }, (_, index) => `name${index}`);
    const text = names.map(
      (name) => `let ${name};\n${names.map((other) => `${name} = ${other};`).join('\n')}\n`,
    );
    const { stubs } = findStubs({
      path: '/a.test.ts',
      text: `${text.join('')}name7 = require('fs');\nit('');\nsinon.stub(name3, 'statSync');\nvi.doMock('which', name3);\n`,
    });
    assert.deepEqual(
      stubs.map(({ module, members }) => [module, members]),
      [['node:fs', ['statSync']]],
    );
  });

  it('does not take code that is no test for one', () => {
    assert.equal(
      mayStub("import fs from 'fs';\nfs.existsSync('a'.replace('b', 'c'));\nexports.a = 1;\n"),
      false,
    );
  });
});
