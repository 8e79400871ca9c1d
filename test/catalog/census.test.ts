import assert from 'node:assert/strict';
import ts from 'typescript';
import { catalog } from '../../src/catalog/index.ts';
import { core, coreCatalog, declaredModules } from './core.ts';

/** Names that end in `Sync`, or belong to a class that does, and do not block; and why not. */
const harmless: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^node:dgram\.Socket#(bind|connect)Sync$/, 'a local system call that waits for nothing'],
  [/^node:diagnostics_channel\..*traceSync$/, 'runs the function it is given: a consumer of callbacks'],
  [/^node:stream\/iter\./, 'works on data that is in memory already'],
  [/^node:zlib\/iter\./, 'makes a transform; the work is done where its output is pulled'],
  [/^node:vfs\./, 'a file system in memory'],
  [
    /^node:zlib\.ZipFile#(get|entries|values|forEach)Sync$/,
    'reads nothing yet; contentSync of the entry does',
  ],
  [/^node:sqlite\.(DatabaseSync|StatementSync)#set\w+$/, 'sets an option'],
  [/^node:sqlite\.DatabaseSync#(aggregate|function)$/, 'registers a function'],
  [/^node:sqlite\.DatabaseSync#enable\w+$/, 'sets an option'],
  [
    /^node:sqlite\.DatabaseSync#(location|createTagStore|createSession)$/,
    'reads or makes an object in memory',
  ],
  [/^node:sqlite\.StatementSync$/, 'has no constructor of its own'],
  [/^node:sqlite\.StatementSync#columns$/, 'reads what the prepared statement holds'],
  [/^node:sqlite\..*#__@dispose/, 'disposal has to be synchronous'],
];

/** All functions, methods and classes that the declarations call synchronous, by their names in findings. */
function synchronous(): readonly string[] {
  const found = new Set<string>();
  for (const [module, symbol] of declaredModules()) {
    for (const [name, exported] of core.exportsOf(symbol).names) {
      const id = `${module}.${name}`;
      const whole = name.endsWith('Sync');
      if (whole && (core.isFunction(exported) || (exported.flags & ts.SymbolFlags.Class) !== 0))
        found.add(id);
      for (const member of core.membersOfInstance(exported)) {
        if (core.isFunction(member) && (whole || member.name.endsWith('Sync')))
          found.add(`${id}#${member.name}`);
      }
      for (const member of core.membersOfValue(exported)) {
        if (core.isFunction(exported) && whole && declaredAsMember(member.name))
          found.add(`${id}.${member.name}`);
        if (core.isFunction(member) && member.name.endsWith('Sync')) found.add(`${id}.${member.name}`);
      }
    }
  }
  // A default export repeats the module.
  return [...found].filter((id) => !id.includes('.default.')).sort();
}

/** Every function has these. */
function declaredAsMember(name: string): boolean {
  return !(name in Function.prototype) && name !== 'prototype' && !name.startsWith('__');
}

describe('the catalogue against the declarations of Node', () => {
  const known = new Set(
    coreCatalog.flatMap(({ module, blocking }) => blocking.map((api) => catalog.apiId(module, api))),
  );

  it('covers every *Sync of Node core', () => {
    const ids = synchronous();
    assert.ok(ids.includes('node:fs.readFileSync') && ids.includes('node:sqlite.StatementSync#all'));
    assert.ok(ids.includes('node:fs.realpathSync.native') && ids.includes('node:fs.Dir#readSync'));
    const missing = ids.filter((id) => !known.has(id) && !harmless.some(([pattern]) => pattern.test(id)));
    assert.deepEqual(missing, []);
  });

  it('allows nothing as harmless that it lists, or that does not exist', () => {
    const ids = synchronous();
    for (const [pattern, reason] of harmless) {
      assert.deepEqual(
        [...known].filter((id) => pattern.test(id)),
        [],
        reason,
      );
    }
    const idle = harmless.filter(([pattern]) => !ids.some((id) => pattern.test(id)));
    assert.deepEqual(idle, []);
  });

  it('names only members that exist', () => {
    const missing = coreCatalog
      .filter(({ module }) => module !== 'language')
      .flatMap(({ module, blocking }) =>
        blocking
          .filter(({ member }) => !core.resolve(module, member))
          .map((api) => catalog.apiId(module, api)),
      );
    assert.deepEqual(missing, []);
  });

  it('calls a promise what is one', () => {
    const wrong = coreCatalog.flatMap(({ module, promises = [] }) =>
      promises
        .filter((member) => !member.endsWith('*') && !browserOnly.has(member) && member !== 'Promise')
        .filter((member) => {
          const symbol = core.resolve(module, member);
          return !symbol || core.givesPromise(symbol) === 'never';
        })
        .map((member) => `${module}.${member}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('misses no promise of the modules that are made of them', () => {
    for (const module of [
      'fs/promises',
      'timers/promises',
      'stream/promises',
      'stream/consumers',
      'dns/promises',
    ]) {
      const symbol = declaredModules().get(`node:${module}`);
      assert.ok(symbol);
      const missing = [...core.exportsOf(symbol).names]
        .filter(
          ([, exported]) => core.isFunction(exported) && core.givesPromise(core.found(exported)) === 'always',
        )
        .map(([name]) => name)
        .filter((name) => !catalog.isPromise(`node:${module}`, name));
      assert.deepEqual(missing, [], module);
    }
  });
});

/** Global functions that the declarations of Node do not have. */
const browserOnly: ReadonlySet<string> = new Set(['createImageBitmap']);
