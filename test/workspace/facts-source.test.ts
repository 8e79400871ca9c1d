import assert from 'node:assert/strict';
import { defaultSettings } from '../../src/engine/settings.ts';
import { languageOf } from '../../src/languages/registry.ts';
import { createSession } from '../../src/workspace/create-session.ts';
import { createFactsReader, type FactsReader } from '../../src/workspace/facts-reader.ts';
import { createFactsSource } from '../../src/workspace/facts-source.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

describe('a parser that fails', () => {
  let asked: string[];
  let reader: FactsReader;

  beforeEach(() => {
    asked = [];
    const sound = createFactsReader(languageOf);
    reader = {
      ...sound,
      facts(source, urgent) {
        asked.push(`${source.path.replace(/.*[\\/]/, '')} ${urgent ? 'urgent' : 'later'}`);
        return source.text.includes('const fatal')
          ? Promise.reject(new Error('it crashed'))
          : sound.facts(source, urgent);
      },
    };
  });

  afterEach(removeTemporaryFolders);

  it('is asked once about each text', async () => {
    const source = createFactsSource(reader);
    const bad = { path: '/a.ts', text: 'const fatal' };
    await assert.rejects(source.of(bad), /it crashed/);
    await assert.rejects(source.of(bad), /it crashed/);
    const [first, second] = await Promise.all([
      source.of({ path: '/a.ts', text: 'mended' }, true),
      source.of({ path: '/a.ts', text: 'mended' }),
    ]);
    assert.notEqual(first, undefined);
    assert.equal(first, second);
    assert.deepEqual(asked, ['a.ts later', 'a.ts urgent']);
  });

  it('costs the findings of that file only, and says why', async () => {
    const bad = "import fs from 'fs';\nexport const fatal = () => fs.readFileSync('a');\n";
    const call = "import { fatal } from './bad';\nimport fs from 'fs';\n";
    const good = `${call}export async function run() {\n  fatal();\n  fs.readFileSync('b');\n}\n`;
    const folder = await temporaryFolder({ 'bad.ts': bad, 'good.ts': good });
    const session = createSession({ languageOf, extensions: ['.ts'], patient: true, reader });
    const excludes = { exclude: [], defaultExcludes: true, base: folder.path };
    session.setRoots([{ folder: folder.path, excludes }]);
    const lines = async (): Promise<readonly string[]> => {
      const report = await session.report(folder.at('good.ts'), defaultSettings);
      return (report?.findings ?? []).map(({ api }) => api);
    };
    assert.deepEqual(await lines(), ['node:fs.readFileSync']);
    assert.match(session.skipped(folder.at('bad.ts')) ?? '', /a fault of Unblock: it crashed/);
    session.setText(folder.at('good.ts'), `${good}void 0;\n`);
    assert.deepEqual(await lines(), ['node:fs.readFileSync']);
    assert.equal(asked.filter((one) => one.startsWith('bad.ts')).length, 1);
    session.setText(folder.at('bad.ts'), bad.replaceAll('fatal', 'mended'));
    session.setText(folder.at('good.ts'), good.replaceAll('fatal', 'mended'));
    assert.deepEqual(await lines(), ['node:fs.readFileSync', 'node:fs.readFileSync']);
  });
});
