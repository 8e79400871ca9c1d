import assert from 'node:assert/strict';
import path from 'node:path';
import { createDirectories } from '../../src/workspace/resolve/directories.ts';
import { createResolver } from '../../src/workspace/resolve/resolver.ts';
import { packagesOf, projectFiles } from '../../src/workspace/project/read-project.ts';
import { removeTemporaryFolders, temporaryFolder, type Entry } from './temporary-folder.ts';

type Tree = Readonly<Record<string, Entry>>;

/** What specifiers stand for in a file of a tree; `-` for what is not of the project. */
async function resolved(tree: Tree, from: string, specifiers: readonly string[]): Promise<string[]> {
  const folder = await temporaryFolder({ [from]: '', ...tree });
  const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
  const excludes = { exclude: [], defaultExcludes: true, base: folder.path };
  const files = await projectFiles(folder.path, extensions, excludes);
  const disk = createDirectories();
  const resolver = createResolver({ disk, packages: await packagesOf(disk, files) });
  const found = await Promise.all(specifiers.map((name) => resolver.resolve(folder.at(from), name)));
  return found.map((file) =>
    file === undefined ? '-' : path.relative(folder.path, file).replaceAll(path.sep, '/'),
  );
}

function manifest(fields: object): string {
  return JSON.stringify({ name: 'own', ...fields });
}

