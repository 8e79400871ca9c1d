import assert from 'node:assert/strict';
import { closeEverything, openFile, replace, untilReported, writeFile } from './support.ts';

describe('helpers in other files', () => {
  afterEach(closeEverything);

  it('are followed to the call that blocks', async () => {
    await writeFile(
      'config.ts',
      `import { readFileSync } from 'node:fs';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

export const loadConfig = (): unknown => readJson('config.json');
`,
    );
    const document = await openFile(
      'main.ts',
      `import { loadConfig } from './config.js';

export async function start() {
  return loadConfig();
}
`,
    );
    const [diagnostic] = await untilReported(document, ['loadConfig warning']);
    const steps = (diagnostic?.relatedInformation ?? []).map(({ location, message }) => {
      const file = location.uri.path.split('/').at(-1) ?? '';
      return `${file}:${location.range.start.line + 1} ${message}`;
    });
    assert.deepEqual(steps, [
      'config.ts:5 calls `readJson` here',
      'config.ts:3 `fs.readFileSync` blocks here',
      'main.ts:3 `start` is async',
    ]);
  });

  it('are followed while they are edited', async () => {
    const helper = await openFile(
      'helper.ts',
      `import { readFileSync } from 'node:fs';

export const helper = (path: string): string => readFileSync(path, 'utf8');
`,
    );
    const document = await openFile(
      'caller.ts',
      `import { helper } from './helper.js';

export async function caller() {
  return helper('a');
}
`,
    );
    await untilReported(document, ['helper warning']);
    await replace(helper, "readFileSync(path, 'utf8')", 'path');
    await untilReported(document, []);
    await replace(helper, '=> path', '=> String(readFileSync(path))');
    await untilReported(document, ['helper warning']);
    await replace(document, 'async function', 'function');
    await untilReported(document, []);
  });

  it('are followed when they change on disk', async () => {
    await writeFile('on-disk.ts', 'export const onDisk = (): string => "";\n');
    const document = await openFile(
      'reader.ts',
      `import { onDisk } from './on-disk.js';

export const reader = async () => onDisk();

export const other = async () => process.loadEnvFile();
`,
    );
    await untilReported(document, ['loadEnvFile warning']);
    await writeFile(
      'on-disk.ts',
      `import { readFileSync } from 'node:fs';

export const onDisk = (): string => readFileSync('a', 'utf8');
`,
    );
    await untilReported(document, ['onDisk warning', 'loadEnvFile warning']);
  });
});
