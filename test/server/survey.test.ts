import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import {
  explainRequest,
  findingRequest,
  helperRequest,
  reportRequest,
  type Explanation,
  type FixAllWorkspaceResult,
  type FoundCall,
  type FoundHelper,
  type ScanResult,
  type ServerReport,
} from '../../src/server/protocol.ts';
import { editorSession } from '../helpers/typescript-session.ts';
import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';
import { TestClient, until } from './test-client.ts';

const helper = `import { readFileSync } from 'node:fs';

export function loadConfig(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
`;

const handler = `import { execSync } from 'node:child_process';
import { loadConfig } from './config';

export async function handle() {
  execSync('true', { input: '' });
  return loadConfig('app.json');
}
`;

const direct = `import { readFileSync } from 'node:fs';

export async function load(path: string) {
  return readFileSync(path, 'utf8');
}
`;

describe('server: the whole workspace', () => {
  let client: TestClient;
  let uriOf: (name: string) => string;
  let pathOf: (name: string) => string;

  beforeEach(async () => {
    const folder = await temporaryFolder({
      'config.ts': helper,
      'handler.ts': handler,
      'direct.ts': direct,
      'quiet.ts': 'export const one = 1;\n',
      'dist/bundle.js': direct.replace(': string', ''),
    });
    pathOf = (name) => folder.at(name);
    uriOf = (name) => pathToFileURL(folder.at(name)).toString();
    client = new TestClient({
      createSession: editorSession,
      folders: [pathToFileURL(folder.path).toString()],
    });
    await client.start();
  });

  afterEach(async () => {
    await client.stop();
    await removeTemporaryFolders();
  });

  function shown(): Record<string, readonly string[]> {
    return Object.fromEntries(
      [...client.findings].map(([uri, findings]) => [
        uri.slice(uri.lastIndexOf('/') + 1),
        findings.map(({ path, entry }) => `${entry.name}: ${path.map(({ name }) => name).join(' → ')}`),
      ]),
    );
  }

  it('is scanned on request, files that nobody opened included', async () => {
    const end = await client.job('scan');
    assert.ok(end.outcome === 'done');
    const { files, findings } = end.result as ScanResult;
    assert.deepEqual({ files, findings }, { files: 4, findings: 3 });
    assert.deepEqual(shown(), {
      'direct.ts': ['load: fs.readFileSync'],
      'handler.ts': ['handle: child_process.execSync', 'handle: loadConfig → fs.readFileSync'],
    });
    const [, call] = client.findings.get(uriOf('handler.ts')) ?? [];
    assert.deepEqual(
      call?.path.map(({ uri, line, start, end: last }) => [uri, line, start, last]),
      [
        [uriOf('handler.ts'), 5, 9, 19],
        [uriOf('config.ts'), 3, 20, 32],
      ],
    );
    assert.ok(client.progress.some(({ done, total }) => done === total && total === 4));
  });

  it('is left alone before the first scan, and told of afterwards as it changes', async () => {
    await client.open(uriOf('direct.ts'), direct);
    await client.diagnostics(uriOf('direct.ts'));
    assert.equal(client.findings.size, 0);
    await client.job('scan');
    // In an editor: the helper blocks no more, so its caller is clean but for the other call.
    await client.open(uriOf('config.ts'), helper);
    await client.change(uriOf('config.ts'), 'export const loadConfig = (path: string) => path;\n');
    await client.diagnostics(uriOf('config.ts'));
    await until(() => shown()['handler.ts']?.length === 1, 'the helper is harmless');
    // On disk: a file vanishes, and another one appears.
    await writeFile(pathOf('added.ts'), direct);
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('added.ts'), type: 1 }],
    });
    await until(() => shown()['added.ts']?.length === 1, 'the new file is known');
    await client.change(uriOf('direct.ts'), 'export {};\n');
    await until(() => shown()['direct.ts'] === undefined, 'the cleaned file is gone');
  });

  it('follows the settings', async () => {
    await client.job('scan');
    await client.settingsChanged(() => ({ severity: { process: 'off' } }));
    await until(() => shown()['handler.ts']?.length === 1, 'processes are off');
  });

  it('has the editor ask again for what was opened while the project was being read', async () => {
    await client.job('scan', async () => {
      await client.open(uriOf('handler.ts'), handler);
      await client.diagnostics(uriOf('handler.ts'));
    });
    await until(() => client.refreshes > 0, 'the editor is told to ask again');
    assert.equal((await client.diagnostics(uriOf('handler.ts'))).length, 2);
    assert.equal(client.figures.at(-1)?.files, 4);
  });

  it('gives up a scan that is cancelled', async () => {
    const end = await client.job('scan', (cancel) => cancel());
    assert.equal(end.outcome, 'cancelled');
    assert.equal(client.findings.size, 0);
  });

  it('is converted as a whole by edits that want to be confirmed', async () => {
    await client.open(uriOf('direct.ts'), direct);
    const end = await client.job('fix-all');
    assert.ok(end.outcome === 'done');
    const { edit, converted, files } = end.result as FixAllWorkspaceResult;
    assert.deepEqual({ converted, files }, { converted: 1, files: 1 });
    const { documentChanges, changeAnnotations } = edit as WorkspaceEdit;
    assert.ok(
      Object.values(changeAnnotations ?? {}).every(({ needsConfirmation }) => needsConfirmation === true),
    );
    const [change] = documentChanges ?? [];
    assert.ok(change !== undefined && 'textDocument' in change);
    assert.deepEqual(change.textDocument, { uri: uriOf('direct.ts'), version: 1 });
    assert.ok(change.edits.every((one) => 'annotationId' in one));
    assert.match(JSON.stringify(change.edits), /await/);
  });

  it('says what is at a place', async () => {
    await client.open(uriOf('handler.ts'), handler);
    const at = (text: string) => ({
      textDocument: { uri: uriOf('handler.ts') },
      position: client.rangeOf(uriOf('handler.ts'), text).start,
    });
    await client.job('scan');
    const found = await client.request<FoundCall | null>(findingRequest, at('return loadConfig'));
    assert.equal(found?.path[0].name, 'loadConfig');
    assert.equal(await client.request<FoundCall | null>(findingRequest, at('import')), null);
    const called = await client.request<FoundHelper | null>(helperRequest, at("loadConfig('app.json')"));
    assert.equal(called?.place.name, 'loadConfig');
    assert.equal(called.place.uri, uriOf('config.ts'));
    assert.deepEqual(
      called.callers.map(({ name, line }) => [name, line]),
      [['handle', 5]],
    );
    const explained = await client.request<Explanation | null>(
      explainRequest,
      at("execSync('true', { input: '' })"),
    );
    assert.equal(explained?.title, '`child_process.execSync` blocks');
    assert.match(explained.markdown, /^# `child_process\.execSync` blocks\n\n/);
    assert.match(explained.markdown, /until the other process has ended/);
    assert.match(explained.markdown, /## For example\n\n```ts\n/);
    const inHelper = await client.request<Explanation | null>(explainRequest, at('return loadConfig'));
    // The record of files, not the one of the standard input, which is the same function.
    assert.match(inHelper?.markdown ?? '', /The helper itself can use `await fs\.promises\.readFile/);
    assert.match(inHelper?.markdown ?? '', /becomes\n\n```ts\n[^`]*readFile\(/);
    assert.doesNotMatch(inHelper?.markdown ?? '', /stdin/);
  });

  it('says who blocks through a helper as soon as that is known', async () => {
    await client.open(uriOf('config.ts'), helper);
    const position = client.rangeOf(uriOf('config.ts'), 'loadConfig').start;
    const params = { textDocument: { uri: uriOf('config.ts') }, position };
    const found = await client.request<FoundHelper | null>(helperRequest, params);
    assert.deepEqual(
      found?.callers.map(({ name }) => name),
      ['handle'],
    );
  });

  it('finds the helper around a place in its body', async () => {
    await client.open(uriOf('config.ts'), helper);
    await client.job('scan');
    const position = client.rangeOf(uriOf('config.ts'), 'JSON').start;
    const params = { textDocument: { uri: uriOf('config.ts') }, position };
    const found = await client.request<FoundHelper | null>(helperRequest, params);
    assert.equal(found?.place.name, 'loadConfig');
    assert.equal(found.place.line, 2);
  });

  it('reports figures, and nothing of what files say', async () => {
    await client.job('scan');
    const report = await client.request<ServerReport>(reportRequest);
    assert.deepEqual(report.findings, { file: 2, process: 1 });
    assert.equal(report.files, 4);
    assert.ok(report.memoryMb > 0);
    assert.doesNotMatch(JSON.stringify(report), /handler|loadConfig/);
  });

  it('offers to show the way to what blocks, where there is one', async () => {
    await client.job('scan');
    await client.open(uriOf('handler.ts'), handler);
    const titlesAt = async (text: string): Promise<readonly string[]> => {
      const range = client.rangeOf(uriOf('handler.ts'), text);
      return (await client.actions(uriOf('handler.ts'), range, ['quickfix'])).map(({ title }) => title);
    };
    const through = await titlesAt("loadConfig('app.json')");
    assert.ok(through.includes('Show blocking path: loadConfig → fs.readFileSync'), through.join(' | '));
    const straight = await titlesAt("execSync('true', { input: '' })");
    assert.ok(!straight.some((title) => title.startsWith('Show blocking path')), straight.join(' | '));
  });

  it('says above async functions what they block on, when the settings ask for it', async () => {
    await client.job('scan');
    await client.open(uriOf('handler.ts'), handler);
    assert.deepEqual(await client.lenses(uriOf('handler.ts')), []);
    await client.settingsChanged(() => ({ codeLens: true }));
    const [lens, ...others] = await client.lenses(uriOf('handler.ts'));
    assert.deepEqual(others, []);
    assert.equal(lens?.command?.title, 'blocks: 1 process, 1 file access, via loadConfig');
    assert.equal(lens.range.start.line, 3);
  });

  it('counts files of several folders, each as its own settings have them', async () => {
    await client.stop();
    const lenient = await temporaryFolder({ 'a.ts': direct });
    const strict = await temporaryFolder({ 'b.ts': direct, 'generated/c.ts': direct });
    const folders = [lenient, strict].map(({ path }) => pathToFileURL(path).toString());
    client = new TestClient({
      createSession: editorSession,
      folders,
      settings: (of) =>
        of.startsWith(folders[1] ?? '') ? { severity: { file: 'error' }, exclude: ['generated'] } : null,
    });
    await client.start();
    await client.job('scan');
    assert.deepEqual(
      [...client.findings].map(([uri, [call]]) => [uri.slice(uri.lastIndexOf('/')), call?.severity]).sort(),
      [
        ['/a.ts', 'warning'],
        ['/b.ts', 'error'],
      ],
    );
  });
});
