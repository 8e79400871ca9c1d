import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import type { Suite } from './suites.ts';

const shared = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
  loader: { '.wasm': 'binary' },
  logLevel: 'warning',
} satisfies BuildOptions;

/**
 * Writes the extension that carries a suite: VS Code runs tests only from inside of an extension, and this one is
 * kept apart from the extension under test, which is installed as users install it.
 */
export async function bundleDriver(suite: Suite, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const manifest = {
    name: 'unblock-e2e-driver',
    publisher: 'unblock-tests',
    version: '0.0.0',
    engines: { vscode: '*' },
  };
  const imports = suite.tests.map((file) => `import ${JSON.stringify(file)};`).join('\n');
  await Promise.all([
    writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest)),
    build({
      ...shared,
      entryPoints: [path.join(import.meta.dirname, 'driver', 'index.ts')],
      outfile: path.join(folder, 'index.js'),
    }),
    build({
      ...shared,
      stdin: { contents: imports, resolveDir: import.meta.dirname, sourcefile: `${suite.name}-suite.ts` },
      outfile: path.join(folder, 'suite.js'),
    }),
  ]);
}
