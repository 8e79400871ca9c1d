import assert from 'node:assert/strict';
import { defaultSettings } from '../../src/engine/settings.ts';
import { projectSession } from '../helpers/typescript-session.ts';
import { removeTemporaryFolders, temporaryFolder } from '../workspace/temporary-folder.ts';

const helper = `import { readFileSync } from 'node:fs';

export function load(path: string): string {
  return readFileSync(path, 'utf8');
}

export const run = async () => load('a');
`;

describe('making helpers async: where callers are looked for', () => {
  afterEach(removeTemporaryFolders);

  it('finds callers beside the open folder, in its repository', async () => {
    const folder = await temporaryFolder({
      '.git/HEAD': 'ref: refs/heads/main\n',
      'packages/a/load.ts': helper,
      'packages/b/use.ts': "import { load } from '../a/load';\n\nexport const text = () => load('b');\n",
    });
    const file = folder.at('packages/a/load.ts');
    const session = projectSession(folder.at('packages/a'), false);
    const report = await session.report(file, defaultSettings);
    const [finding] = report?.findings ?? [];
    assert.ok(finding);
    const outcome = await session.cascade(finding, defaultSettings);
    assert.ok('cascade' in outcome);
    assert.deepEqual(
      outcome.cascade.files.map((changed) => changed.file),
      [file, folder.at('packages/b/use.ts')],
    );
    // What others write there is seen the next time, though nobody tells of it.
    await folder.write({
      'packages/b/use.ts': "import { load } from '../a/load';\n\nexport const all = [load];\n",
    });
    const again = await session.cascade(finding, defaultSettings);
    assert.ok('refusal' in again);
    const { line, column } = again.refusal;
    assert.deepEqual([again.refusal.file, line, column], [folder.at('packages/b/use.ts'), 3, 21]);
  });

  it('says so for a file of no folder', async () => {
    const folder = await temporaryFolder({ 'a.ts': helper, 'open/b.ts': '' });
    const session = projectSession(folder.at('open'), false);
    const report = await session.report(folder.at('a.ts'), defaultSettings);
    const [finding] = report?.findings ?? [];
    assert.ok(finding);
    const outcome = await session.cascade(finding, defaultSettings);
    assert.ok('refusal' in outcome);
    assert.match(outcome.refusal.reason, /belongs to no open folder/);
  });
});
