import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { catalog } from '../../src/catalog/index.ts';
import { defaultSettings } from '../../src/engine/settings.ts';
import { applyEdits } from '../../src/fixes/edits.ts';
import { typescript } from '../../src/languages/typescript/language.ts';
import type { Language } from '../../src/languages/language.ts';
import { languageOf } from '../../src/languages/registry.ts';
import { createSession } from '../../src/workspace/create-session.ts';
import { createFactsReader } from '../../src/workspace/facts-reader.ts';
import { PackageKnowledge } from '../../src/workspace/project/installed-packages.ts';
import { declarationFile } from '../../src/workspace/resolve/declarations.ts';
import { createDirectories } from '../../src/workspace/resolve/directories.ts';
import type { Session } from '../../src/workspace/session.ts';
import { projectSession } from '../helpers/typescript-session.ts';
import {
  removeTemporaryFolders,
  temporaryFolder,
  type Entry,
  type TemporaryFolder,
} from './temporary-folder.ts';

type Tree = Readonly<Record<string, Entry>>;

const declarations =
  'export interface Data { size: number }\nexport function load(path: string): Promise<Data>;\nexport function loadSync(path: string): Data;\nexport declare class Store {\n  save(): Promise<void>;\n  saveSync(): void;\n}\n';

/** A package that no catalogue describes. */
function installed(name: string, text: string, fields: object = { types: 'index.d.ts' }): Tree {
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', ...fields }),
    [`node_modules/${name}/index.d.ts`]: text,
  };
}

/** What is found in a file, each with its certainty. */
async function found(session: Session, folder: TemporaryFolder, file: string): Promise<readonly string[]> {
  const report = await session.report(folder.at(file), defaultSettings);
  return (report?.findings ?? []).map(
    ({ certainty, severity, api, message }) => `${certainty} ${severity} ${api}: ${message}`,
  );
}

describe('calls into packages that no catalogue describes', () => {
  afterEach(removeTemporaryFolders);

  const calling =
    "import { loadSync } from 'unheard-of';\nexport async function run() {\n  return loadSync('a').size;\n}\n";

  it('are certain where the declarations have a twin, and converted to it', async () => {
    const folder = await temporaryFolder({ 'run.ts': calling, ...installed('unheard-of', declarations) });
    const session = projectSession(folder.path, false);
    const report = await session.report(folder.at('run.ts'), defaultSettings);
    const [finding] = report?.findings ?? [];
    assert.ok(finding);
    assert.equal(finding.certainty, 'certain');
    assert.equal(finding.severity, 'warning');
    assert.equal(
      finding.message,
      '`unheard-of.loadSync` blocks the event loop: it does all of its work before anything else can run. It runs in async `run`. Use `await load(…)` instead.',
    );
    const conversion = await session.convert(folder.at('run.ts'), finding);
    assert.ok('fix' in conversion);
    assert.ok(conversion.fix.safe);
    assert.equal(
      applyEdits(calling, conversion.fix.edits),
      "import { load } from 'unheard-of';\nexport async function run() {\n  return (await load('a')).size;\n}\n",
    );
    const fixed = await session.fixAll(folder.at('run.ts'), defaultSettings);
    assert.equal(fixed.fixed, 1);
    assert.deepEqual(fixed.remaining, []);
  });

  it('are possible by their names where it has none, and where it is not installed', async () => {
    const folder = await temporaryFolder({
      'run.ts': calling,
      ...installed('unheard-of', 'export function loadSync(path: string): { size: number };'),
    });
    const possible =
      /^possible information unheard-of\.loadSync: .* use the asynchronous function of the package, if there is one\.$/;
    assert.match((await found(projectSession(folder.path, false), folder, 'run.ts')).join('\n'), possible);
    await rm(folder.at('node_modules'), { recursive: true });
    assert.match((await found(projectSession(folder.path, false), folder, 'run.ts')).join('\n'), possible);
  });

  it('have no conversion where the twin only pretends to be one', async () => {
    const text =
      "import { graphqlSync } from 'graphql';\nexport async function run() {\n  return graphqlSync({});\n}\n";
    const folder = await temporaryFolder({
      'run.ts': text,
      ...installed(
        'graphql',
        'export function graphql(a: object): Promise<object>; export function graphqlSync(a: object): object;',
      ),
    });
    const [first = ''] = await found(projectSession(folder.path, false), folder, 'run.ts');
    assert.match(first, /^possible .* the form that gives a promise computes on the same thread\.$/);
  });

  const project = {
    'store.ts': "import { Store } from 'unheard-of';\nexport const store = new Store();\n",
    'helper.ts': "import { store } from './store';\nexport function keep() {\n  store.saveSync();\n}\n",
    'handler.ts':
      "import { store } from './store';\nimport { keep } from './helper';\nexport async function handle() {\n  keep();\n  store.saveSync();\n}\n",
    'again.ts': "export * from './helper';\n",
    'far.ts': "import { keep } from './again';\nexport const far = async () => keep();\n",
    ...installed('unheard-of', declarations),
  };

  it('are followed through the files of a project, whichever files are looked at first', async () => {
    const folder = await temporaryFolder(project);
    const all = async (everything: boolean): Promise<readonly string[]> => {
      const session = projectSession(folder.path, everything);
      const files = ['store.ts', 'helper.ts', 'handler.ts', 'again.ts', 'far.ts'];
      return (await Promise.all(files.map((file) => found(session, folder, file)))).flat();
    };
    const some = await all(false);
    assert.deepEqual(some, await all(true));
    assert.deepEqual(
      some.map((text) => text.replace(/:.*/, '')),
      Array<string>(3).fill('certain warning unheard-of.Store#saveSync'),
    );
  });

  it('need no parser once their declarations are in the cache', async () => {
    const folder = await temporaryFolder({ 'run.ts': calling, ...installed('unheard-of', declarations) });
    const cacheFolder = (await temporaryFolder()).path;
    const report = async (load: Language['load'] | undefined): Promise<readonly string[]> => {
      const loading = (file: string): Language | undefined => {
        const language = languageOf(file);
        return language && (load === undefined ? language : { ...language, load });
      };
      const session = createSession({
        languageOf: loading,
        extensions: ['.ts'],
        patient: true,
        reader: createFactsReader(loading, { folder: cacheFolder, version: 'v1' }),
      });
      session.setRoots([
        { folder: folder.path, excludes: { exclude: [], defaultExcludes: true, base: folder.path } },
      ]);
      return await found(session, folder, 'run.ts');
    };
    const first = await report(undefined);
    assert.match(first.join('\n'), /^certain warning/);
    assert.deepEqual(await report(() => Promise.reject(new Error('nothing is to be parsed'))), first);
  });

  it('are known by what is installed also after edits', async () => {
    const folder = await temporaryFolder({
      ...installed('unheard-of', declarations),
      'run.ts': 'export {};\n',
    });
    const session = projectSession(folder.path, false);
    assert.deepEqual(await found(session, folder, 'run.ts'), []);
    await writeFile(folder.at('run.ts'), calling);
    session.fileChanged(folder.at('run.ts'));
    assert.match((await found(session, folder, 'run.ts')).join('\n'), /^certain warning/);
    session.setText(folder.at('run.ts'), `\n${calling}`);
    assert.match((await found(session, folder, 'run.ts')).join('\n'), /^certain warning/);
  });
});

