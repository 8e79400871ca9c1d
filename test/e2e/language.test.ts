import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionAt } from './actions.ts';
import { closeEverything, openFile, rangeOf, until, untilReported } from './support.ts';

const text = `import { readFileSync } from 'node:fs';

export async function load(path: string) {
  return readFileSync(path, 'utf8');
}
`;

describe('in a German VS Code', () => {
  before(function () {
    // A desktop VS Code is English without a language pack, which would have to be downloaded.
    if (vscode.env.appHost === 'desktop' && vscode.env.language === 'en') this.skip();
  });

  afterEach(closeEverything);

  it('the server speaks German', async () => {
    assert.equal(vscode.env.language, 'de');
    const document = await openFile('german.ts', text);
    const [diagnostic] = await untilReported(document, ['readFileSync warning']);
    assert.equal(
      diagnostic?.message,
      '`fs.readFileSync` blockiert die Ereignisschleife: Es liest die ganze Datei, bevor etwas anderes laufen kann. ' +
        'Das läuft im asynchronen `load`. Verwenden Sie stattdessen `await fs.promises.readFile(…)`.',
    );
    const call = rangeOf(document, 'readFileSync(path');
    await actionAt(document, call, /^In `await readFile\(…\)` umwandeln$/);
    await actionAt(document, call, /^`file` in dieser Zeile ignorieren$/);
    const shown = await until('the hover explains the call', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        call.start,
      );
      const texts = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
      return texts.map(({ value }) => value).find((value) => value.includes('readFileSync`**'));
    });
    assert.match(shown, /hält die Ereignisschleife fest, bis das Gerät geantwortet hat/);
  });
});
