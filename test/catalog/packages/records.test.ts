import assert from 'node:assert/strict';
import { catalog } from '../../../src/catalog/index.ts';
import type { BlockingApi } from '../../../src/catalog/schema.ts';
import { placeholders } from '../placeholders.ts';
import { packageCatalogs, pinnedPackages, type PinnedPackages, type Trial } from './pinned.ts';

describe('the catalogue against the declarations of packages', () => {
  let pinned: PinnedPackages;

  before(async function () {
    this.timeout(300_000);
    pinned = await pinnedPackages();
    assert.ok(pinned.declarations.program.getSourceFiles().length > 0);
  });

  /** What is wrong with a record in one version of its package. */
  function problems({ module, api, pinned: version, bad, good }: Trial): readonly string[] {
    const { declarations } = pinned;
    const name = pinned.moduleIn(module, version);
    const found: string[] = [];
    if (declarations.resolve(name, api.member) === undefined) found.push('has no such member');
    for (const [kind, file] of [
      ['bad', bad],
      ['good', good],
    ] as const) {
      for (const error of declarations.errors(file)) found.push(`${kind}: ${error}`);
    }
    return found.map((text) => `${catalog.apiId(module, api)} in ${version.alias}: ${text}`);
  }

  it('has pinned versions of every package', () => {
    const missing = packageCatalogs.filter(({ module }) => pinned.versionsOf(module).length === 0);
    assert.deepEqual(
      missing.map(({ module }) => module),
      [],
    );
  });

  it('names members that exist, and has examples that compile, in every version or in some that is meant', () => {
    const records = new Map<BlockingApi, Trial[]>();
    for (const trial of pinned.trials) records.set(trial.api, [...(records.get(trial.api) ?? []), trial]);
    const wrong = [...records].flatMap(([api, trials]) => {
      const found = trials.map(problems);
      const isSound = api.versions === undefined ? found.some(isEmpty) : found.every(isEmpty);
      return isSound ? [] : found.flat();
    });
    assert.deepEqual(wrong, []);
    const untried = packageCatalogs.flatMap(({ module, blocking }) =>
      blocking.filter((api) => !records.has(api)).map((api) => catalog.apiId(module, api)),
    );
    assert.deepEqual(untried, []);
  }).timeout(120_000);

  it('awaits and gives what exists', () => {
    const exists = (module: string, member: string): boolean =>
      !isPackage(module) ||
      pinned
        .versionsOf(module)
        .some((version) => pinned.declarations.resolve(pinned.moduleIn(module, version), member));
    for (const { module, blocking, gives = {} } of packageCatalogs) {
      for (const api of blocking) {
        for (const name of placeholders(api))
          assert.ok(exists(name.module, name.member), `${catalog.apiId(module, api)}: ${name.member}`);
      }
      for (const [member, given] of Object.entries(gives)) {
        const [target = '', path = ''] = given.includes('|') ? given.split('|') : [module, given];
        assert.ok(exists(target, path), `${module}.${member} gives ${given}`);
        if (!given.includes('|')) assert.ok(exists(module, member), `${module}.${member}`);
      }
    }
  });

  it('knows what takes functions, and what does no harm', () => {
    const missing = packageCatalogs.flatMap(({ module, callbacks = [], harmless = [] }) =>
      [...callbacks, ...harmless.map((member) => ({ member }))]
        // Of names by a wildcard at least the namespace exists.
        .map(({ member }) => (member.endsWith('*') ? member.replace(/[.#]?\w*\*$/, '') : member))
        .filter(
          (member) =>
            !pinned
              .versionsOf(module)
              .some((version) => pinned.declarations.resolve(pinned.moduleIn(module, version), member)),
        )
        .map((member) => `${module}.${member}`),
    );
    assert.deepEqual(missing, []);
  });

  it('calls a promise what is one', () => {
    const wrong = packageCatalogs.flatMap(({ module, promises = [] }) =>
      promises
        .filter((member) => !member.endsWith('*'))
        .filter(
          (member) =>
            !pinned.versionsOf(module).some((version) => {
              const found = pinned.declarations.resolve(pinned.moduleIn(module, version), member);
              return found !== undefined && pinned.declarations.givesPromise(found) !== 'never';
            }),
        )
        .map((member) => `${module}.${member}`),
    );
    assert.deepEqual(wrong, []);
  });
});

function isPackage(module: string): boolean {
  return packageCatalogs.some((part) => part.module === module);
}

function isEmpty(list: readonly unknown[]): boolean {
  return list.length === 0;
}
