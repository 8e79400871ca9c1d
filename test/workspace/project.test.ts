import assert from 'node:assert/strict';
import { catalog } from '../../src/catalog/index.ts';
import { typescript } from '../../src/languages/typescript/language.ts';
import { createConfigs } from '../../src/workspace/configs.ts';
import { PackageKnowledge } from '../../src/workspace/project/installed-packages.ts';
import { Project } from '../../src/workspace/project/project.ts';
import { createProjectRules } from '../../src/workspace/project/project-rules.ts';
import { createDirectories } from '../../src/workspace/resolve/directories.ts';
import { createResolver } from '../../src/workspace/resolve/resolver.ts';

describe('a project', () => {
  /** With files that are nowhere but in a table. */
  function projectWith(texts: ReadonlyMap<string, string>): Project {
    const disk = createDirectories();
    const packages = new Map<string, never>();
    return new Project({
      rules: createProjectRules({ configs: createConfigs(), catalog, folders: [], packages }),
      resolver: createResolver({ disk, packages }),
      packages: new PackageKnowledge(catalog, disk, {
        declarationsOf: () => Promise.resolve(undefined),
        namesOf: (_, search) => search(),
      }),
      read: (path) => Promise.resolve(texts.get(path)),
      scanImports: () => [],
      facts: (path, text) => Promise.resolve(typescript.extract({ path, text })),
      listed: new Set(texts.keys()),
    });
  }

  it('is analysed again only when a text has changed', async () => {
    const texts = new Map([['/nowhere/a.ts', "import { statSync } from 'node:fs';\n"]]);
    const project = projectWith(texts);
    await project.add(['/nowhere/a.ts', '/nowhere/unreadable.ts']);
    const analysis = project.analysis();
    await project.update('/nowhere/a.ts');
    await project.update('/nowhere/unreadable.ts');
    assert.equal(project.analysis(), analysis);
    texts.set('/nowhere/unreadable.ts', '');
    await project.update('/nowhere/unreadable.ts');
    assert.notEqual(project.analysis(), analysis);
  });
});
