import assert from 'node:assert/strict';
import ts from 'typescript';
import { catalog } from '../../../src/catalog/index.ts';
import { asynchronousPackages } from './asynchronous.ts';
import { packageCatalogs, pinnedPackages, type Pinned, type PinnedPackages } from './pinned.ts';

/** Members that end in `Sync` without a record, and why. */
const excused: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/\.(?:\w*Options|BaseSyncOpts|FS|FSOption|FsImplementationSync)#/, 'functions that somebody hands in'],
  [/^(?:fs-extra|graceful-fs)\.Utf8Stream#flushSync$/, 'of node:fs, by way of what it gives'],
  [/^flat-cache\.FlatCache#hookSync$/, 'calls hooks that somebody hands in'],
  [/^zx\.(?:defaults|\$)\.spawnSync$/, 'a setting that holds what it calls'],
  [/^node-stream-zip\.prototype\.entryDataSync$/, 'a method of instances'],
  [/^simple-json-db\.prototype\.sync$/, 'a method of instances'],
  [/^simple-plist\.bplistParser\.parseFileSync$/, 'of bplist-parser, which it hands on'],
  [/^libsql\.prototype\.sync$/, 'has no declared method of that name'],
];

const isSync = /Sync$|^sync$/;

describe('the catalogue against what packages call synchronous', () => {
  let pinned: PinnedPackages;

  before(async function () {
    this.timeout(300_000);
    pinned = await pinnedPackages();
  });

  function synchronousMembers(module: string, version: Pinned): readonly string[] {
    const { declarations } = pinned;
    const exports = pinned.exportsIn(module, version);
    if (exports === undefined) return [];
    const members = new Map(exports.names);
    for (const member of exports.whole === undefined ? [] : declarations.membersOfValue(exports.whole))
      if (!members.has(member.name)) members.set(member.name, member);
    return [...members].flatMap(([name, symbol]) => {
      const attached = declarations
        .membersOfValue(symbol)
        .filter((member) => !(member.name in Function.prototype) && catalog.gives(module, name) === undefined)
        .map((member) => [`${name}.${member.name}`, member] as const);
      const isType = (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) !== 0;
      // A method that is only called `sync` may do anything.
      const methods = (isType ? declarations.membersOfInstance(symbol) : [])
        .filter((member) => member.name !== 'sync')
        .map((member) => [`${name}#${member.name}`, member] as const);
      return [[name, symbol] as const, ...(name === 'default' ? [] : [...attached, ...methods])]
        .filter(([, member]) => isSync.test(member.name) && declarations.isFunction(member))
        .map(([path]) => path);
    });
  }

  it('has no record of packages in which nothing is synchronous', () => {
    for (const module of Object.values(asynchronousPackages).flat()) {
      assert.equal(catalog.modules().has(module), false, module);
      const [version] = pinned.versionsOf(module);
      assert.ok(version, module);
      const exports = pinned.exportsIn(module, version);
      assert.ok(exports !== undefined && (exports.names.size > 0 || exports.whole !== undefined), module);
      assert.deepEqual(synchronousMembers(module, version), [], module);
    }
  }).timeout(120_000);

  it('has a record, or knows that there is no harm, for all that ends in Sync', () => {
    const found = [...new Set(packageCatalogs.map(({ module }) => module))].flatMap((module) =>
      pinned.versionsOf(module).flatMap((version) =>
        synchronousMembers(module, version)
          .filter((member) => catalog.blocking(module, member, version.version).length === 0)
          .filter((member) => !catalog.isHarmless(module, member) && !catalog.pretends(module, member))
          .map((member) => `${module}.${member}`),
      ),
    );
    const missing = found.filter((id) => !excused.some(([pattern]) => pattern.test(id)));
    assert.deepEqual(missing, []);
    assert.deepEqual(
      excused.filter(([pattern]) => !found.some((id) => pattern.test(id))),
      [],
    );
  }).timeout(120_000);
});
