import assert from 'node:assert/strict';
import { analysisOf, reportOf } from '../helpers/analysis.ts';

describe('functions with tags', () => {
  function messageOf(declaration: string): string {
    const text = `${declaration}\nexport async function main() {\n  load();\n}\n`;
    const [finding] = reportOf(text).findings;
    assert.ok(finding);
    return finding.message;
  }

  it('are spoken of with the reason that the tag gives', () => {
    assert.equal(
      messageOf('/** @blocking {database} waits for the answer. */\nfunction load() {}'),
      '`load` blocks the event loop: it waits for the answer. It runs in async `main`. ' +
        'Instead, call something asynchronous, or run it in a worker thread.',
    );
    assert.match(messageOf('/** @blocking */\nfunction load() {}'), /: it is marked with `@blocking`\. /);
    assert.match(
      messageOf('/** @blocking {cpu} computes */\nfunction load() {}'),
      /: it \{cpu\} computes\. /,
    );
  });

  it('have a category and a cost by what the tag says, or by their name', () => {
    const [hash, lock] = reportOf(
      '/** @blocking */ function hashAll() {}\n/** @blocking {lock} */ function take() {}\n' +
        'export async function main() { hashAll(); take(); }\n',
    ).findings;
    assert.deepEqual([hash?.category, hash?.cost], ['crypto', 'cpu']);
    assert.deepEqual([lock?.category, lock?.cost], ['lock', 'unbounded']);
  });

  it('are no blocking helpers where a tag says so', () => {
    const text = (tag: string): string =>
      `import { readFileSync } from 'node:fs';\n/** ${tag} */\nexport function load() { return readFileSync('a'); }\n`;
    const helper = (tag: string): unknown =>
      analysisOf([['a.ts', text(tag)]]).helperAt('a.ts', text(tag).indexOf('load()'))?.api;
    assert.equal(helper('A comment.'), 'node:fs.readFileSync');
    assert.equal(helper('@nonblocking'), undefined);
  });
});
