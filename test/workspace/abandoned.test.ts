import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultSettings } from '../../src/engine/settings.ts';
import { languageOf } from '../../src/languages/registry.ts';
import { createSession } from '../../src/workspace/create-session.ts';
import { createFactsReader, type FactsReader } from '../../src/workspace/facts-reader.ts';
import type { WorkspaceRoot } from '../../src/workspace/project/workspace.ts';
import type { Session } from '../../src/workspace/session.ts';
import { removeTemporaryFolders, temporaryFolder, type TemporaryFolder } from './temporary-folder.ts';

const blocking = "import fs from 'node:fs';\nexport async function run() { fs.readFileSync('a'); }\n";

describe('a project that nobody needs any more', () => {
  const count = 40;
  let asked: string[];
  let faults: unknown[];
  let first: TemporaryFolder;
  let second: TemporaryFolder;
  let session: Session;

  beforeEach(async () => {
    asked = [];
    faults = [];
    const files = Array.from({ length: count }, (_, n) => [`${n}.ts`, `${blocking}// ${n}\n`] as const);
    first = await temporaryFolder(Object.fromEntries(files));
    second = await temporaryFolder({ 'other.ts': blocking });
    const sound = createFactsReader(languageOf);
    const reader: FactsReader = {
      ...sound,
      async facts(source, urgent) {
        asked.push(source.path);
        await sleep(10);
        return await sound.facts(source, urgent);
      },
    };
    session = createSession({
      languageOf,
      extensions: ['.ts'],
      patient: false,
      reader,
      onFailure: (error) => faults.push(error),
    });
  });

  afterEach(removeTemporaryFolders);

  const rootOf = ({ path }: TemporaryFolder): WorkspaceRoot => ({
    folder: path,
    excludes: { exclude: [], defaultExcludes: true, base: path },
  });

  /** The scan of the first folder is on its way. */
  async function begin(): Promise<void> {
    session.setRoots([rootOf(first)]);
    await session.report(first.at('0.ts'), defaultSettings);
    while (asked.length < 3) await sleep(1);
  }

  it('is not read to its end', async () => {
    await begin();
    session.setRoots([rootOf(second)]);
    assert.deepEqual(await session.files(), [second.at('other.ts')]);
    assert.ok(asked.filter((path) => path !== second.at('other.ts')).length < count / 2);
    assert.deepEqual(faults, []);
  });

  it('is read anew when a file appears meanwhile, and known in the end', async () => {
    await begin();
    await writeFile(first.at('new.ts'), blocking);
    session.fileChanged(first.at('new.ts'));
    const files = await session.files();
    assert.equal(files.length, count + 1);
    for (const file of files)
      assert.equal((await session.report(file, defaultSettings))?.findings.length, 1, file);
    assert.deepEqual(faults, []);
  });

  it('takes up what is typed meanwhile', async () => {
    await begin();
    session.setText(first.at('5.ts'), 'export {};\n');
    session.setText(first.at('39.ts'), `${blocking}${blocking.replace('run', 'again')}`);
    await session.files();
    const found = async (name: string): Promise<number | undefined> =>
      (await session.report(first.at(name), defaultSettings))?.findings.length;
    assert.equal(await found('5.ts'), 0);
    assert.equal(await found('39.ts'), 2);
    assert.equal(await found('38.ts'), 1);
    assert.deepEqual(faults, []);
  });
});