describe('calls into packages without declarations', () => {
  afterEach(removeTemporaryFolders);

  it('are certain where the code of the package has a twin, which is a suggestion', async () => {
    const text = "const tool = require('plain-tool');\nexports.run = async () => tool.loadSync('a');\n";
    const folder = await temporaryFolder({
      'run.js': text,
      'node_modules/plain-tool/package.json': JSON.stringify({ name: 'plain-tool', main: './lib' }),
      'node_modules/plain-tool/lib/index.js':
        "module.exports = { load: require('./load'), loadSync(file) {} };\n",
      'node_modules/plain-tool/lib/load.js': 'module.exports = async function load(file) {};\n',
    });
    const session = projectSession(folder.path, false);
    const report = await session.report(folder.at('run.js'), defaultSettings);
    const [finding] = report?.findings ?? [];
    assert.ok(finding);
    assert.equal(finding.certainty, 'certain');
    const conversion = await session.convert(folder.at('run.js'), finding);
    assert.ok('fix' in conversion);
    assert.equal(conversion.fix.safe, false);
    assert.match(conversion.fix.title, /the package does not declare what it gives/);
    assert.equal(applyEdits(text, conversion.fix.edits), text.replace('tool.loadSync', 'await tool.load'));
  });
});

describe('calls whose names say nothing, of packages that no catalogue describes', () => {
  afterEach(removeTemporaryFolders);

  const declared =
    'export declare class Client {\n  find(key: string): Data;\n  findAsync(key: string): Promise<Data>;\n  name(): string;\n}\nexport interface Data { size: number }\nexport function parse(text: string): Data;\nexport function parseAsync(text: string): Promise<Data>;\nexport function begin(): void;\nexport function beginAsync(): Promise<void>;\n';
  const entry = "export * from './client.js';\n";
  const unheardOf: Tree = {
    ...installed('unheard-of', entry),
    'node_modules/unheard-of/client.d.ts': declared,
  };
  const calling =
    "import { parse } from 'unheard-of';\nexport async function run(text: string) {\n  return parse(text).size;\n}\n";

  it('are certain where another function by the name and Async gives a promise of the same, and converted', async () => {
    const folder = await temporaryFolder({ 'run.ts': calling, ...unheardOf });
    const session = projectSession(folder.path, false);
    assert.deepEqual(await found(session, folder, 'run.ts'), [
      'certain warning unheard-of.parse: `unheard-of.parse` blocks the event loop: it does all of its work before anything else can run. It runs in async `run`. Use `await parseAsync(…)` instead.',
    ]);
    const { edits, fixed } = await session.fixAll(folder.at('run.ts'), defaultSettings);
    assert.equal(fixed, 1);
    assert.equal(
      applyEdits(calling, edits),
      "import { parseAsync } from 'unheard-of';\nexport async function run(text: string) {\n  return (await parseAsync(text)).size;\n}\n",
    );
  });

  it('are left alone where the declarations do not say that all is done', async () => {
    const folder = await temporaryFolder({
      'run.ts':
        "import { begin, Client } from 'unheard-of';\nexport async function run(client: Client) {\n  begin();\n  await client.findAsync('a');\n  return client.name();\n}\n",
      ...unheardOf,
    });
    assert.deepEqual(await found(projectSession(folder.path, false), folder, 'run.ts'), []);
  });

  it('are left alone where the package is described, and where its twins only pretend', async () => {
    const folder = await temporaryFolder({
      'run.ts':
        "import { parse } from 'zod';\nimport { stat } from 'graceful-fs';\nexport async function run() {\n  return [parse('a'), stat('a')];\n}\n",
      ...installed('zod', declared),
      ...installed(
        'graceful-fs',
        'export function stat(a: string): Data; export function statAsync(a: string): Promise<Data>;',
      ),
    });
    assert.deepEqual(await found(projectSession(folder.path, false), folder, 'run.ts'), []);
  });

  const project = {
    'client.ts': "import { Client } from 'unheard-of';\nexport const client = new Client();\n",
    'helper.ts':
      "import { client } from './client';\nexport function look() {\n  return client.find('a');\n}\n",
    'handler.ts':
      "import { client } from './client';\nimport { look } from './helper';\nexport async function handle() {\n  look();\n  return client.find('b');\n}\n",
    'again.ts': "export * from './helper';\n",
    'far.ts': "import { look } from './again';\nexport const far = async () => look();\n",
    ...unheardOf,
  };

  it('are followed through the files of a project, whichever files are looked at first', async () => {
    const folder = await temporaryFolder(project);
    const all = async (everything: boolean): Promise<readonly string[]> => {
      const session = projectSession(folder.path, everything);
      const files = Object.keys(project).filter((file) => !file.startsWith('node_modules'));
      return (await Promise.all(files.map((file) => found(session, folder, file)))).flat();
    };
    const some = await all(false);
    assert.deepEqual(some, await all(true));
    assert.deepEqual(
      some.map((text) => text.replace(/:.*/, '')),
      Array<string>(3).fill('certain warning unheard-of.Client#find'),
    );
  });

  it('are known also after edits', async () => {
    const folder = await temporaryFolder({ ...unheardOf, 'run.ts': 'export {};\n' });
    const session = projectSession(folder.path, false);
    assert.deepEqual(await found(session, folder, 'run.ts'), []);
    session.setText(folder.at('run.ts'), calling);
    assert.match((await found(session, folder, 'run.ts')).join('\n'), /^certain warning/);
  });

  it('are not converted inside the twin itself', async () => {
    const folder = await temporaryFolder({
      'own.ts':
        "import { Client } from 'unheard-of';\nexport class Own extends Client {\n  override async findAsync(key: string) {\n    return this.find(key);\n  }\n}\n",
      ...unheardOf,
    });
    const session = projectSession(folder.path, false);
    const report = await session.report(folder.at('own.ts'), defaultSettings);
    const [finding] = report?.findings ?? [];
    assert.ok(finding);
    const conversion = await session.convert(folder.at('own.ts'), finding);
    assert.ok('refusal' in conversion);
    assert.equal(
      conversion.refusal.reason,
      'the awaited form is the function around it, which would call itself',
    );
  });

  it('are searched for once in each version of a package, and not in those that are described', async () => {
    const folder = await temporaryFolder({
      ...unheardOf,
      ...installed('zod', declared),
      'node_modules/linked/package.json': JSON.stringify({ name: 'linked', types: 'index.d.ts' }),
      'node_modules/linked/index.d.ts': declared,
    });
    const searched: string[] = [];
    const knowledge = new PackageKnowledge(catalog, createDirectories(), {
      declarationsOf: () => Promise.resolve(undefined),
      namesOf({ path: entry, text }, search) {
        const name = entry.slice(folder.at('node_modules').length + 1).replaceAll('\\', '/');
        searched.push(`${name} ${text}`);
        return search();
      },
    });
    const modules = ['unheard-of', 'zod', 'linked', 'missing', 'node:fs', './part'];
    await knowledge.search([{ path: folder.at('a.ts'), modules }]);
    await knowledge.search([{ path: folder.at('b.ts'), modules }]);
    assert.deepEqual(searched, ['unheard-of/index.d.ts 1.0.0']);
    assert.deepEqual(
      [...knowledge.withAsync].map(([module, names]) => [module, [...names].sort()]),
      [
        ['unheard-of', ['begin', 'find', 'parse']],
        ['linked', ['begin', 'find', 'parse']],
      ],
    );
    assert.equal(knowledge.mentionsAsync('parse', 'unheard-of'), true);
    assert.equal(knowledge.mentionsAsync('name', 'unheard-of'), false);
    assert.equal(knowledge.mentionsAsync('parse', 'zod'), false);
    assert.equal(knowledge.mentionsAsync('parse'), true);
  });
});

