import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { CodeActionTriggerKind, type CodeAction } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { typescriptSession } from '../helpers/typescript-session.ts';
import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';
import { TestClient, until } from './test-client.ts';

const config = `import { readFileSync } from 'node:fs';

export function loadConfig(path: string): string {
  return readFileSync(path, 'utf8');
}
`;

const handler = `import { loadConfig } from './config';

export async function handle() {
  return loadConfig('app.json');
}
`;

const exact = 'Make `loadConfig` async and await its caller (2 files)';

describe('server: making a helper async', () => {
  let client: TestClient;
  let configUri: string;
  let handlerUri: string;
  let otherUri: string;

  beforeEach(async () => {
    const folder = await temporaryFolder({ 'config.ts': config, 'handler.ts': handler });
    const uriOf = (name: string): string => pathToFileURL(folder.at(name)).toString();
    configUri = uriOf('config.ts');
    handlerUri = uriOf('handler.ts');
    otherUri = uriOf('other.ts');
    client = new TestClient({
      createSession: typescriptSession,
      folders: [pathToFileURL(folder.path).toString()],
    });
    await client.start();
    await client.open(handlerUri, handler);
  });

  afterEach(async () => {
    await client.stop();
    await removeTemporaryFolders();
  });

  async function offered(
    uri: string,
    trigger: CodeActionTriggerKind = CodeActionTriggerKind.Automatic,
  ): Promise<CodeAction> {
    const range = client.rangeOf(uri, 'loadConfig', uri === configUri ? 0 : handler.indexOf('return'));
    const actions = await client.actions(uri, range, undefined, [], trigger);
    const action = actions.find(({ title }) => title.startsWith('Make `loadConfig` async'));
    assert.ok(action, JSON.stringify(actions));
    return action;
  }

  it('changes all files with one edit, each for its version', async () => {
    const action = await offered(handlerUri);
    assert.equal(action.title, 'Make `loadConfig` async and await its callers');
    assert.equal(action.kind, 'quickfix');
    assert.equal(action.isPreferred, undefined);
    assert.equal(action.edit, undefined);
    const { edit, title } = await client.resolve(action);
    assert.equal(title, exact);
    const changes = edit?.documentChanges ?? [];
    const texts = changes.map((change) => {
      assert.ok('textDocument' in change);
      const { uri, version } = change.textDocument;
      const before = TextDocument.create(uri, 'typescript', 0, uri === configUri ? config : handler);
      const edits = change.edits.map((one) => ({
        range: one.range,
        newText: 'newText' in one ? one.newText : '',
      }));
      return [uri, version, TextDocument.applyEdits(before, edits)];
    });
    assert.deepEqual(texts, [
      [
        configUri,
        null,
        `import { readFile } from 'node:fs/promises';

export async function loadConfig(path: string): Promise<string> {
  return await readFile(path, 'utf8');
}
`,
      ],
      [handlerUri, 1, handler.replace('return loadConfig', 'return await loadConfig')],
    ]);
  });

  it('says how much changes when the user asks for the menu', async () => {
    assert.equal((await offered(handlerUri, CodeActionTriggerKind.Invoked)).title, exact);
  });

  it('is offered at the name of the helper as well', async () => {
    await client.open(configUri, config);
    await client.diagnostics(configUri);
    const action = await offered(configUri);
    assert.equal(action.kind, 'refactor.rewrite');
    const { edit } = await client.resolve(action);
    assert.equal(edit?.documentChanges?.length, 2);
  });

  it('says why a helper cannot be async', async () => {
    await client.open(otherUri, "import { loadConfig } from './config';\nexport const all = [loadConfig];\n");
    const reason = '`loadConfig` is used as a value here, so it cannot be seen who calls it (other.ts:2:21)';
    const invoked = await offered(handlerUri, CodeActionTriggerKind.Invoked);
    assert.deepEqual(invoked.disabled, { reason });
    const resolved = await client.resolve(await offered(handlerUri));
    assert.equal(resolved.edit, undefined);
    await until(() => client.messages.length > 0, 'the message');
    assert.deepEqual(client.messages, [`The helper stays synchronous: ${reason}.`]);
  });

  it('offers to keep a helper for what cannot await, and to await another one beside it', async () => {
    const other = `import { loadConfig } from './config';\nexport const all = [loadConfig];\n`;
    await client.open(otherUri, other);
    const range = client.rangeOf(handlerUri, 'loadConfig', handler.indexOf('return'));
    const actions = await client.actions(handlerUri, range, undefined, [], CodeActionTriggerKind.Invoked);
    const action = actions.find(({ title }) => title.startsWith('Keep'));
    const title = 'Keep `loadConfig` and await a new `loadConfigAsync` in 1 caller (2 files)';
    assert.ok(action, JSON.stringify(actions));
    assert.deepEqual([action.title, action.kind, action.isPreferred], [title, 'quickfix', undefined]);
    const resolved = await client.resolve(action);
    const changed = resolved.edit?.documentChanges?.map((change) => {
      assert.ok('textDocument' in change);
      return [change.textDocument.uri, change.textDocument.version];
    });
    assert.deepEqual(changed, [
      [configUri, null],
      [handlerUri, 1],
    ]);
  });

  it('does not offer that where all callers can await, or where nobody asked for the menu', async () => {
    const range = client.rangeOf(handlerUri, 'loadConfig', handler.indexOf('return'));
    const keeping = async (trigger: CodeActionTriggerKind): Promise<boolean> => {
      const actions = await client.actions(handlerUri, range, undefined, [], trigger);
      return actions.some(({ title }) => title.startsWith('Keep'));
    };
    assert.equal(await keeping(CodeActionTriggerKind.Invoked), false);
    await client.open(otherUri, "import { loadConfig } from './config';\nexport const all = [loadConfig];\n");
    assert.equal(await keeping(CodeActionTriggerKind.Automatic), false);
    assert.equal(await keeping(CodeActionTriggerKind.Invoked), true);
  });

  it('refuses an edit for a text that has changed since', async () => {
    const action = await offered(handlerUri);
    await client.change(handlerUri, `// new\n${handler}`);
    await assert.rejects(client.resolve(action), /has changed/);
  });

  it('offers for a call that blocks itself to make the function around it async, where that returns a promise', async () => {
    const text = `import { existsSync } from 'node:fs';

export function find(path: string): Promise<string> {
  if (!existsSync(path)) throw new Error(path);
  return Promise.resolve(path);
}

export function isThere(path: string): boolean {
  return existsSync(path);
}
`;
    await client.open(otherUri, text);
    const actionsAt = async (place: string): Promise<readonly CodeAction[]> =>
      await client.actions(
        otherUri,
        client.rangeOf(otherUri, 'existsSync', text.indexOf(place)),
        undefined,
        [],
        CodeActionTriggerKind.Invoked,
      );
    const titles = (await actionsAt('if (')).map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title) => /^(?:Make|Keep|Convert)/.test(title)),
      ['Make `find` async (1 file; what `find` throws comes as a rejection)'],
    );
    assert.deepEqual(await actionsAt('return existsSync'), []);
  });
});
