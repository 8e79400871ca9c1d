import assert from 'node:assert/strict';
import { defaultSettings } from '../../src/engine/settings.ts';
import { projectSession } from '../helpers/typescript-session.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

const caveat = ' (it may then run again before it has ended)';

const rebuild = `import { copyFileSync } from 'node:fs';

export async function rebuild(path) {
  copyFileSync(path, 'out');
}

export class Builder {
  async rebuild(path) {
    copyFileSync(path, 'out');
  }
}
`;

const asDefault = `const fs = require('fs');

module.exports = async function rebuild(path) {
  fs.copyFileSync(path, 'out');
};
`;

describe('async functions that listeners of other files call', () => {
  afterEach(removeTemporaryFolders);

  /** The title of the conversion of the first finding of `rebuild.mjs`, where another file does something with it. */
  async function titleOf(other: string, own = rebuild): Promise<string> {
    const name = own === asDefault ? 'rebuild.js' : 'rebuild.mjs';
    const folder = await temporaryFolder({ [name]: own, [name.replace('rebuild', 'main')]: other });
    const session = projectSession(folder.path, false);
    const path = folder.at(name);
    const [finding] = (await session.report(path, defaultSettings))?.findings ?? [];
    assert.ok(finding);
    const conversion = await session.convert(path, finding);
    assert.ok('fix' in conversion);
    const { remaining } = await session.fixAll(path, defaultSettings);
    const isLeft = remaining.some(({ context }) => context.name === finding.context.name);
    assert.equal(isLeft, !conversion.fix.safe);
    return conversion.fix.title.replace(/^Convert to `.*?`/, '');
  }

  it('may run again before they have ended', async () => {
    const imports = "import { rebuild } from './rebuild.mjs';\n";
    assert.equal(await titleOf(`${imports}watcher.on('change', rebuild);\n`), caveat);
    assert.equal(
      await titleOf(`${imports}setInterval(() => rebuild('a').catch(console.error), 100);\n`),
      caveat,
    );
    const called = "watcher.on('change', async (path) => { await rebuild(path); });\n";
    assert.equal(await titleOf(imports + called), caveat);
    const renamed = "import { rebuild as again } from './rebuild.mjs';\nwatcher.on('change', again);\n";
    assert.equal(await titleOf(renamed), caveat);
    const required = "const rebuild = require('./rebuild');\nwatcher.on('change', rebuild);\n";
    assert.equal(await titleOf(required, asDefault), caveat);
  });

  it('do not where they are called otherwise, or have waited all along', async () => {
    const imports = "import { rebuild } from './rebuild.mjs';\n";
    assert.equal(await titleOf(`${imports}watcher.once('change', rebuild);\n`), '');
    assert.equal(await titleOf(`${imports}watcher.on('change', () => 0);\nawait rebuild('a');\n`), '');
    const waits = "watcher.on('change', async (path) => { await fetch(path); await rebuild(path); });\n";
    assert.equal(await titleOf(imports + waits), '');
    const other =
      "import { rebuild } from './other.mjs';\nimport './rebuild.mjs';\nwatcher.on('change', rebuild);\n";
    assert.equal(await titleOf(other), '');
  });

  it('are methods, by their names', async () => {
    const own = rebuild.replace(/export async function[^]*?\n}\n/, '');
    const main = "import { Builder } from './rebuild.mjs';\nconst builder = new Builder();\n";
    assert.equal(
      await titleOf(`${main}watcher.on('change', (path) => builder.rebuild(path));\n`, own),
      caveat,
    );
    assert.equal(await titleOf(`${main}watcher.on('change', (path) => builder.build(path));\n`, own), '');
  });
});
