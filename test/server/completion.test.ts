import assert from 'node:assert/strict';
import { InsertTextFormat, type CompletionItem } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { categories } from '../../src/catalog/schema.ts';
import { typescriptSession } from '../helpers/typescript-session.ts';
import { TestClient } from './test-client.ts';

const uri = 'file:///project/app/a.ts';

const code = `import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
export async function load(path: string) {
  |
  return [readFileSync(path), execSync('ls')];
}
`;

const names = ['unblock-ignore-next-line', 'unblock-ignore-line', 'unblock-ignore-file'];

describe('server: completion', () => {
  let client: TestClient;

  async function start(snippets: boolean): Promise<void> {
    client = new TestClient({ createSession: typescriptSession, snippets });
    await client.start();
  }

  afterEach(async () => {
    await client.stop();
  });

  /** What is offered at the bar in a text, in the order in which an editor shows it. */
  async function offered(text: string): Promise<readonly CompletionItem[]> {
    const offset = text.indexOf('|');
    const clean = text.replace('|', '');
    await client.open(uri, clean);
    const position = TextDocument.create(uri, 'typescript', 1, clean).positionAt(offset);
    const items = await client.completion(uri, position);
    await client.close(uri);
    return [...items].sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
  }

  async function labels(text: string): Promise<readonly string[]> {
    return (await offered(text)).map(({ label }) => label);
  }

  /** The line of the bar after the first item was chosen. */
  async function lineAfter(text: string, label: string): Promise<string | undefined> {
    const item = (await offered(text)).find((each) => each.label === label);
    const document = TextDocument.create(uri, 'typescript', 1, text.replace('|', ''));
    assert.ok(item?.textEdit && 'range' in item.textEdit, label);
    const line = item.textEdit.range.start.line;
    return TextDocument.applyEdits(document, [item.textEdit]).split('\n')[line];
  }

  it('offers the directives at the start of a comment', async () => {
    await start(true);
    for (const begun of [
      '// |',
      '// u|',
      '//unblock|',
      '// unblock-|',
      '/* unblock-ignore-n|',
      '  /** unbl|',
      ' * unblock|',
    ]) {
      assert.deepEqual(await labels(begun), names, begun);
    }
  });

  it('offers nothing anywhere else', async () => {
    await start(true);
    const places = [
      '|',
      'unblock|',
      'a - |',
      '// see unblock|',
      '// unblock-x|',
      '// unblock-ignored |',
      '// unblock-ignore-line file -- |',
      '// unblock-ignore-line -- read |',
    ];
    for (const place of places) assert.deepEqual(await labels(place), [], place);
  });

  it('names what blocks at the place, with a reason to fill in', async () => {
    await start(true);
    const text = code.replace('|', '// unblock|');
    const [first] = await offered(text);
    assert.deepEqual([first?.label, first?.insertTextFormat], [names[0], InsertTextFormat.Snippet]);
    assert.equal(
      await lineAfter(text, 'unblock-ignore-next-line'),
      '  // unblock-ignore-next-line file process -- ${2:explain why this may block}',
    );
    assert.match((await lineAfter(text, 'unblock-ignore-file')) ?? '', /ignore-file file process -- /);
    assert.equal(
      await lineAfter(text, 'unblock-ignore-line'),
      `  // unblock-ignore-line \${1|${categories.join(',')}|} -- \${2:explain why this may block}`,
    );
  });

  it('lists first what suppresses something', async () => {
    await start(true);
    const behind = code.replace("('ls')];", "('ls')]; // unblock-|").replace('  |\n', '');
    assert.equal((await labels(behind))[0], 'unblock-ignore-line');
  });

  it('offers the categories that are not listed yet, and the reason', async () => {
    await start(true);
    const all = ['--', ...categories].sort();
    assert.deepEqual([...(await labels('// unblock-ignore-line |'))].sort(), all);
    assert.deepEqual(
      [...(await labels('// unblock-ignore-line file, sl|'))].sort(),
      all.filter((label) => label !== 'file'),
    );
    assert.equal(
      await lineAfter('// unblock-ignore-line file, sl|', 'sleep'),
      '// unblock-ignore-line file, sleep',
    );
    assert.equal(
      await lineAfter('// unblock-ignore-line file -|', '--'),
      '// unblock-ignore-line file -- ${1:explain why this may block}',
    );
  });

  it('writes plain text for editors without snippets', async () => {
    await start(false);
    assert.equal(await lineAfter('// unbl|', 'unblock-ignore-file'), '// unblock-ignore-file');
    assert.equal(await lineAfter('// unblock-ignore-file |', '--'), '// unblock-ignore-file -- ');
  });
});
