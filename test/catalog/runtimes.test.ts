import assert from 'node:assert/strict';
import { catalog } from '../../src/catalog/index.ts';
import { browser } from '../../src/catalog/runtimes/browser.ts';
import { bun } from '../../src/catalog/runtimes/bun.ts';
import { deno } from '../../src/catalog/runtimes/deno.ts';
import type { BlockingApi } from '../../src/catalog/schema.ts';
import type { Declarations } from './declarations.ts';
import { installedPackages } from './packages/install.ts';
import { exampleFile, runtimeDeclarations, runtimes, type Runtime } from './runtime-declarations.ts';
import { synchronousIn } from './synchronous.ts';

/** Names that end in `Sync`, or belong to an object that does, without a record; and why. */
const harmless: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^CSSStyleSheet#replaceSync$/, 'parses a text that is in memory'],
  [/^WebGL2RenderingContext(?:Base)?#\w+Sync$/, 'works on sync objects, which are what it is called after'],
  [/^ImportMeta#resolveSync$/, 'no member of a global object or a module'],
];

describe('the catalogue against the declarations of other runtimes', () => {
  const programs = new Map<Runtime, Declarations>();
  let folder = '';

  before(async function () {
    this.timeout(300_000);
    folder = await installedPackages();
    for (const runtime of runtimes) programs.set(runtime, runtimeDeclarations(folder, runtime));
  });

  function problems(runtime: Runtime, module: string, api: BlockingApi, index: number): readonly string[] {
    const declarations = programs.get(runtime);
    if (declarations === undefined) return [`${runtime.name}: no declarations`];
    const missing = declarations.resolve(module, api.member) === undefined ? ['has no such member'] : [];
    const errors = (['bad', 'good'] as const).flatMap((kind) =>
      declarations
        .errors(exampleFile(folder, runtime, module, index, kind))
        .map((error) => `${kind}: ${error}`),
    );
    return [...missing, ...errors].map((text) => `${catalog.apiId(module, api)} in ${runtime.name}: ${text}`);
  }

  it('covers every *Sync of browsers, workers, Deno and Bun', () => {
    const found = new Set(
      [...programs].flatMap(([{ name }, declarations]) => synchronousIn(declarations, name)),
    );
    for (const one of ['Deno.readFileSync', 'Deno.FsFile#readSync', 'Bun.spawnSync', 'bun.spawnSync'])
      assert.ok(found.has(one), one);
    assert.ok(found.has('FileReaderSync#readAsText') && found.has('FileSystemSyncAccessHandle#read'));
    const missing = [...found].filter(
      (id) => catalog.byId(id).length === 0 && !harmless.some(([pattern]) => pattern.test(id)),
    );
    assert.deepEqual(missing.sort(), []);
    const idle = harmless.filter(
      ([pattern]) => ![...found].some((id) => pattern.test(id) && catalog.byId(id).length === 0),
    );
    assert.deepEqual(idle, []);
  }).timeout(120_000);

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