describe('the declarations of packages', () => {
  afterEach(removeTemporaryFolders);

  it('are read for packages of which such a call is made, and once', async () => {
    const folder = await temporaryFolder({
      ...installed('unheard-of', "export * from './part';\nexport * as other from 'large';\n"),
      'node_modules/unheard-of/part.d.ts': declarations,
      ...installed('large', declarations),
    });
    const read: string[] = [];
    const knowledge = new PackageKnowledge(catalog, createDirectories(), {
      declarationsOf(source) {
        read.push(source.path.slice(folder.at('node_modules').length + 1));
        return Promise.resolve(typescript.declarations(source));
      },
      namesOf: (_, search) => search(),
    });
    const ask = (member: string): number =>
      knowledge.twins(folder.at('src/a.ts'), 'unheard-of', member).length;
    assert.equal(ask('loadSync'), 0);
    assert.equal(await knowledge.answer(), true);
    assert.equal(ask('loadSync'), 1);
    ask('nothingSync');
    assert.equal(await knowledge.answer(), false);
    assert.deepEqual(
      read.map((file) => file.replaceAll('\\', '/')),
      ['unheard-of/index.d.ts', 'unheard-of/part.d.ts'],
    );
  });

  const places: readonly (readonly [title: string, fields: object, file: string, specifier?: string])[] = [
    ['in `types`', { types: './lib/main.d.ts' }, 'lib/main.d.ts'],
    ['in `typings` without an extension', { typings: 'lib/main' }, 'lib/main.d.ts'],
    ['beside `main`', { main: './lib/main.js' }, 'lib/main.d.ts'],
    ['in the folder that `main` is', { main: 'lib' }, 'lib/index.d.ts'],
    ['in `index.d.ts`', {}, 'index.d.ts'],
    ['in `exports`', { exports: { types: './a.d.ts', default: './b.js' }, types: 'c.d.ts' }, 'a.d.ts'],
    ['beside what `exports` has', { exports: { '.': { import: './esm/a.mjs' } } }, 'esm/a.d.mts'],
    [
      'in `exports` of a subpath',
      { exports: { './*': { require: { types: './types/*.d.cts' } } } },
      'types/deep.d.cts',
      'unheard-of/deep',
    ],
    ['beside a subpath', {}, 'deep/part.d.ts', 'unheard-of/deep/part.js'],
    [
      'where `typesVersions` puts them',
      { types: 'a.d.ts', typesVersions: { '>=4': { '*': ['new/*'] }, '*': { '*': ['old/*'] } } },
      'new/a.d.ts',
    ],
  ];
  for (const [title, fields, file, specifier = 'unheard-of'] of places)
    it(`are found ${title}`, async () => {
      const folder = await temporaryFolder({
        'node_modules/unheard-of/package.json': JSON.stringify({ name: 'unheard-of', ...fields }),
        [`node_modules/unheard-of/${file}`]: '',
      });
      const at = await declarationFile(createDirectories(), folder.at('src'), specifier);
      assert.equal(at, folder.at(`node_modules/unheard-of/${file}`));
    });

  it('may be those of another package', async () => {
    const folder = await temporaryFolder({
      'node_modules/@own/thing/package.json': '{}',
      'node_modules/@types/own__thing/package.json': '{"types":"index.d.ts"}',
      'node_modules/@types/own__thing/index.d.ts': '',
    });
    const at = await declarationFile(createDirectories(), folder.at('src'), '@own/thing');
    assert.equal(at, folder.at('node_modules/@types/own__thing/index.d.ts'));
  });
});
