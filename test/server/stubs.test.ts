import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { CodeActionKind, type CodeAction } from 'vscode-languageserver';
import { fixAllKind } from '../../src/server/protocol.ts';
import { typescriptSession } from '../helpers/typescript-session.ts';
import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';
import { TestClient } from './test-client.ts';

const load = `import fs from 'node:fs';
export async function load(path: string) {
  return fs.readFileSync(path, 'utf8');
}
`;

const test = `import fs from 'node:fs';
import { load } from './load.js';
it('loads', async () => {
  vi.spyOn(fs, 'readFileSync');
  await load('a');
});
`;

describe('server: tests that put stubs in the place of what is converted', () => {
  let client: TestClient;
  let uri: string;
  let testUri: string;

  beforeEach(async () => {
    const folder = await temporaryFolder({ 'load.ts': load, 'load.test.ts': test });
    uri = pathToFileURL(folder.at('load.ts')).toString();
    testUri = pathToFileURL(folder.at('load.test.ts')).toString();
    client = new TestClient({
      createSession: typescriptSession,
      folders: [pathToFileURL(folder.path).toString()],
    });
    await client.start();
    await client.open(uri, load);
  });

  afterEach(async () => {
    await client.stop();
    await removeTemporaryFolders();
  });

  const conversion = async (): Promise<CodeAction | undefined> => {
    const actions = await client.actions(uri, client.rangeOf(uri, 'readFileSync'), [CodeActionKind.QuickFix]);
    return actions.find(({ title }) => title.startsWith('Convert to'));
  };

  it('are named in the title of a conversion, which is not preferred and not made on save', async () => {
    const action = await conversion();
    assert.equal(
      action?.title,
      'Convert to `await fs.promises.readFile(…)` (tests replace `fs.readFileSync`: load.test.ts:4)',
    );
    assert.equal(action.isPreferred, undefined);
    const [all] = await client.actions(uri, client.rangeOf(uri, 'load'), [fixAllKind]);
    assert.equal(all && (await client.resolve(all)).edit, undefined);
    assert.match(JSON.stringify((await client.resolve(action)).edit), /promises\.readFile/);
  });

  it('are followed while they are edited', async () => {
    assert.match((await conversion())?.title ?? '', /tests replace/);
    await client.open(testUri, test);
    await client.change(testUri, test.replace('readFileSync', 'statSync'));
    const action = await conversion();
    assert.equal(action?.title, 'Convert to `await fs.promises.readFile(…)`');
    assert.equal(action.isPreferred, true);
  });
});
