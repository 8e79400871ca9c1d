import assert from 'node:assert/strict';

import { defaultSettings } from '../../src/engine/settings.ts';
import { languageOf } from '../../src/languages/registry.ts';
import { createSession } from '../../src/workspace/create-session.ts';
import { ProjectError } from '../../src/workspace/project/project-error.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

describe('a fault that concerns the whole project', () => {
  afterEach(removeTemporaryFolders);

  it('is told from that of a file', async () => {
    const folder = await temporaryFolder({ 'a.ts': 'export {};\n', 'b.ts': 'export {};\n' });
    const session = createSession({
      languageOf: (path) => {
        const language = languageOf(path);
        return language && { ...language, scanImports: () => assert.fail('out of order') };
      },
      extensions: ['.ts'],
      patient: true,
    });
    const excludes = { exclude: [], defaultExcludes: true, base: folder.path };
    session.setRoots([{ folder: folder.path, excludes }]);
    for (const name of ['a.ts', 'b.ts']) {
      const failed = session.report(`${folder.path}/${name}`, defaultSettings);
      await assert.rejects(
        failed,
        (error) => error instanceof ProjectError && error.message === 'out of order',
      );
    }
  });
});
