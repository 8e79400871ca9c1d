import assert from 'node:assert/strict';
import { builtinCatalog, catalog } from '../../src/catalog/index.ts';
import {
  declaredModules,
  exportsOf,
  givesPromise,
  isClass,
  isFunction,
  membersOfInstance,
  membersOfValue,
  resolve,
} from './declarations.ts';

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
    for (const [name, exported] of exportsOf(symbol)) {
      const id = `${module}.${name}`;
      const whole = name.endsWith('Sync');
      if (whole && (isFunction(exported) || isClass(exported))) found.add(id);
      for (const member of membersOfInstance(exported)) {
        if (isFunction(member) && (whole || member.name.endsWith('Sync'))) found.add(`${id}#${member.name}`);
      }
      for (const member of membersOfValue(exported)) {
        if (isFunction(exported) && whole && declaredAsMember(member.name)) found.add(`${id}.${member.name}`);
        if (isFunction(member) && member.name.endsWith('Sync')) found.add(`${id}.${member.name}`);
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
    builtinCatalog.flatMap(({ module, blocking }) => blocking.map((api) => catalog.apiId(module, api))),
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
    const missing = builtinCatalog
      .filter(({ module }) => module !== 'language')
      .flatMap(({ module, blocking }) =>
        blocking.filter(({ member }) => !resolve(module, member)).map((api) => catalog.apiId(module, api)),
      );
    assert.deepEqual(missing, []);
  });

  it('calls a promise what is one', () => {
    const wrong = builtinCatalog.flatMap(({ module, promises = [] }) =>
      promises
        .filter((member) => !member.endsWith('*') && !browserOnly.has(member) && member !== 'Promise')
        .filter((member) => {
          const symbol = resolve(module, member);
          return !symbol || givesPromise(symbol) === 'never';
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
      const missing = [...exportsOf(symbol)]
        .filter(([, exported]) => isFunction(exported) && givesPromise(exported) === 'always')
        .map(([name]) => name)
        .filter((name) => !catalog.isPromise(`node:${module}`, name));
      assert.deepEqual(missing, [], module);
    }
  });
});

/** Global functions that the declarations of Node do not have. */
const browserOnly: ReadonlySet<string> = new Set(['createImageBitmap']);
