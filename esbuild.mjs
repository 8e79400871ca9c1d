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
 *   l10n.js        the language that users are spoken to in: one for all of the above that run in the same thread
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

/** Leaves what says texts to one bundle that all others load: it knows the user's language, which is settled once. */
const sharedLanguage = {
  name: 'shared-language',
  setup({ onResolve }) {
    onResolve({ filter: /\/l10n\/translate\.ts$/ }, ({ kind }) =>
      kind === 'import-statement' ? { path: './l10n.js', external: true } : undefined,
    );
  },
};

/** A hash of some folders of the sources. */
async function hashOf(...folders) {
  const hash = createHash('sha1');
  for (const folder of folders) {
    const names = await readdir(path.join(root, 'src', folder), { recursive: true });
    for (const name of names.sort().filter((file) => file.endsWith('.ts'))) {
      hash.update(await readFile(path.join(root, 'src', folder, name)));
    }
  }
  return hash.digest('hex');
}

/*
 * What is kept from earlier runs and is of another version is ignored: facts by all that decides what they say, answers
 * by all there is.
 */
const factsVersion = await hashOf('facts', 'languages');
const answersVersion = await hashOf('.');

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
    l10n: 'src/l10n/translate.ts',
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
    'process.env.UNBLOCK_FACTS_VERSION': JSON.stringify(`facts ${factsVersion}`),
    'process.env.UNBLOCK_ANSWERS_VERSION': JSON.stringify(`answers ${answersVersion}`),
    'process.env.UNBLOCK_PROOF_WORKER': JSON.stringify('proof-worker.js'),
    'process.env.UNBLOCK_FACTS_WORKER': JSON.stringify('facts-worker.js'),
  },
  minify: production,
  sourcemap: !production,
  logLevel: 'info',
  plugins: [separateBundles, sharedLanguage],
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
