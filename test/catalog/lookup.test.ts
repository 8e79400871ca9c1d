import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import { catalog, canonicalModule } from '../../src/catalog/index.ts';
import { createCatalog } from '../../src/catalog/lookup.ts';
import type { BlockingApi } from '../../src/catalog/schema.ts';

const record = (member: string, more: Partial<BlockingApi> = {}): BlockingApi => ({
  member,
  category: 'file',
  cost: 'io',
  why: 'waits',
  replacement: { kind: 'advice', instead: 'wait' },
  example: { bad: '', good: '' },
  ...more,
});

describe('catalogue lookup', () => {
  const small = createCatalog([
    {
      module: 'store',
      language: 'javascript',
      blocking: [record('Store#get'), record('Store#get', { cost: 'brief' }), record('a.b.deepSync')],
      callbacks: [
        { member: '*', argument: 'last', timing: 'event' },
        { member: 'Store#each', argument: 0, timing: 'sync' },
      ],
      gives: { 'open()': 'Cache#', 'Cache#': 'Store#', 'Loop#': 'Loop#', 'Child#': 'base|Parent#' },
    },
    { module: 'store', language: 'javascript', blocking: [record('openSync', { terms: ['x', 'y'] })] },
    {
      module: 'base',
      language: 'javascript',
      blocking: [record('Parent#wait')],
      promises: ['Parent#soon*'],
    },
    { module: 'globals', language: 'javascript', blocking: [record('stop')] },
  ]);

  it('gives the records of a member in order, of all parts of a module', () => {
    assert.deepEqual(
      small.blocking('store', 'Store#get').map(({ cost }) => cost),
      ['io', 'brief'],
    );
    assert.equal(small.blocking('store', 'openSync').length, 1);
  });

  it('finds nothing under names that every object has', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      assert.deepEqual(small.blocking('store', name), []);
      assert.deepEqual(small.blocking(name, 'openSync'), []);
      assert.equal(small.gives('store', name), undefined);
      assert.equal(small.isPromise('store', name), false);
    }
  });

  it('looks methods up in base classes, across modules, and ends', () => {
    assert.equal(small.blocking('store', 'Cache#get').length, 2);
    assert.equal(small.blocking('store', 'Child#wait').length, 1);
    assert.ok(small.isPromise('store', 'Child#sooner'));
    assert.deepEqual(small.blocking('store', 'Loop#x'), []);
  });

  it('tries exact names before wildcards', () => {
    assert.deepEqual(
      small.callbacks('store', 'Store#each').map(({ timing }) => timing),
      ['sync', 'event'],
    );
    assert.deepEqual(
      small.callbacks('store', 'whatever').map(({ timing }) => timing),
      ['event'],
    );
    assert.deepEqual(small.callbacks('nowhere', 'whatever'), []);
  });

  it('names the module of what a member gives', () => {
    assert.equal(small.gives('store', 'open()'), 'store|Cache#');
    assert.equal(small.gives('store', 'Child#'), 'base|Parent#');
  });

  it('searches for last segments, or for what a record says', () => {
    assert.deepEqual(small.searchTerms(), ['deepSync', 'get', 'stop', 'wait', 'x', 'y']);
    assert.deepEqual(
      small.searchTerms((module) => module === 'base'),
      ['wait'],
    );
  });

  it('has modules that can be imported, and ids that lead back', () => {
    assert.deepEqual([...small.modules()], ['store', 'base']);
    assert.equal(small.byId('store.Store#get').length, 2);
    assert.equal(small.byId('stop').length, 1);
    assert.equal(small.apiId('globals', record('stop')), 'stop');
  });
});

describe('the built-in catalogue', () => {
  it('knows who runs a function, and when', () => {
    const timing = (module: string, member: string): readonly string[] =>
      catalog.callbacks(module, member).map((consumer) => consumer.timing);
    assert.deepEqual(timing('node:fs', 'readFile'), ['event']);
    assert.deepEqual(timing('globals', 'Array#map'), ['sync']);
    assert.deepEqual(timing('node:child_process', 'ChildProcess#on'), ['event']);
    assert.deepEqual(timing('node:stream', 'Transform#once'), ['event']);
    assert.deepEqual(timing('node:http', 'IncomingMessage#on'), ['event']);
    assert.deepEqual(timing('node:process', 'on'), ['never', 'event']);
    assert.deepEqual(timing('node:worker_threads', 'parentPort.on'), ['never']);
  });

  it('follows what members give', () => {
    assert.equal(catalog.gives('globals', 'process'), 'node:process|');
    assert.equal(catalog.gives('node:fs', 'promises'), 'node:fs/promises|');
    assert.equal(catalog.gives('node:https', 'Server#listen()'), 'node:https|Server#');
  });

  it('keeps canonical names in step with Node', () => {
    const own = builtinModules.filter((name) => !name.startsWith('_') && !name.startsWith('node:'));
    assert.deepEqual(
      own.filter((name) => canonicalModule(name) !== `node:${name}`),
      [],
    );
  });
});
