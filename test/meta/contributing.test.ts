import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtinCatalog } from '../../src/catalog/index.ts';
import { createCatalog } from '../../src/catalog/lookup.ts';
import type { ModuleCatalog } from '../../src/catalog/schema.ts';
import { analyze } from '../../src/engine/analyze.ts';
import { defaultSettings } from '../../src/engine/settings.ts';
import { applyEdits } from '../../src/fixes/edits.ts';
import { typescript } from '../../src/languages/typescript/language.ts';
import { createSearch } from '../../src/workspace/project/search.ts';
import { repoRoot } from '../host/paths.ts';
import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';

describe('adding a record as CONTRIBUTING describes it', () => {
  let section: string;

  before(async () => {
    const text = await readFile(path.join(repoRoot, 'CONTRIBUTING.md'), 'utf8');
    section = text.split(/^## /m).find((part) => part.startsWith('Adding a call that blocks\n')) ?? '';
  });
  after(removeTemporaryFolders);

  /** The catalogue that the example's code exports. */
  async function described(): Promise<ModuleCatalog> {
    const code = /^```ts\n([\s\S]*?)^```$/m.exec(section)?.[1] ?? '';
    const records = pathToFileURL(path.join(repoRoot, 'src/catalog/packages/package-records.ts')).href;
    const folder = await temporaryFolder({
      'record.mts': `import { packageCatalog, twin } from '${records}';\n${code}`,
    });
    const made = (await import(pathToFileURL(folder.at('record.mts')).href)) as Record<string, ModuleCatalog>;
    const [catalog] = Object.values(made);
    assert.ok(catalog);
    return catalog;
  }

  it('takes ten lines', () => {
    const lines = section
      .split('\n')
      .slice(1)
      .filter((line) => line !== '' && !line.startsWith('```'));
    assert.ok(lines.length > 0 && lines.length <= 10, `${lines.length} lines`);
  });

  it('is enough to be found, reported and fixed', async () => {
    const made = await described();
    const catalog = createCatalog([...builtinCatalog, made]);
    const [record] = made.blocking;
    assert.ok(record);
    const { bad, good } = record.example;
    assert.ok(createSearch(catalog).mayBlock(bad, { own: [made.module], all: new Set([made.module]) }));
    const report = (text: string) => {
      const files = new Map([['a.ts', typescript.extract({ path: 'a.ts', text })]]);
      return analyze({ files, catalog, exhaustive: false, resolve: () => undefined }).report(
        'a.ts',
        defaultSettings,
      ).findings;
    };
    const [finding, ...more] = report(bad);
    assert.ok(finding);
    assert.deepEqual(more, []);
    assert.equal(finding.api, 'load-it.loadSync');
    assert.equal(
      finding.message,
      '`load-it.loadSync` blocks the event loop: it reads the whole file before anything else can run. It runs in async `open`. Use `await load(…)` instead.',
    );
    const conversion = typescript.convert({ path: 'a.ts', text: bad }, finding);
    assert.ok('fix' in conversion);
    assert.equal(applyEdits(bad, conversion.fix.edits), good);
    assert.deepEqual(report(good), []);
  });
});
