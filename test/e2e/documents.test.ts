import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile as writeToDisk } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { actionAt, apply } from './actions.ts';
import { closeEverything, openFile, rangeOf, reported, show, untilReported, untilText } from './support.ts';

const blocking = `import { readFileSync } from 'node:fs';

export const load = async (path: string) => readFileSync(path);
`;

describe('documents', () => {
  afterEach(closeEverything);

  for (const extension of ['ts', 'mts', 'tsx']) {
    it(`with the ending .${extension} are TypeScript`, async () => {
      const document = await openFile(`kind.${extension}`, blocking);
      await untilReported(document, ['readFileSync warning']);
    });
  }

  for (const extension of ['js', 'mjs', 'jsx']) {
    it(`with the ending .${extension} are JavaScript`, async () => {
      const document = await openFile(`kind.${extension}`, blocking.replace(': string', ''));
      await untilReported(document, ['readFileSync warning']);
    });
  }

  it('in CommonJS are converted with require', async () => {
    const document = await openFile(
      'kind.cjs',
      `const fs = require('fs');

exports.load = async (path) => fs.readFileSync(path);
`,
    );
    await untilReported(document, ['readFileSync warning']);
    await apply(await actionAt(document, rangeOf(document, 'readFileSync'), /^Convert to/));
    await untilReported(document, []);
    assert.match(document.getText(), /await fs\.promises\.readFile\(path\)/);
    assert.doesNotMatch(document.getText(), /import/);
  });

  it('with JSX are analysed in its expressions', async () => {
    const document = await openFile(
      'page.tsx',
      `import { readFileSync } from 'node:fs';

export async function Page({ file }: { file: string }) {
  return <pre title="readFileSync(file)">{readFileSync(file, 'utf8')}</pre>;
}
`,
    );
    await untilReported(document, ['readFileSync warning']);
    await apply(await actionAt(document, rangeOf(document, "readFileSync(file, 'utf8')"), /^Convert to/));
    await untilText(
      document,
      `import { readFile } from 'node:fs/promises';

export async function Page({ file }: { file: string }) {
  return <pre title="readFileSync(file)">{await readFile(file, 'utf8')}</pre>;
}
`,
    );
  });

  it('without a file are analysed and converted', async () => {
    const document = await show(
      await vscode.workspace.openTextDocument({ language: 'typescript', content: blocking }),
    );
    assert.equal(document.uri.scheme, 'untitled');
    await untilReported(document, ['readFileSync warning']);
    await apply(await actionAt(document, rangeOf(document, 'readFileSync(path'), /^Convert to/));
    await untilReported(document, []);
    assert.match(document.getText(), /await readFile\(path\)/);
  });

  it('outside of the workspace are analysed and converted', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'unblock-outside-'));
    try {
      const file = path.join(folder, 'outside.ts');
      await writeToDisk(file, blocking);
      const document = await show(await vscode.workspace.openTextDocument(vscode.Uri.file(file)));
      await untilReported(document, ['readFileSync warning']);
      await apply(await actionAt(document, rangeOf(document, 'readFileSync(path'), /^Convert to/));
      await untilReported(document, []);
    } finally {
      await closeEverything();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('of other languages are left alone, and so are tests and build output', async () => {
    const excluded = [
      await openFile('load.test.ts', blocking),
      await openFile('dist/bundle.js', blocking.replace(': string', '')),
      await openFile('notes.md', blocking),
    ];
    // Reported later than the ones before would have been.
    await untilReported(await openFile('counterpart.ts', blocking), ['readFileSync warning']);
    for (const document of excluded) assert.deepEqual(reported(document), [], document.fileName);
  });

  it('that are empty or broken do no harm', async () => {
    await openFile('empty.ts', '');
    await openFile('broken.ts', 'export async function ( { [ `${ /* import from');
    await untilReported(await openFile('whole.ts', blocking), ['readFileSync warning']);
  });
});
