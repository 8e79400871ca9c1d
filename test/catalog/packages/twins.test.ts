import assert from 'node:assert/strict';
import path from 'node:path';
import { catalog } from '../../../src/catalog/index.ts';
import { analyze } from '../../../src/engine/analyze.ts';
import type { Finding } from '../../../src/engine/finding.ts';
import { defaultSettings } from '../../../src/engine/settings.ts';
import type { SourceText } from '../../../src/facts/source-text.ts';
import { applyEdits } from '../../../src/fixes/edits.ts';
import { scanImports } from '../../../src/languages/typescript/scan.ts';
import { typescript } from '../../../src/languages/typescript/language.ts';
import { PackageKnowledge } from '../../../src/workspace/project/installed-packages.ts';
import { createDirectories } from '../../../src/workspace/resolve/directories.ts';
import { compilerOptions, Declarations } from '../declarations.ts';
import { installedPackages } from './install.ts';

interface Sample {
  readonly module: string;
  readonly imports: string;
  /** What the function takes. */
  readonly parameters: string;
  readonly call: string;
  /** What becomes of the import and the call. */
  readonly after: readonly [imports: string, call: string];
}

function named(module: string, name: string, call: string, parameters = 'path: string'): Sample {
  const twin = name.replace('Sync', '');
  return {
    module,
    parameters,
    imports: `import { ${name} } from '${module}'`,
    call,
    after: [`import { ${twin} } from '${module}'`, `await ${call.replace(name, twin)}`],
  };
}

/** Packages that no catalogue describes, looked up by hand: these functions do the same in both forms. */
const samples: readonly Sample[] = [
  named('detect-libc', 'familySync', 'familySync()', ''),
  named('path-type', 'isFileSync', 'isFileSync(path)'),
  named('copy-file', 'copyFileSync', 'copyFileSync(path, `${path}.bak`)'),
  named('node-machine-id', 'machineIdSync', 'machineIdSync(true)', ''),
  named('package-up', 'packageUpSync', 'packageUpSync({ cwd: path })'),
  named('shell-env', 'shellEnvSync', 'shellEnvSync()', ''),
  named('to-vfile', 'readSync', "readSync(path, 'utf8')"),
  named('username', 'usernameSync', 'usernameSync()', ''),
  named('@swc/html', 'minifySync', 'minifySync(path)'),
  {
    module: 'expo-sqlite',
    parameters: 'path: string',
    imports: "import { openDatabaseSync } from 'expo-sqlite'",
    call: 'openDatabaseSync(path)',
    after: ["import { openDatabaseAsync } from 'expo-sqlite'", 'await openDatabaseAsync(path)'],
  },
  {
    module: 'ibm_db',
    parameters: 'database: Database, sql: string',
    imports: "import type { Database } from 'ibm_db'",
    call: 'database.prepareSync(sql)',
    after: ["import type { Database } from 'ibm_db'", 'await database.prepare(sql)'],
  },
  // Its name does not say so.
  {
    module: 'expo-secure-store',
    parameters: 'path: string',
    imports: "import { getItem } from 'expo-secure-store'",
    call: 'getItem(path)',
    after: ["import { getItemAsync } from 'expo-secure-store'", 'await getItemAsync(path)'],
  },
  {
    module: 'clipboardy',
    parameters: '',
    imports: "import clipboard from 'clipboardy'",
    call: 'clipboard.readSync()',
    after: ["import clipboard from 'clipboardy'", 'await clipboard.read()'],
  },
  {
    module: 'read-yaml-file',
    parameters: 'path: string',
    imports: "import { sync } from 'read-yaml-file'",
    call: 'sync<object>(path)',
    after: ["import { default as readYamlFile } from 'read-yaml-file'", 'await readYamlFile<object>(path)'],
  },
  {
    module: 'touch',
    parameters: 'path: string',
    imports: "import touch from 'touch'",
    call: 'touch.sync(path)',
    after: ["import touch from 'touch'", 'await touch(path)'],
  },
  {
    module: 'oxc-resolver',
    parameters: 'resolver: ResolverFactory, path: string',
    imports: "import type { ResolverFactory } from 'oxc-resolver'",
    call: 'resolver.resolveFileSync(path, "./main")',
    after: [
      "import type { ResolverFactory } from 'oxc-resolver'",
      'await resolver.resolveFileAsync(path, "./main")',
    ],
  },
  {
    module: '@napi-rs/canvas',
    parameters: '',
    imports: "import { createCanvas } from '@napi-rs/canvas'",
    call: "createCanvas(8, 8).encodeSync('png')",
    after: ["import { createCanvas } from '@napi-rs/canvas'", "await createCanvas(8, 8).encode('png')"],
  },
];

/** Calls of packages whose form with a promise computes on the same thread. */
const pretending: readonly (readonly [imports: string, call: string])[] = [
  ["import { graphqlSync } from 'graphql'", 'graphqlSync({} as never)'],
  ["import { compileSync } from '@mdx-js/mdx'", "compileSync('# a')"],
  ["import { unified } from 'unified'", "unified().processSync('a')"],
  ["import { remark } from 'remark'", "remark().processSync('a')"],
  ["import { rehype } from 'rehype'", "rehype().processSync('a')"],
  ["import { string } from 'yup'", "string().validateSync('a')"],
  ["import { hashSync } from 'bcrypt-ts'", "hashSync('a')"],
  ["import cbor from 'cbor'", "cbor.decodeFirstSync('a')"],
];

