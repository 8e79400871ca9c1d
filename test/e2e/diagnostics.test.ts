import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeEverything,
  diagnosticsOf,
  openFile,
  rangeOf,
  replace,
  until,
  untilReported,
} from './support.ts';

describe('diagnostics', () => {
  afterEach(closeEverything);

  it('say what blocks, where, and what to await instead', async () => {
    const document = await openFile(
      'load.ts',
      `import { existsSync, readFileSync } from 'node:fs';

export async function load(path: string) {
  if (!existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, 'utf8'));
}

export function loadSync(path: string) {
  return readFileSync(path, 'utf8');
}
`,
    );
    const [exists, read] = await untilReported(document, ['existsSync information', 'readFileSync warning']);
    assert.ok(exists && read);
    assert.deepEqual(read.range, rangeOf(document, 'readFileSync(path').with({ end: read.range.end }));
    assert.equal(document.getText(read.range), 'readFileSync');
    assert.match(read.message, /^`fs\.readFileSync` blocks the event loop: .* async `load`/);
    assert.match(read.message, /await fs\.promises\.readFile/);
    assert.equal(read.source, 'unblock');
  });

  it('carry the category as a code that links to its page', async () => {
    const document = await openFile(
      'run.ts',
      `import { execSync } from 'node:child_process';

export const run = async () => execSync('git status');
`,
    );
    const [diagnostic] = await untilReported(document, ['execSync warning']);
    const code = diagnostic?.code;
    assert.ok(typeof code === 'object');
    assert.equal(code.value, 'process');
    assert.match(code.target.toString(), /^https:\/\/.*\/docs\/process\.md$/);
  });

  it('lead through helpers to the call that blocks', async () => {
    const document = await openFile(
      'start.ts',
      `import { readFileSync } from 'node:fs';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const loadConfig = (): unknown => readJson('config.json');

export async function start() {
  return loadConfig();
}
`,
    );
    const [diagnostic] = await untilReported(document, ['loadConfig warning']);
    const steps = (diagnostic?.relatedInformation ?? []).map(
      ({ location, message }) => `${location.range.start.line + 1}: ${message}`,
    );
    assert.deepEqual(steps, [
      '5: calls `readJson` here',
      '3: `fs.readFileSync` blocks here',
      '7: `start` is async',
    ]);
  });

  it('follow every edit', async () => {
    const document = await openFile(
      'edited.ts',
      `import { readFileSync } from 'node:fs';

const helper = (path: string): string => readFileSync(path, 'utf8');

export async function caller() {
  return helper('a');
}
`,
    );
    await untilReported(document, ['helper warning']);
    await replace(document, "readFileSync(path, 'utf8')", 'path');
    await untilReported(document, []);
    await replace(document, '=> path', '=> String(readFileSync(path))');
    await untilReported(document, ['helper warning']);
    await replace(document, 'async function', 'function');
    await untilReported(document, []);
  });

  it('stay while the text is being typed and does not parse', async () => {
    const document = await openFile(
      'typed.ts',
      `import { readFileSync } from 'node:fs';

export async function typed() {
  return readFileSync('a');
}
`,
    );
    await untilReported(document, ['readFileSync warning']);
    await replace(document, '}\n', '  const broken = (\n}\n\nclass {\n');
    await replace(document, "readFileSync('a')", "readFileSync('a') + readFileSync('b')");
    await untilReported(document, ['readFileSync warning', 'readFileSync warning']);
  });

  it('are explained by a hover', async () => {
    const document = await openFile(
      'hover.ts',
      `import { readFileSync } from 'node:fs';

export const hover = async () => readFileSync('a');
`,
    );
    await untilReported(document, ['readFileSync warning']);
    const { start } = rangeOf(document, "readFileSync('a')");
    const text = await until('the hover explains the call', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        start,
      );
      return hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
        .find((content) => content.includes('holds the event loop'));
    });
    assert.match(text, /node:fs\.readFileSync/);
    assert.match(text, /Quick fix:\*\* Convert to/);
    assert.match(text, /docs\/file\.md/);
  });

  it('go with the document', async () => {
    const document = await openFile(
      'closed.ts',
      `import { readFileSync } from 'node:fs';

export const closed = async () => readFileSync('a');
`,
    );
    await untilReported(document, ['readFileSync warning']);
    await closeEverything();
    await until('nothing is reported', () => (diagnosticsOf(document).length === 0 ? true : undefined));
  });
});
