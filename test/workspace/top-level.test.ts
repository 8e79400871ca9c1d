import assert from 'node:assert/strict';
import { defaultSettings } from '../../src/engine/settings.ts';
import { projectSession } from '../helpers/typescript-session.ts';
import { removeTemporaryFolders, temporaryFolder } from './temporary-folder.ts';

const settings = {
  ...defaultSettings,
  contexts: { ...defaultSettings.contexts, module: 'warning' as const },
};

const reading = "import { readFileSync } from 'node:fs';\n";
const script = `${reading}console.log(readFileSync('a', 'utf8'));\n`;
const module = `${reading}export const text = readFileSync('a', 'utf8');\n`;
const caveat = 'then awaits at its top: `require` cannot load it, and what imports it waits';

describe('a conversion at the top of a module', () => {
  afterEach(removeTemporaryFolders);

  /** What a quick fix is called and whether all fixes take it. */
  async function converted(files: Readonly<Record<string, string>>) {
    const folder = await temporaryFolder(files);
    const session = projectSession(folder.path, false);
    const path = folder.at('a.mts');
    const [finding] = (await session.report(path, settings))?.findings ?? [];
    assert.ok(finding);
    const conversion = await session.convert(path, finding);
    assert.ok('fix' in conversion);
    const { fixed } = await session.fixAll(path, settings);
    assert.equal(fixed, conversion.fix.safe ? 1 : 0);
    return conversion.fix;
  }

  it('is safe in a script that nobody loads', async () => {
    assert.equal((await converted({ 'a.mts': script })).safe, true);
  });

  it('is a suggestion in a script that a file of the project loads', async () => {
    const { caveats, title } = await converted({ 'a.mts': script, 'b.mts': "import './a.mts';\n" });
    assert.deepEqual(caveats, [`\`a.mts\` ${caveat}`]);
    assert.ok(title.includes(caveat), title);
  });

  it('is a suggestion in a module that exports something', async () => {
    assert.equal((await converted({ 'a.mts': module })).safe, false);
  });

  it('is a suggestion in an entry of a package', async () => {
    const manifest = '{ "name": "a", "main": "./dist/a.mjs" }';
    const built = '{ "compilerOptions": { "outDir": "dist", "rootDir": "." } }';
    const files = { 'a.mts': script, 'package.json': manifest, 'tsconfig.json': built };
    assert.equal((await converted(files)).safe, false);
  });

  it('is a suggestion in an entry that is a program too, and beside a program that is bundled', async () => {
    const both = '{ "name": "a", "main": "./a.mts", "bin": "./a.mts" }';
    assert.equal((await converted({ 'a.mts': module, 'package.json': both })).safe, false);
    const bundled = '{ "name": "a", "bin": "./bin/a.mjs" }';
    const files = { 'src/a.mts': module, 'a.mts': module, 'package.json': bundled };
    assert.equal((await converted(files)).safe, false);
  });

  it('is safe in a program of a package, whatever it exports', async () => {
    const manifest = '{ "name": "a", "bin": "./a.mts" }';
    assert.equal((await converted({ 'a.mts': module, 'package.json': manifest })).safe, true);
  });
});