/** The same for functions whose names do not say that they are synchronous. */
const plainlyPretending: readonly (readonly [imports: string, call: string])[] = [
  ["import { z } from 'zod'", "z.string().parse('a')"],
  ["import * as v from 'valibot'", "v.parse(v.string(), 'a')"],
  ["import { Command } from 'commander'", 'new Command().parse([])'],
  ["import { Container } from 'inversify'", "new Container().get('a')"],
  ["import { sign } from '@noble/ed25519'", 'sign(new Uint8Array(), new Uint8Array())'],
  ["import { sign } from '@noble/secp256k1'", 'sign(new Uint8Array(), new Uint8Array())'],
  ["import { vi } from 'vitest'", 'vi.runAllTimers()'],
  ["import FakeTimers from '@sinonjs/fake-timers'", 'FakeTimers.install().tick(1)'],
  ["import EventEmitter2 from 'eventemitter2'", "new EventEmitter2().emit('a')"],
  ["import Ajv from 'ajv'", 'new Ajv().compile({})'],
  ["import Joi from 'joi'", "Joi.string().validate('a')"],
];

function program(imports: string, parameters: string, call: string): string {
  return `${imports};\n\nexport async function run(${parameters}) {\n  const result: unknown = ${call};\n  return result;\n}\n`;
}

describe('twins in the declarations of real packages', () => {
  let folder: string;
  let knowledge: PackageKnowledge;

  before(async function () {
    this.timeout(300_000);
    folder = await installedPackages();
    const declarationsOf = (source: SourceText) => Promise.resolve(typescript.declarations(source));
    const namesOf = (_: SourceText, search: () => Promise<readonly string[]>) => search();
    knowledge = new PackageKnowledge(catalog, createDirectories(), { declarationsOf, namesOf });
  });

  async function findingsOf(file: string, text: string): Promise<readonly Finding[]> {
    const files = new Map([[file, typescript.extract({ path: file, text })]]);
    const report = () =>
      analyze({ files, catalog, installed: knowledge, exhaustive: true, resolve: () => undefined }).report(
        file,
        defaultSettings,
      );
    await knowledge.search([{ path: file, modules: scanImports(text) }]);
    report();
    await knowledge.answer();
    return report().findings;
  }

  it('are found, and the conversions compile', async () => {
    const texts = new Map<string, string>();
    for (const [index, sample] of samples.entries()) {
      const { module, imports, parameters, call, after } = sample;
      assert.deepEqual(
        [...catalog.modules()].filter((one) => one === module),
        [],
      );
      const at = (name: string): string => path.join(folder, 'examples', `${name}.${index}.ts`);
      const file = at('twin');
      const text = program(imports, parameters, call);
      const [finding, ...more] = await findingsOf(file, text);
      assert.ok(finding, module);
      assert.deepEqual(more, []);
      assert.equal(finding.certainty, 'certain', module);
      const conversion = typescript.convert({ path: file, text }, finding);
      assert.ok('fix' in conversion, module);
      assert.ok(conversion.fix.safe, `${module}: ${conversion.fix.title}`);
      const fixed = applyEdits(text, conversion.fix.edits);
      assert.equal(fixed, program(after[0], parameters, after[1]));
      assert.deepEqual(await findingsOf(file, fixed), []);
      texts.set(file, text).set(at('fixed'), fixed);
    }
    const declarations = new Declarations({
      files: texts,
      options: compilerOptions(path.join(folder, 'node_modules/@types'), ['node']),
      module: () => undefined,
      gives: () => ({}),
    });
    const wrong = [...texts].flatMap(([file, text]) =>
      declarations.errors(file).map((error) => `${text}: ${error}`),
    );
    assert.deepEqual(wrong, []);
  }).timeout(120_000);

  it('are left alone where they only pretend', async () => {
    for (const [imports, call] of pretending) {
      const file = path.join(folder, 'examples', 'pretending.ts');
      const text = program(imports, '', call);
      const [finding, ...more] = await findingsOf(file, text);
      assert.ok(finding, call);
      assert.deepEqual(more, []);
      assert.equal(finding.certainty, 'possible');
      assert.match(finding.message, /computes on the same thread/);
      assert.ok('refusal' in typescript.convert({ path: file, text }, finding));
    }
    for (const [imports, call] of plainlyPretending) {
      const file = path.join(folder, 'examples', 'pretending.ts');
      assert.deepEqual(await findingsOf(file, program(imports, '', call)), [], call);
    }
  }).timeout(60_000);

  it('are suggestions where they are found in the code of a package that declares nothing', async () => {
    const file = path.join(folder, 'examples', 'undeclared.ts');
    const text = program("import branch from 'git-branch'", 'path: string', 'branch.sync(path)');
    const [finding, ...more] = await findingsOf(file, text);
    assert.ok(finding);
    assert.deepEqual(more, []);
    assert.equal(finding.certainty, 'certain');
    const conversion = typescript.convert({ path: file, text }, finding);
    assert.ok('fix' in conversion);
    assert.equal(conversion.fix.safe, false);
    assert.equal(
      applyEdits(text, conversion.fix.edits),
      program("import branch from 'git-branch'", 'path: string', 'await branch(path)'),
    );
  }).timeout(60_000);
});
