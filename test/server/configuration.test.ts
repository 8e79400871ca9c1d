import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { typescriptSession } from '../helpers/typescript-session.ts';
import {
  removeTemporaryFolders,
  temporaryFolder,
  type TemporaryFolder,
} from '../workspace/temporary-folder.ts';
import { TestClient, until } from './test-client.ts';

const text = `import { readFileSync } from 'node:fs';
import { query } from 'my-db';
import { load } from './load';

export async function main() {
  readFileSync('a');
  query('b');
  load('c');
}
`;

const everything = ['warning my-db.query', 'warning load'];
const blocking = '"blockingCalls": [{ "call": "my-db#query", "category": "database" }, "./load#load"]';

describe('server: configuration', () => {
  let folder: TemporaryFolder;
  let client: TestClient;
  let mainUri: string;
  let configUri: string;
  let settings: unknown;

  beforeEach(async () => {
    settings = null;
    folder = await temporaryFolder({
      'main.ts': text,
      'load.ts': 'export function load(name: string) {\n  return name;\n}\n',
    });
    mainUri = pathToFileURL(folder.at('main.ts')).toString();
    configUri = pathToFileURL(folder.at('unblock.config.json')).toString();
    client = new TestClient({
      createSession: typescriptSession,
      folders: [pathToFileURL(folder.path).toString()],
      settings: () => settings,
    });
    await client.start();
    await client.open(mainUri, text);
  });

  afterEach(async () => {
    await client.stop();
    await removeTemporaryFolders();
  });

  async function reported(): Promise<readonly string[]> {
    const names = ['', 'error', 'warning', 'information', 'hint'];
    return (await client.diagnostics(mainUri)).map(({ severity = 0, range, message }) => {
      const code = client.document(mainUri).getText(range);
      const api = /`(my-db\.\w+)`/.exec(JSON.stringify(message))?.[1] ?? code;
      return `${names[severity] ?? ''} ${api}`;
    });
  }

  async function save(config: string | undefined): Promise<void> {
    const { refreshes } = client;
    if (config === undefined) await rm(folder.at('unblock.config.json'));
    else await writeFile(folder.at('unblock.config.json'), config);
    const change = { uri: configUri, type: config === undefined ? 3 : 2 };
    await client.notify(DidChangeWatchedFilesNotification.method, { changes: [change] });
    await until(() => client.refreshes > refreshes, 'the client is asked to pull again');
  }

  it('changes the findings of open documents when its file does', async () => {
    assert.deepEqual(await reported(), ['warning readFileSync']);
    await save(`{ ${blocking} }`);
    assert.deepEqual(await reported(), ['warning readFileSync', ...everything]);
    await save(`{ ${blocking}, "ignoredCalls": ["node:fs#*"], "severity": { "database": "error" } }`);
    assert.deepEqual(await reported(), ['error my-db.query', 'warning load']);
    await save('{ "exclude": ["main.*"] }');
    assert.deepEqual(await reported(), []);
    await save(undefined);
    assert.deepEqual(await reported(), ['warning readFileSync']);
  });

  it('takes entries from the settings of the editor', async () => {
    await client.settingsChanged(() => ({
      blockingCalls: ['./load#load', 'my-db#query'],
      ignoredCalls: ['fs#readFileSync'],
    }));
    assert.deepEqual(await reported(), ['warning my-db.query', 'warning load']);
    await client.settingsChanged(() => null);
    assert.deepEqual(await reported(), ['warning readFileSync']);
  });

  it('takes a file before the settings of the editor', async () => {
    await client.settingsChanged(() => ({
      blockingCalls: ['./load#load'],
      severity: { file: 'off' },
      exclude: ['main.ts'],
    }));
    assert.deepEqual(await reported(), []);
    await save('{ "blockingCalls": ["my-db#query"] }');
    assert.deepEqual(await reported(), ['warning readFileSync', 'warning my-db.query']);
    await client.settingsChanged(() => ({ enable: false }));
    assert.deepEqual(await reported(), []);
  });

  it('takes entries for documents of no folder', async () => {
    const uri = 'untitled:Untitled-1';
    await client.settingsChanged(() => ({ blockingCalls: ['my-db#query'] }));
    await client.open(uri, "import { query } from 'my-db';\nexport const main = async () => query('a');\n");
    assert.equal((await client.diagnostics(uri)).length, 1);
  });

  it('reports bad entries at their places while they are typed', async () => {
    await client.open(configUri, '{\n  "brief": 1,\n  "ignoredCalls": ["./none#a", "my-db"]\n}\n', 'jsonc');
    assert.deepEqual(
      (await client.diagnostics(configUri)).map(({ range, severity, message, source }) => [
        `${range.start.line}:${range.start.character}-${range.end.character}`,
        severity,
        source,
        message,
      ]),
      [
        ['1:11-12', 2, 'unblock', '"brief" must be true or false, so its default is used.'],
        ['2:19-29', 2, 'unblock', '"./none#a" names no file that is there.'],
        [
          '2:31-38',
          2,
          'unblock',
          '"ignoredCalls[1]" has no "#": write "package#name", "package#Class.method" or "./path#name", so it is ignored.',
        ],
      ],
    );
    await client.change(configUri, '{ "brief": tru }');
    const [syntax] = await client.diagnostics(configUri);
    assert.match(JSON.stringify(syntax?.message), /Not valid JSON/);
    assert.equal(syntax?.severity, 1);
    await client.change(configUri, '{ /* all is well */ }');
    assert.deepEqual(await client.diagnostics(configUri), []);
    assert.equal(await client.hover(configUri, { line: 0, character: 3 }), null);
    await client.close(configUri);
    // What is typed does not count before it is saved, and the file is none of the code.
    assert.deepEqual(await reported(), ['warning readFileSync']);
  });

  it('leaves to the editor what the schema says', async () => {
    const other = new TestClient({ createSession: typescriptSession, checksSchema: true });
    await other.start();
    await other.open(
      configUri,
      '{ "brief": 1, "exclude": ["!a"], "blockingCalls": [{ "call": "a#b", "cost": 1, "why": "" }], "x": 1, }',
      'jsonc',
    );
    assert.deepEqual(
      (await other.diagnostics(configUri)).map(({ message }) => message),
      [
        '"exclude[0]" must be a glob without "!", so it is ignored.',
        '"blockingCalls[0].why" must be a text, so it is ignored.',
      ],
    );
    await other.stop();
  });

  it('says in the log what is wrong with a file that is not open', async () => {
    await save(`{ "brief": 1, ${blocking} }`);
    assert.deepEqual(await reported(), ['warning readFileSync', ...everything]);
    await until(
      () => client.logs.some((line) => line.includes('unblock.config.json:1:12')),
      'the log says it',
    );
  });

  it('converts calls by an entry', async () => {
    await save(
      '{ "blockingCalls": [{ "call": "my-db#query", "replacement": "await {my-db#ask}({args})" }] }',
    );
    await reported();
    const range = client.rangeOf(mainUri, "query('b')");
    const diagnostics = await client.diagnostics(mainUri);
    const [action] = await client.actions(mainUri, range, ['quickfix'], diagnostics);
    assert.ok(action);
    assert.equal(action.title, 'Convert to `await ask(…)`');
    const after = await client.textAfter(mainUri, action);
    assert.match(after, /import \{ ask \} from 'my-db';/);
    assert.match(after, /await ask\('b'\);/);
  });
});