describe('module resolution', () => {
  afterEach(removeTemporaryFolders);

  it('adds extensions, reads them back to the sources, and opens folders', async () => {
    const tree = {
      'src/plain.ts': '',
      'src/view.tsx': '',
      'src/strict.mts': '',
      'src/old.cts': '',
      'src/both.js': '',
      'src/both.ts': '',
      'src/data.json': '{}',
      'src/typed.js': '',
      'src/typed.d.ts': '',
      'src/dotted.test-data.ts': '',
      'src/folder/index.ts': '',
      'src/main/package.json': '{"main": "./start"}',
      'src/main/start.js': '',
      'src/named.ts': '',
      'src/named/index.ts': '',
    };
    const table = {
      './plain': 'src/plain.ts',
      './plain.js': 'src/plain.ts',
      './plain.ts': 'src/plain.ts',
      './view.js': 'src/view.tsx',
      './view.jsx': 'src/view.tsx',
      './strict.mjs': 'src/strict.mts',
      './old.cjs': 'src/old.cts',
      './both.js': 'src/both.ts',
      './both': 'src/both.ts',
      './typed': 'src/typed.js',
      './dotted.test-data': 'src/dotted.test-data.ts',
      './folder': 'src/folder/index.ts',
      './folder/': 'src/folder/index.ts',
      './folder/index.js': 'src/folder/index.ts',
      './main': 'src/main/start.js',
      './named': 'src/named.ts',
      '.': '-',
      '..': '-',
      './data.json': '-',
      './nothing': '-',
    };
    assert.deepEqual(await resolved(tree, 'src/a.ts', Object.keys(table)), Object.values(table));
  });

  it('knows the path mappings of tsconfig.json, inherited ones too', async () => {
    const tree = {
      'tsconfig.json': '{ // comments\n "extends": ["./config/base.json", "shared/paths.json"], }',
      'config/base.json': '{"compilerOptions": {"baseUrl": "../src", "paths": {"lost/*": ["./*"]}}}',
      'node_modules/shared/paths.json':
        '{"compilerOptions": {"paths": {"@/*": ["${configDir}/src/*"], "@/deep/*": ["${configDir}/deep/*"], "exact": ["${configDir}/src/one.ts", "${configDir}/src/two.ts"]}}}',
      'src/two.ts': '',
      'src/lib-like/index.ts': '',
      'deep/x.ts': '',
      'src/deep/x.ts': '',
    };
    const table = {
      '@/two': 'src/two.ts',
      '@/lib-like': 'src/lib-like/index.ts',
      '@/deep/x.js': 'deep/x.ts',
      exact: 'src/two.ts',
      two: 'src/two.ts',
      'lost/two': '-',
      'node:fs': '-',
      fs: '-',
      react: '-',
    };
    assert.deepEqual(await resolved(tree, 'src/a.ts', Object.keys(table)), Object.values(table));
  });

  it('asks the projects that a solution refers to, and jsconfig.json', async () => {
    const solution = {
      'tsconfig.json': '{"files": [], "references": [{"path": "./tsconfig.app.json"}]}',
      'tsconfig.app.json': '{"compilerOptions": {"paths": {"~/*": ["./src/*"]}}}',
      'src/x.ts': '',
    };
    assert.deepEqual(await resolved(solution, 'src/a.ts', ['~/x']), ['src/x.ts']);
    const plain = { 'jsconfig.json': '{"compilerOptions": {"baseUrl": "."}}', 'src/x.js': '' };
    assert.deepEqual(await resolved(plain, 'src/a.js', ['src/x']), ['src/x.js']);
  });

  it('survives configurations that are broken or extend themselves', async () => {
    const tree = {
      'tsconfig.json': '{"extends": "./tsconfig.json", "compilerOptions": {"paths": {"@/*": "src"}}',
      'package.json': '{"name": ',
      'src/x.ts': '',
    };
    assert.deepEqual(await resolved(tree, 'src/a.ts', ['./x', '@/x', '#x', 'own']), [
      'src/x.ts',
      '-',
      '-',
      '-',
    ]);
  });

  it('knows imports, exports and the name of the package itself', async () => {
    const tree = {
      'package.json': manifest({
        imports: {
          '#config': './src/config.js',
          '#internal/*': { types: './types/*.d.ts', default: './src/internal/*.js' },
          '#outside': 'other',
          '#built/*.js': './dist/built/*.js',
        },
        exports: {
          '.': { import: './dist/index.mjs', require: './dist/index.cjs' },
          './feature': './dist/feature.js',
          './parts/*': ['./missing/*.js', './dist/parts/*.js'],
          './secret': null,
        },
      }),
      'src/config.ts': '',
      'src/internal/deep/x.ts': '',
      'src/built/b.ts': '',
      'src/index.mts': '',
      'dist/index.mjs': '',
      'dist/feature.js': '',
      'src/feature.ts': '',
      'src/parts/p.ts': '',
    };
    const table = {
      '#config': 'src/config.ts',
      '#internal/deep/x': 'src/internal/deep/x.ts',
      '#outside': '-',
      '#built/b.js': 'src/built/b.ts',
      '#unknown': '-',
      own: 'src/index.mts',
      'own/feature': 'src/feature.ts',
      'own/parts/p': 'src/parts/p.ts',
    };
    assert.deepEqual(await resolved(tree, 'src/a.ts', Object.keys(table)), Object.values(table));
  });

  it('resolves the packages of a workspace to their sources', async () => {
    const tree = {
      'package.json': '{"private": true, "workspaces": ["packages/*"]}',
      'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
      'packages/core/package.json': '{"name": "@scope/core", "main": "./dist/index.js"}',
      'packages/core/src/index.ts': '',
      'packages/core/src/sub/part.ts': '',
      'packages/core/dist/index.js': '',
      'packages/tools/package.json': '{"name": "tools", "exports": "./lib/main.js"}',
      'packages/tools/src/main.ts': '',
      'packages/plain/package.json': '{"name": "plain"}',
      'packages/plain/index.js': '',
      'packages/app/package.json': '{"name": "app"}',
      'node_modules/@scope/core': { linkTo: '../../packages/core' },
      'node_modules/foreign/package.json': '{"name": "foreign", "main": "index.js"}',
      'node_modules/foreign/index.js': '',
    };
    const table = {
      '@scope/core': 'packages/core/src/index.ts',
      '@scope/core/dist/sub/part.js': 'packages/core/src/sub/part.ts',
      '@scope/core/src/sub/part': 'packages/core/src/sub/part.ts',
      tools: 'packages/tools/src/main.ts',
      plain: 'packages/plain/index.js',
      foreign: '-',
      '@scope/other': '-',
    };
    assert.deepEqual(await resolved(tree, 'packages/app/src/a.ts', Object.keys(table)), Object.values(table));
  });

  it('prefers sources to the output that was built from them, except among the output', async () => {
    const tree = {
      'package.json': manifest({}),
      'src/cli.ts': '',
      'src/lib/deep.ts': '',
      'dist/cli.js': '',
      'dist/other.js': '',
      'dist/lib/deep.js': '',
      'dist/only.js': '',
    };
    assert.deepEqual(
      await resolved(tree, 'bin/run.js', [
        '../dist/cli.js',
        '../dist/lib/deep',
        '../dist/only.js',
        '../dist/no.js',
      ]),
      ['src/cli.ts', 'src/lib/deep.ts', 'dist/only.js', '-'],
    );
    assert.deepEqual(await resolved(tree, 'dist/other.js', ['./cli.js', '../src/cli']), [
      'dist/cli.js',
      'src/cli.ts',
    ]);
  });

  it('calls files by their true names', async () => {
    const tree = {
      'shared/x.ts': '',
      'src/shared': { linkTo: '../shared' },
      'src/y.ts': { linkTo: '../shared/x.ts' },
      'src/gone.ts': { linkTo: '../nothing.ts' },
    };
    assert.deepEqual(await resolved(tree, 'src/a.ts', ['./shared/x', './y', './gone']), [
      'shared/x.ts',
      'shared/x.ts',
      'src/gone.ts',
    ]);
  });
});
