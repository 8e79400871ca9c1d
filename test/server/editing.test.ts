import assert from 'node:assert/strict';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { typescriptSession } from '../helpers/typescript-session.ts';
import { TestClient, until } from './test-client.ts';

const uri = 'file:///project/app/config.ts';
const text = `import { readFileSync } from 'node:fs';

export async function load(path: string) {
  return readFileSync(path, 'utf8');
}
`;

describe('server: editing with the real analysis', () => {
  let client: TestClient;

  beforeEach(() => {
    client = new TestClient({
      createSession: typescriptSession,
      folders: ['file:///project/app', 'file:///project/strict'],
    });
  });

  afterEach(async () => {
    await client.stop();
  });

  /** The one action at the first `api` whose title matches. */
  async function actionAt(document: string, api: string, title: RegExp): Promise<CodeAction> {
    const diagnostics = await client.diagnostics(document);
    const from = client.document(document).getText().lastIndexOf(api);
    const range = client.rangeOf(document, api, from);
    const actions = await client.actions(document, range, ['quickfix'], diagnostics);
    const [action, ...others] = actions.filter((candidate) => title.test(candidate.title));
    assert.ok(action, `${String(title)} in ${actions.map((candidate) => candidate.title).join(' | ')}`);
    assert.deepEqual(others, []);
    return action;
  }

  function shown(diagnostics: readonly Diagnostic[], document = uri): string[] {
    return diagnostics.map(
      ({ code, range }) => `${String(code)} ${client.document(document).getText(range)}`,
    );
  }

  it('says what it can do', async () => {
    const { capabilities, serverInfo } = await client.start();
    assert.equal(serverInfo?.name, 'Unblock');
    assert.deepEqual(capabilities.diagnosticProvider, {
      identifier: 'unblock',
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
    assert.deepEqual(capabilities.codeActionProvider, {
      codeActionKinds: ['quickfix', 'refactor.rewrite', 'source.fixAll.unblock'],
      resolveProvider: true,
    });
  });

  it('shows a blocking call where it stands, and what makes its place async', async () => {
    await client.start();
    await client.open(uri, text);
    const [diagnostic, ...others] = await client.diagnostics(uri);
    assert.ok(diagnostic);
    assert.deepEqual(others, []);
    assert.deepEqual(shown([diagnostic]), ['file readFileSync']);
    assert.equal(diagnostic.severity, 2);
    assert.equal(diagnostic.source, 'unblock');
    assert.match(diagnostic.codeDescription?.href ?? '', /\/docs\/file\.md$/);
    assert.deepEqual(diagnostic.data, {
      api: 'node:fs.readFileSync',
      certainty: 'certain',
      path: ['fs.readFileSync'],
    });
    const [related] = diagnostic.relatedInformation ?? [];
    assert.equal(related?.message, '`load` is async');
    assert.equal(related.location.range.start.line, 2);
  });

  it('converts with one action, after which nothing is left to say', async () => {
    await client.start();
    await client.open(uri, text);
    const action = await actionAt(uri, 'readFileSync', /^Convert/);
    assert.equal(action.isPreferred, true);
    assert.equal(action.diagnostics?.length, 1);
    const after = await client.textAfter(uri, action);
    assert.match(after, /return await \w*\.?readFile\(path, 'utf8'\);/);
    assert.doesNotMatch(after, /readFileSync/);
    await client.change(uri, after);
    assert.deepEqual(await client.diagnostics(uri), []);
  });

  it('suppresses on a line, after which the comment is in use', async () => {
    await client.start();
    await client.open(uri, text);
    const after = await client.textAfter(uri, await actionAt(uri, 'readFileSync', /^(Suppress|Ignore)/));
    assert.match(after, /unblock-ignore-\S+ file -- \S/);
    await client.change(uri, after);
    assert.deepEqual(await client.diagnostics(uri), []);
    // Without the call the comment has no use, and can be removed.
    await client.change(uri, after.replace(/return readFileSync.*;/, 'return path;'));
    const [unused] = await client.diagnostics(uri);
    assert.equal(unused?.code, 'unused-directive');
    const [remove] = await client.actions(uri, unused.range, ['quickfix']);
    assert.ok(remove);
    assert.doesNotMatch(await client.textAfter(uri, remove), /unblock-ignore/);
  });

  it('converts all of a file on save, once and for all', async () => {
    await client.start();
    const many = `import * as fs from 'fs';
export async function copy(from: string, to: string) {
  const content = fs.readFileSync(from);
  fs.mkdirSync('out', { recursive: true });
  fs.writeFileSync(to, content);
  for (const name of fs.readdirSync('out')) fs.unlinkSync(name);
}
`;
    await client.open(uri, many);
    assert.equal((await client.diagnostics(uri)).length, 5);
    const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const [fixAll] = await client.actions(uri, whole, ['source.fixAll']);
    assert.ok(fixAll);
    const after = await client.textAfter(uri, fixAll);
    assert.equal(after.match(/await /g)?.length, 5);
    const all = await actionAt(uri, 'writeFileSync', /^Convert all 5 blocking calls in this file$/);
    assert.equal(await client.textAfter(uri, all), after);
    await client.change(uri, after);
    assert.deepEqual(await client.diagnostics(uri), []);
    assert.deepEqual(await client.actions(uri, whole, ['source.fixAll']), []);
  });

  it('converts what is of one category, and leaves the rest', async () => {
    await client.start();
    const many = `import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
export async function build(from: string, to: string) {
  const content = readFileSync(from, 'utf8');
  const packed = gzipSync(content);
  writeFileSync(to, packed);
}
`;
    await client.open(uri, many);
    const ofFiles = await actionAt(uri, 'readFileSync', /^Convert all 2 `file` calls in this file$/);
    assert.equal(ofFiles.isPreferred, undefined);
    const after = await client.textAfter(uri, ofFiles);
    assert.match(after, /await readFile\(from/);
    assert.match(after, /await writeFile\(to/);
    assert.match(after, /= gzipSync\(content\);/);
    // There is one call of the other category, so nothing between it and all.
    const all = await actionAt(uri, 'gzipSync', /^Convert all/);
    assert.equal(all.title, 'Convert all 3 blocking calls in this file');
    await client.change(uri, after);
    const [rest, ...others] = await client.diagnostics(uri);
    assert.deepEqual([rest?.code, others], ['compression', []]);
    // An action for less than all is not taken for one for all when its category is not known.
    const foreign = { ...ofFiles, data: { action: 'fix-all', uri, version: 2, category: 'none' } };
    assert.equal((await client.resolve(foreign)).edit, undefined);
  });

  it('does not offer a category that is all there is', async () => {
    await client.start();
    await client.open(
      uri,
      `import { readFileSync } from 'node:fs';
export async function load(path: string) {
  return readFileSync(path, 'utf8') + readFileSync('b', 'utf8');
}
`,
    );
    await actionAt(uri, 'readFileSync(path', /^Convert all/);
  });

  it('has settings for each of two folders, and takes changes of them', async () => {
    client.settings = (of) =>
      of.includes('/strict/') ? { severity: { file: 'error' } } : { severity: { file: 'off' } };
    await client.start();
    const strict = 'file:///project/strict/config.ts';
    await client.open(uri, text);
    await client.open(strict, text);
    assert.deepEqual(await client.diagnostics(uri), []);
    assert.deepEqual(
      (await client.diagnostics(strict)).map(({ severity }) => severity),
      [1],
    );
    await client.settingsChanged(() => null);
    await until(() => client.refreshes === 1, 'the refresh');
    for (const document of [uri, strict]) {
      assert.deepEqual(
        (await client.diagnostics(document)).map(({ severity }) => severity),
        [2],
      );
    }
  });

  it('reports on the languages that the settings name, and converts no call of others', async () => {
    client.settings = () => ({ languages: ['typescript'] });
    await client.start();
    const script = 'file:///project/app/old.js';
    const untitled = 'untitled:Untitled-1';
    await client.open(uri, text);
    await client.open(script, text.replace(': string', ''));
    await client.open(untitled, text.replace(': string', ''), 'javascript');
    const counts = async (): Promise<number[]> =>
      await Promise.all([uri, script, untitled].map(async (each) => (await client.diagnostics(each)).length));
    assert.deepEqual(await counts(), [1, 0, 0]);
    const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    assert.deepEqual(await client.actions(script, whole, ['source.fixAll']), []);
    await client.settingsChanged(() => ({ languages: ['javascript'] }));
    assert.deepEqual(await counts(), [0, 1, 1]);
  });

  it('counts columns as editors do: surrogate pairs, and any end of line', async () => {
    await client.start();
    const odd = text.replace('return ', "const face = '😀\u{1F680}'; return ");
    for (const end of ['\n', '\r\n', '\r']) {
      const document = `file:///project/app/odd${end.length}${end.charCodeAt(0)}.ts`;
      await client.open(document, odd.replaceAll('\n', end));
      assert.deepEqual(shown(await client.diagnostics(document), document), ['file readFileSync']);
      const after = await client.textAfter(document, await actionAt(document, 'readFileSync', /^Convert/));
      assert.match(after, /'😀\u{1F680}'; return await /u);
      if (end !== '\n') assert.doesNotMatch(after.replaceAll(end, ''), /\n/);
    }
  });

  it('reads a document of each language, with or without a file', async () => {
    await client.start();
    const script = "const fs = require('fs');\nasync function load(p) { return fs.readFileSync(p); }\n";
    const documents: [string, string][] = [
      ['untitled:Untitled-1', 'javascript'],
      ['untitled:Untitled-2', 'typescriptreact'],
      ['file:///project/app/a.jsx', 'javascriptreact'],
      ['file:///project/app/a.mts', 'typescript'],
      ['vscode-notebook-cell:/project/app/a.ipynb#W0', 'javascript'],
    ];
    for (const [document, language] of documents) {
      await client.open(document, script, language);
      assert.deepEqual(shown(await client.diagnostics(document), document), ['file readFileSync'], document);
    }
  });

  it('bears with whatever is typed', async () => {
    await client.start();
    await client.open(uri, '');
    const texts = [
      '',
      '\uFEFF',
      '\uD800',
      '\0\u0001',
      'async function f( {',
      '`${`${`',
      '/* unblock-ignore-file',
      '['.repeat(10_000),
      `async () => ${'('.repeat(5000)}fs.readFileSync`,
      text.slice(0, -20),
    ];
    for (const broken of texts) {
      await client.change(uri, broken);
      const end = client.document(uri).positionAt(broken.length);
      await client.pull(uri);
      await client.actions(uri, { start: { line: 0, character: 0 }, end });
      await client.hover(uri, { line: 0, character: 3 });
    }
    await client.change(uri, text);
    assert.equal((await client.diagnostics(uri)).length, 1);
    assert.deepEqual(client.statuses, []);
  });
});
