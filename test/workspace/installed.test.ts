import assert from 'node:assert/strict';
import { applyEdits } from '../../src/fixes/edits.ts';
import { defaultSettings } from '../../src/engine/settings.ts';
import { createDirectories } from '../../src/workspace/resolve/directories.ts';
import { installedPackage, splitSpecifier } from '../../src/workspace/resolve/installed.ts';
import { projectSession } from '../helpers/typescript-session.ts';
import {
  removeTemporaryFolders,
  temporaryFolder,
  type Entry,
  type TemporaryFolder,
} from './temporary-folder.ts';

const globCall = "import glob from 'glob';\nexport async function list() {\n  return glob.sync('*.ts');\n}\n";

function manifest(name: string, version?: string): string {
  return JSON.stringify({ name, version });
}

/** What becomes of the one finding of a file of a project. */
async function converted(folder: TemporaryFolder, file: string, text: string): Promise<string> {
  const session = projectSession(folder.path, false);
  const report = await session.report(folder.at(file), defaultSettings);
  const [finding] = report?.findings ?? [];
  assert.ok(finding);
  const conversion = await session.convert(folder.at(file), finding);
  if ('refusal' in conversion) return conversion.refusal.reason;
  return applyEdits(text, conversion.fix.edits) + (conversion.fix.safe ? '' : `// ${conversion.fix.title}\n`);
}

describe('installed packages', () => {
  afterEach(removeTemporaryFolders);

  async function versionFrom(tree: Readonly<Record<string, Entry>>, from: string): Promise<string> {
    const folder = await temporaryFolder(tree);
    const found = await installedPackage(createDirectories(), folder.at(from), 'unblock-sample');
    return found === undefined
      ? 'none'
      : `${found.version ?? '?'} in ${found.folder.slice(folder.path.length + 1)}`;
  }

  it('are those of the nearest folder', async () => {
    const tree = {
      'node_modules/unblock-sample/package.json': manifest('unblock-sample', '14.0.6'),
      'packages/old/node_modules/unblock-sample/package.json': manifest('unblock-sample', '8.1.0'),
      'packages/old/src/': '',
      'packages/new/node_modules/other/package.json': manifest('other', '1.0.0'),
      'packages/new/src/': '',
    };
    assert.equal(
      await versionFrom(tree, 'packages/old/src'),
      '8.1.0 in packages/old/node_modules/unblock-sample',
    );
    assert.equal(await versionFrom(tree, 'packages/new/src'), '14.0.6 in node_modules/unblock-sample');
  });

  it('may be links', async () => {
    const tree = {
      'node_modules/.pnpm/unblock-sample@9.3.5/node_modules/unblock-sample/package.json': manifest(
        'unblock-sample',
        '9.3.5',
      ),
      'node_modules/unblock-sample': { linkTo: '.pnpm/unblock-sample@9.3.5/node_modules/unblock-sample' },
      'src/': '',
    };
    const found = await versionFrom(tree, 'src');
    assert.equal(found, '9.3.5 in node_modules/.pnpm/unblock-sample@9.3.5/node_modules/unblock-sample');
  });

  it('may be missing, damaged or without a version', async () => {
    assert.equal(await versionFrom({ 'src/': '' }, 'src'), 'none');
    assert.equal(await versionFrom({ 'node_modules/unblock-sample/package.json': '[]' }, '.'), 'none');
    assert.equal(
      await versionFrom({ 'node_modules/unblock-sample/package.json': manifest('unblock-sample') }, '.'),
      '? in node_modules/unblock-sample',
    );
  });

  it('are named by the beginning of a specifier', () => {
    assert.deepEqual(splitSpecifier('unblock-sample'), ['unblock-sample', '.']);
    assert.deepEqual(splitSpecifier('@scope/name/deep/er'), ['@scope/name', './deep/er']);
  });
});

describe('the version of an installed package', () => {
  afterEach(removeTemporaryFolders);

  const before8 =
    "import glob from 'glob';\nimport { promisify } from 'node:util';\n\nconst globAsync = promisify(glob);\n\nexport async function list() {\n  return await globAsync('*.ts');\n}\n";
  const since9 =
    "import glob from 'glob';\nexport async function list() {\n  return await glob.glob('*.ts');\n}\n";

  for (const [version, outcome] of [
    ['8.1.0', before8],
    ['10.3.10', since9],
    [undefined, 'it has no awaited form: await `glob(…)`, or `promisify(glob)(…)` before version 9'],
  ] as const)
    it(`decides what to await: ${version ?? 'none'}`, async () => {
      const tree = {
        'src/list.ts': globCall,
        'node_modules/glob/package.json': manifest('glob', version),
      };
      assert.equal(await converted(await temporaryFolder(tree), 'src/list.ts', globCall), outcome);
    });

  it('may be below the first with a promise in its minor part', async () => {
    const text =
      "import AdmZip from 'adm-zip';\nexport async function pack(zip: AdmZip) {\n  return zip.toBuffer();\n}\n";
    const after = text.replace('zip.toBuffer()', 'await zip.toBufferPromise()');
    const of = async (version: string): Promise<string> => {
      const tree = { 'a.ts': text, 'node_modules/adm-zip/package.json': manifest('adm-zip', version) };
      return await converted(await temporaryFolder(tree), 'a.ts', text);
    };
    assert.equal(await of('0.5.14'), after);
    assert.equal(await of('0.6.1-beta.2'), after);
    assert.equal(await of('0.5.9'), 'it has no awaited form: handle the archive in a worker thread');
  });

  it('is read again when the project is', async () => {
    const tree = {
      'list.ts': globCall,
      'node_modules/glob/package.json': manifest('glob', '8.1.0'),
    };
    const folder = await temporaryFolder(tree);
    const session = projectSession(folder.path, false);
    const titles = async (): Promise<readonly string[]> => {
      const report = await session.report(folder.at('list.ts'), defaultSettings);
      const conversions = await Promise.all(
        (report?.findings ?? []).map((finding) => session.convert(folder.at('list.ts'), finding)),
      );
      return conversions.map((one) => ('fix' in one ? one.fix.title : one.refusal.reason));
    };
    assert.deepEqual(await titles(), ['Convert to `await globAsync(…)`']);
    await folder.write({
      'node_modules/glob/package.json': manifest('glob', '11.0.0'),
      'new.ts': 'export {};\n',
    });
    session.fileChanged(folder.at('node_modules/glob/package.json'));
    assert.deepEqual(await titles(), ['Convert to `await globAsync(…)`']);
    session.fileChanged(folder.at('new.ts'));
    assert.deepEqual(await titles(), ['Convert to `await glob.glob(…)`']);
  });

  it('is that of the package that a member of a workspace gets', async () => {
    const tree = {
      'package.json': manifest('root'),
      'node_modules/glob/package.json': manifest('glob', '8.1.0'),
      'packages/a/package.json': manifest('a'),
      'packages/a/index.ts': globCall,
      'packages/b/package.json': manifest('b'),
      'packages/b/index.ts': globCall,
      'packages/b/node_modules/glob/package.json': manifest('glob', '11.0.0'),
    };
    const folder = await temporaryFolder(tree);
    assert.equal(await converted(folder, 'packages/a/index.ts', globCall), before8);
    assert.equal(await converted(folder, 'packages/b/index.ts', globCall), since9);
  });
});
