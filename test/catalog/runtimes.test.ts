import assert from 'node:assert/strict';
import path from 'node:path';
import { catalog } from '../../src/catalog/index.ts';
import { browser } from '../../src/catalog/runtimes/browser.ts';
import { bun } from '../../src/catalog/runtimes/bun.ts';
import { deno } from '../../src/catalog/runtimes/deno.ts';
import type { BlockingApi, ModuleCatalog } from '../../src/catalog/schema.ts';
import { compilerOptions, Declarations, givenBy } from './declarations.ts';
import { installedPackages } from './packages/install.ts';

/** One set of declarations that a runtime's records may be of. */
interface Runtime {
  readonly name: string;
  readonly parts: readonly ModuleCatalog[];
  readonly types?: string;
  readonly libraries?: readonly string[];
}

const runtimes: readonly Runtime[] = [
  { name: 'browser', parts: [browser], libraries: ['dom', 'dom.asynciterable'] },
  { name: 'worker', parts: [browser], libraries: ['webworker', 'webworker.importscripts'] },
  { name: 'deno', parts: [deno], types: 'deno', libraries: ['dom'] },
  { name: 'bun', parts: bun, types: 'bun', libraries: ['dom'] },
];

describe('the catalogue against the declarations of other runtimes', () => {
  const programs = new Map<Runtime, Declarations>();
  let folder = '';

  before(async function () {
    this.timeout(300_000);
    folder = await installedPackages();
    for (const runtime of runtimes) programs.set(runtime, declarationsOf(runtime));
  });

  function declarationsOf({ name, parts, types, libraries }: Runtime): Declarations {
    const files = new Map(
      parts.flatMap(({ module, blocking }) =>
        blocking.flatMap((api, index) =>
          (['bad', 'good'] as const).map((kind) => [fileOf(name, module, index, kind), api.example[kind]]),
        ),
      ),
    );
    const [first = ''] = files.keys();
    const made: Declarations = new Declarations({
      files,
      options: {
        ...compilerOptions(path.join(folder, 'node_modules/@types'), types === undefined ? [] : [types]),
        ...(libraries && { lib: ['esnext', ...libraries].map((library) => `lib.${library}.d.ts`) }),
      },
      module(module) {
        if (module === 'globals') return made.globals(first);
        const symbol = made.checker.getAmbientModules().find((one) => one.name === `"${module}"`);
        return symbol && made.exportsOf(symbol);
      },
      gives: (module) => givenBy(parts, module),
    });
    return made;
  }

  function fileOf(name: string, module: string, index: number, kind: string): string {
    return path.join(folder, 'runtimes', name, `${module.replace(/\W/g, '_')}.${index}.${kind}.ts`);
  }

  function problems(runtime: Runtime, module: string, api: BlockingApi, index: number): readonly string[] {
    const declarations = programs.get(runtime);
    if (declarations === undefined) return [`${runtime.name}: no declarations`];
    const missing = declarations.resolve(module, api.member) === undefined ? ['has no such member'] : [];
    const errors = ['bad', 'good'].flatMap((kind) =>
      declarations.errors(fileOf(runtime.name, module, index, kind)).map((error) => `${kind}: ${error}`),
    );
    return [...missing, ...errors].map((text) => `${catalog.apiId(module, api)} in ${runtime.name}: ${text}`);
  }

  for (const part of [browser, deno, ...bun]) {
    it(`names members of ${part.blocking[0]?.member ?? ''} and others that exist`, () => {
      const own = runtimes.filter(({ parts }) => parts.includes(part));
      const wrong = part.blocking.flatMap((api, index) => {
        const found = own.map((runtime) => problems(runtime, part.module, api, index));
        return found.some((list) => list.length === 0) ? [] : found.flat();
      });
      assert.deepEqual(wrong, []);
    }).timeout(60_000);

    it(`calls a promise of ${part.blocking[0]?.member ?? ''} and others what is one`, () => {
      const own = runtimes.filter(({ parts }) => parts.includes(part));
      const wrong = (part.promises ?? []).filter(
        (member) =>
          !own.some((runtime) => {
            const declarations = programs.get(runtime);
            const found = declarations?.resolve(part.module, member);
            return found !== undefined && declarations?.givesPromise(found) !== 'never';
          }),
      );
      assert.deepEqual(wrong, []);
    });
  }
});
