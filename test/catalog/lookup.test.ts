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

function callable() {
  const blocking = [record(''), record('()'), record('().hide')];
  const catalog = createCatalog([{ module: 'ask-sync', language: 'javascript', blocking }]);
  return { catalog, ids: blocking.map((api) => catalog.apiId('ask-sync', api)) };
}

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
    // What a module's members lead to in another one counts as well.
    assert.deepEqual(
      small.searchTerms((module) => module === 'store'),
      ['deepSync', 'get', 'wait', 'x', 'y'],
    );
  });

  it('knows packages that are called themselves', () => {
    const { catalog: own, ids } = callable();
    assert.deepEqual(ids, ['ask-sync', 'ask-sync()', 'ask-sync().hide']);
    assert.deepEqual(
      ids.map((id) => own.byId(id).length),
      [1, 1, 1],
    );
    // The import names the package, whatever the function is called.
    assert.deepEqual(own.searchTerms(), ['hide', 'sync']);
    assert.deepEqual([...own.names()], ['default', 'default()', 'hide']);
    assert.ok(own.leadsToBlocking('ask-sync', ''));
  });

  it('keeps records of versions for those who know the version', () => {
    const versioned = createCatalog([
      {
        module: 'walk',
        language: 'javascript',
        blocking: [
          record('sync', { why: 'was', versions: { below: 9 } }),
          record('sync', { why: 'is', versions: { from: 9 } }),
          record('sync', { why: 'is or was' }),
          record('old', { versions: { from: 2, below: 4 } }),
        ],
      },
    ]);
    const why = (major?: number): readonly string[] =>
      versioned.blocking('walk', 'sync', major).map((api) => api.why);
    assert.deepEqual(why(), ['is or was']);
    assert.deepEqual(why(8), ['was', 'is or was']);
    assert.deepEqual(why(9), ['is', 'is or was']);
    assert.equal(versioned.byId('walk.sync', 14)[0]?.why, 'is');
    assert.deepEqual(
      [undefined, 1, 2, 3, 4].map((major) => versioned.blocking('walk', 'old', major).length),
      [0, 0, 1, 1, 0],
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
  it('knows what only sounds as if it blocked', () => {
    assert.ok(catalog.isHarmless('cosmiconfig', 'cosmiconfigSync'));
    assert.ok(catalog.isHarmless('prompt-sync', ''));
    assert.ok(!catalog.isHarmless('prompt-sync', '()'));
    assert.ok(!catalog.isHarmless('nowhere', 'anySync'));
  });

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
