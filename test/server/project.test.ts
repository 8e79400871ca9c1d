import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { typescriptSession } from '../helpers/typescript-session.ts';
import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';
import { TestClient } from './test-client.ts';

const helper = `import { readFileSync } from 'node:fs';

export function loadConfig(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
`;

const handler = `import { loadConfig } from './config';

export async function handle() {
  return loadConfig('app.json');
}
`;

describe('server: a project of several files', () => {
  let client: TestClient;
  let configUri: string;
  let handlerUri: string;

  beforeEach(async () => {
    const folder = await temporaryFolder({ 'config.ts': helper, 'handler.ts': handler });
    const uriOf = (name: string): string => pathToFileURL(folder.at(name)).toString();
    configUri = uriOf('config.ts');
    handlerUri = uriOf('handler.ts');
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

  it('flags the call that async code makes, with each hop as related information', async () => {
    const [diagnostic, ...others] = await client.diagnostics(handlerUri);
    assert.deepEqual(others, []);
    assert.match(
      JSON.stringify(diagnostic?.message),
      /`loadConfig` blocks the event loop through `fs\.readFileSync`/,
    );
    const hops = diagnostic?.relatedInformation?.filter(({ location }) => location.uri === configUri);
    assert.equal(hops?.length, 1);
    assert.equal(hops[0]?.location.range.start.line, 3);
    await client.open(configUri, helper);
    assert.deepEqual(await client.diagnostics(configUri), []);
  });

  it('follows a change of the helper in an editor', async () => {
    assert.equal((await client.diagnostics(handlerUri)).length, 1);
    await client.open(configUri, helper);
    await client.change(
      configUri,
      helper.replaceAll('readFileSync', 'readFile').replace('node:fs', 'node:fs/promises'),
    );
    assert.deepEqual(await client.diagnostics(handlerUri), []);
  });

  it('says at the helper what it blocks on and who calls it', async () => {
    await client.open(configUri, helper);
    const hover = await client.hover(configUri, client.rangeOf(configUri, 'loadConfig').start);
    const text = JSON.stringify(hover?.contents ?? '');
    assert.match(text, /`loadConfig` blocks whoever calls it\*\*, by `fs\.readFileSync`/);
    assert.match(text, /handler\.ts:4.*in `handle`/);
  });
});
