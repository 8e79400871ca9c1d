import assert from 'node:assert/strict';
import { matchMember, parseCallPattern } from '../../src/engine/call-pattern.ts';
import { createCallRules, isNamedBy } from '../../src/engine/call-rules.ts';

describe('names of calls', () => {
  function match(text: string, member: string): string | undefined {
    const pattern = parseCallPattern(text);
    assert.ok(typeof pattern !== 'string', text);
    return matchMember(pattern, member);
  }

  const means: Readonly<Record<string, readonly string[]>> = {
    'my-db#query': ['query'],
    'my-db#Client.query': ['Client.query', 'Client#query'],
    'my-db#Client#query': ['Client.query', 'Client#query'],
    'my-db#Client.*': ['Client#query', 'Client.query', 'Client#pool.query'],
    'my-db#*Sync': ['querySync', 'Client#querySync', 'Sync'],
    'my-db#*': ['', 'query', 'Client#query'],
    'my-db#default': [''],
    'my-db#default.query': ['query'],
    'my-db#open().query': ['open().query'],
    'my-db#$query': ['$query'],
    './db#default': ['default'],
  };
  for (const [text, members] of Object.entries(means)) {
    it(`${text} means ${members.map((member) => `"${member}"`).join(' and ')}`, () => {
      for (const member of members) assert.notEqual(match(text, member), undefined, member);
    });
  }

  const others: Readonly<Record<string, readonly string[]>> = {
    'my-db#query': ['querySync', 'myquery', 'Client#query', '', 'query()'],
    'my-db#Client.*': ['Client', 'MyClient#query', 'Client().query'],
    'my-db#*Sync': ['querySync().map', 'querySyncs'],
    'my-db#*': ['query()', 'query().map'],
    'my-db#a.b': ['a-b', 'axb'],
    'my-db#$query': ['query'],
  };
  for (const [text, members] of Object.entries(others)) {
    it(`${text} does not mean ${members.map((member) => `"${member}"`).join(' or ')}`, () => {
      for (const member of members) assert.equal(match(text, member), undefined, member);
    });
  }

  it('keep what their wildcards stand for', () => {
    assert.equal(match('my-db#*Sync', 'querySync'), 'query');
    assert.equal(match('my-db#Client.*Sync', 'Client#runSync'), 'run');
    assert.equal(match('my-db#query', 'query'), '');
  });

  it('know modules of Node by either name, and what needs no import', () => {
    const moduleOf = (text: string): unknown => {
      const pattern = parseCallPattern(text);
      return typeof pattern === 'string' ? pattern : pattern.module;
    };
    assert.deepEqual(['fs#a', 'node:fs#a', '@scope/db#a', 'globalThis#a'].map(moduleOf), [
      'node:fs',
      'node:fs',
      '@scope/db',
      'globals',
    ]);
  });

  it('name files with and without their extension, and folders by their index', () => {
    const named = (text: string, file: string): boolean => {
      const pattern = parseCallPattern(text);
      return typeof pattern !== 'string' && isNamedBy(pattern, '/project', file);
    };
    for (const file of ['/project/src/db.ts', '/project/src/db.d.ts', '/project/src/db/index.mjs'])
      assert.ok(named('./src/db#a', file), file);
    assert.ok(named('./src/db.ts#a', '/project/src/db.ts'));
    assert.ok(named('../other/db#a', '/other/db.js'));
    for (const file of ['/project/src/dbs.ts', '/project/src/db/other.ts', '/other/src/db.ts'])
      assert.ok(!named('./src/db#a', file), file);
    assert.ok(!named('./src/db.ts#a', '/project/src/db.js'));
  });
});

describe('rules for calls', () => {
  const rules = createCallRules({
    blocking: [{ call: 'my-db#*', why: 'waits', cost: 'cpu' }, { call: 'my-db#ping' }, { call: 'nonsense' }],
    ignored: ['my-db#ping', './db#log', 'more nonsense'],
    base: '/project',
  });

  it('make records as a catalogue has them, the same one each time', () => {
    const found = rules.member('my-db', 'Client#querySync', false);
    assert.ok(found !== undefined && found !== 'ignored');
    const { member, category, cost, why } = found.api;
    assert.deepEqual([member, category, cost, why], ['Client#querySync', 'database', 'cpu', 'waits']);
    assert.equal(rules.member('my-db', 'Client#querySync', false), found);
  });

  it('leave out what is awaited, where only a wildcard names it', () => {
    assert.equal(rules.member('my-db', 'query', true), undefined);
    const exact = createCallRules({ blocking: [{ call: 'my-db#query' }], ignored: [], base: '/' });
    assert.notEqual(exact.member('my-db', 'query', true), undefined);
  });

  it('name functions of packages that the project consists of', () => {
    const packages = new Map([['@own/db', '/project/packages/db']]);
    const own = createCallRules({ blocking: [{ call: '@own/db#query*' }], ignored: [], base: '/' }, packages);
    const blocks = (file: string, name: string, isAwaited: boolean): boolean =>
      own.function(file, () => [name], isAwaited) !== undefined;
    assert.ok(blocks('/project/packages/db/src/index.ts', 'queryAll', false));
    assert.ok(!blocks('/project/packages/db/src/index.ts', 'queryAll', true));
    assert.ok(!blocks('/project/packages/db/src/index.ts', 'load', false));
    assert.ok(!blocks('/project/packages/dbs/src/index.ts', 'queryAll', false));
  });

  it('ignore before they report', () => {
    assert.equal(rules.member('my-db', 'ping', false), 'ignored');
    assert.equal(
      rules.function('/project/db.ts', () => ['log'], false),
      'ignored',
    );
    assert.equal(
      rules.function('/project/db.ts', () => ['query'], false),
      undefined,
    );
    assert.equal(rules.member('other-db', 'ping', false), undefined);
  });

  it('show replacements as code in messages', () => {
    const shown = (replacement: string): string | undefined => {
      const made = createCallRules({ blocking: [{ call: 'a#*Sync', replacement }], ignored: [], base: '/' });
      const found = made.member('a', 'runSync', false);
      return found === undefined || found === 'ignored' ? undefined : found.api.replacement.instead;
    };
    assert.equal(shown('await {a#{*}}({args})'), 'await run(…)');
    assert.equal(shown('await {receiver}.{*}({0}, {1})'), 'await run(…, …)');
    assert.equal(shown('await {promisify(a#{*})}({args})'), 'await runAsync(…)');
    assert.equal(shown('(await {b#}({args})).rows'), '(await b(…)).rows');
  });
});
