import { createHash } from 'node:crypto';
import { chmod, copyFile, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { build, context } from 'esbuild';

/*
 * Writes the bundles that users get into dist/:
 *
 *   client.js      the extension, which runs in the editor's extension host
 *   language-client.js  the part of it that talks to the server; loaded after the extension was activated
 *   server.js      the language server
 *   cli.js         the command line
 *   proof-worker.js  the worker thread in which both prove edits
 *   facts-worker.js  the worker thread in which the server parses
 *   <language>.js  one for each folder of src/languages: the parser and all that needs it. Server and command line load
 *                  it when they meet the first file of that language, so they start without it.
 *
 * Beside them lie the declarations of JavaScript and of browsers (lib.*.d.ts), which the type checker looks for there.
 *
 * Options: --production for smaller files without source maps, --watch to write them again at every change.
 */

const production = process.argv.includes('--production');
const root = import.meta.dirname;
const languages = (await readdir(path.join(root, 'src', 'languages'), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/**
 * Leaves what the language registry loads with `import('./<language>/…')` to that language's own bundle, and likewise what
 * the client loads when it has been activated.
 */
const separateBundles = {
  name: 'separate-bundles',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/language-client\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './language-client.js', external: true } : undefined,
    );
    onResolve({ filter: /^\.\/[\w-]+\/language\.ts$/ }, ({ kind, path: file }) =>
      kind === 'dynamic-import' ? { path: `./${file.split('/')[1]}.js`, external: true } : undefined,
    );
  },
};

/** A hash of all that decides what facts say: facts of another version, kept from earlier runs, are ignored. */
const factsVersion = createHash('sha1');
for (const folder of ['facts', 'languages']) {
  const names = await readdir(path.join(root, 'src', folder), { recursive: true });
  for (const name of names.sort().filter((file) => file.endsWith('.ts'))) {
    factsVersion.update(await readFile(path.join(root, 'src', folder, name)));
  }
}

/** @type {import('esbuild').BuildOptions} */
const options = {
  absWorkingDir: root,
  entryPoints: {
    client: 'src/client/extension.ts',
    'language-client': 'src/client/language-client.ts',
    server: 'src/server/main.ts',
    cli: 'src/cli/main.ts',
    'proof-worker': 'src/proof/worker.ts',
    'facts-worker': 'src/parsing/worker.ts',
    ...Object.fromEntries(languages.map((name) => [name, `src/languages/${name}/language.ts`])),
  },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // `import()` becomes `require()`, which the compile cache of Node serves.
  supported: { 'dynamic-import': false },
  // The CommonJS form of jsonc-parser loads its parts in a way that cannot be bundled.
  mainFields: ['module', 'main'],
  external: ['vscode'],
  define: {
    'process.env.UNBLOCK_FACTS_VERSION': JSON.stringify(`facts ${factsVersion.digest('hex')}`),
    'process.env.UNBLOCK_PROOF_WORKER': JSON.stringify('proof-worker.js'),
    'process.env.UNBLOCK_FACTS_WORKER': JSON.stringify('facts-worker.js'),
  },
  minify: production,
  sourcemap: !production,
  logLevel: 'info',
  plugins: [separateBundles],
};

async function copyDeclarations() {
  const compiler = path.join(root, 'node_modules', 'typescript', 'lib');
  const names = (await readdir(compiler)).filter((name) => /^lib\.(.+\.)?d\.ts$/.test(name));
  await Promise.all(names.map((name) => copyFile(path.join(compiler, name), path.join(root, 'dist', name))));
}

if (process.argv.includes('--watch')) {
  await (await context(options)).watch();
} else {
  await rm(path.join(root, 'dist'), { recursive: true, force: true });
  await build(options);
  await copyDeclarations();
  await chmod(path.join(root, 'dist', 'cli.js'), 0o755);
}
