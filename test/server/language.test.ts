import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver/node';
import { typescriptSession } from '../helpers/typescript-session.ts';
import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';
import { TestClient, type TestClientOptions } from './test-client.ts';

const bundles = path.join(import.meta.dirname, '..', '..', 'src', 'client', 'l10n');
const german = pathToFileURL(path.join(bundles, 'bundle.l10n.de.json')).toString();

const helper = `import { readFileSync } from 'node:fs';

export function loadConfig(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
`;

const handler = `import { readFileSync } from 'node:fs';
import { loadConfig } from './config';

export async function handle() {
  // unblock-ignore-next-line network
  const text = readFileSync('page.html', 'utf8');
  return loadConfig(text);
}
`;

function messageOf(diagnostic: Diagnostic | undefined): string {
  const message = diagnostic?.message ?? '';
  return typeof message === 'string' ? message : message.value;
}

describe('server: the language of the user', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let uri: string;
  let client: TestClient | undefined;

  beforeEach(async () => {
    folder = await temporaryFolder({
      'config.ts': helper,
      'handler.ts': handler,
      'unblock.config.json': '{ "brief": 1 }',
    });
    uri = pathToFileURL(folder.at('handler.ts')).toString();
  });

  afterEach(async () => {
    if (client !== undefined) await client.stop();
    // The language is that of the process: the tests after these are in English.
    await (await started({})).stop();
    client = undefined;
    await removeTemporaryFolders();
  });

  async function started(options: Partial<TestClientOptions>): Promise<TestClient> {
    client = new TestClient({
      createSession: typescriptSession,
      folders: [pathToFileURL(folder.path).toString()],
      ...options,
    });
    await client.start();
    await client.open(uri, handler);
    return client;
  }

  it('is what diagnostics are in', async () => {
    const { diagnostics } = await look({ translations: german, locale: 'de' });
    const [direct, through, malformed] = diagnostics;
    assert.equal(
      direct?.message,
      '`fs.readFileSync` blockiert die Ereignisschleife: Es liest die ganze Datei, bevor etwas anderes laufen kann. ' +
        'Das läuft im asynchronen `handle`. Verwenden Sie stattdessen `await fs.promises.readFile(…)`.',
    );
    assert.equal(
      through?.message,
      '`loadConfig` blockiert die Ereignisschleife über `fs.readFileSync`: Das liest die ganze Datei, bevor etwas ' +
        'anderes laufen kann. Das läuft im asynchronen `handle`. Machen Sie die Hilfsfunktion asynchron und ' +
        'warten Sie sie ab.',
    );
    assert.deepEqual(
      through.relatedInformation?.map(({ message }) => message),
      ['`fs.readFileSync` blockiert hier', '`handle` ist asynchron'],
    );
    assert.match(messageOf(malformed), /^Die Direktive hat keinen Grund/);
  });

  it('is what actions, hovers, lenses and completions are in', async () => {
    const { client: user } = await look({
      translations: german,
      settings: () => ({ codeLens: true }),
    });
    const read = user.rangeOf(uri, "readFileSync('page");
    const titles = (await user.actions(uri, read)).map(({ title }) => title);
    assert.deepEqual(titles, [
      'In `await readFile(…)` umwandeln',
      '`file` in dieser Zeile ignorieren',
      'Die Dokumentation zu blockierenden Aufrufen öffnen: file',
    ]);
    const [cascade] = await user.actions(uri, user.rangeOf(uri, 'loadConfig(text'));
    assert.match(
      cascade?.title ?? '',
      /^`loadConfig` asynchron machen und im Aufrufer abwarten \(2 Dateien\)$/,
    );
    const hover = JSON.stringify(await user.hover(uri, read.start));
    assert.match(hover, /hält die Ereignisschleife fest, bis das Gerät geantwortet hat/);
    assert.match(hover, /\*\*Schnelle Problembehebung:\*\* In `await readFile\(…\)` umwandeln/);
    assert.match(hover, /\[Mehr über Aufrufe der Kategorie `file`\]/);
    const [lens] = await user.lenses(uri);
    assert.match(lens?.command?.title ?? '', /^blockiert: 2 Dateizugriffe, über loadConfig$/);
  });

  it('is what is said of a configuration', async () => {
    const { client: user } = await look({ translations: german });
    const config = pathToFileURL(folder.at('unblock.config.json')).toString();
    await user.open(config, '{ "brief": 1, "exclude": ["!a"] }', 'json');
    assert.deepEqual(
      (await user.diagnostics(config)).map(({ message }) => message),
      [
        '"brief" muss true oder false sein, deshalb gilt die Voreinstellung.',
        '"exclude[0]" muss ein Glob ohne „!“ sein, deshalb wird es ignoriert.',
      ],
    );
  });

  it('is English without translations, and where they cannot be read', async () => {
    const missing = pathToFileURL(folder.at('missing.json')).toString();
    const english = /^`fs\.readFileSync` blocks the event loop: it reads the whole file/;
    for (const translations of [undefined, missing, uri, 'https://example.org/bundle.json', 'no URI']) {
      const { client: user, diagnostics } = await look(translations === undefined ? {} : { translations });
      const name = String(translations);
      assert.match(messageOf(diagnostics[0]), english, name);
      const told = user.logs.filter((line) => line.startsWith('The translations could not be read'));
      assert.equal(told.length, translations === undefined ? 0 : 1, name);
      await user.stop();
      client = undefined;
    }
  });

  async function look(
    options: Partial<TestClientOptions>,
  ): Promise<{ client: TestClient; diagnostics: Awaited<ReturnType<TestClient['diagnostics']>> }> {
    const user = await started(options);
    const found = [...(await user.diagnostics(uri))];
    return { client: user, diagnostics: found };
  }
});
