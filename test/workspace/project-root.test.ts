import assert from 'node:assert/strict';
import { projectRoots } from '../../src/workspace/project/project-root.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

describe('the root of a project', () => {
  const { HOME, TMPDIR } = process.env;

  afterEach(async () => {
    restore('HOME', HOME);
    restore('TMPDIR', TMPDIR);
    await removeTemporaryFolders();
  });

  it('is the folder of the repository, else of the package, else the own one', async () => {
    const folder = await temporaryFolder({
      'repository/.git/HEAD': 'ref: refs/heads/main\n',
      'repository/packages/a/package.json': '{}',
      'repository/packages/a/src/a.ts': '',
      'package/package.json': '{}',
      'package/src/a.ts': '',
      'alone/src/a.ts': '',
    });
    assert.deepEqual(await projectRoots([folder.at('repository/packages/a/src')]), [folder.at('repository')]);
    assert.deepEqual(await projectRoots([folder.at('package/src')]), [folder.at('package')]);
    assert.deepEqual(await projectRoots([folder.at('alone/src')]), [folder.at('alone/src')]);
  });

  for (const variable of ['HOME', 'TMPDIR'] as const) {
    it(`is not the folder of many things that ${variable} names, whatever lies around there`, async function () {
      if (process.platform === 'win32') this.skip();
      const folder = await temporaryFolder({
        'shared/package.json': '{}',
        'shared/.git/HEAD': 'ref: refs/heads/main\n',
        'shared/notes/a.ts': '',
        'shared/project/package.json': '{}',
        'shared/project/src/a.ts': '',
      });
      process.env[variable] = folder.at('shared');
      assert.deepEqual(await projectRoots([folder.at('shared/notes')]), [folder.at('shared/notes')]);
      assert.deepEqual(await projectRoots([folder.at('shared/project/src')]), [folder.at('shared/project')]);
    });
  }
});

function restore(variable: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, variable);
  else process.env[variable] = value;
}
