import assert from 'node:assert/strict';
import { builtinCatalog, catalog, canonicalModule } from '../../src/catalog/index.ts';
import { core, coreCatalog, exampleErrors } from './core.ts';
import { placeholders } from './placeholders.ts';

const records = builtinCatalog.flatMap(({ module, blocking }) =>
  blocking.map((api, index) => ({ id: catalog.apiId(module, api), index, module, api })),
);

describe('the records of the catalogue', () => {
  it('have examples that compile, before and after', () => {
    assert.deepEqual(exampleErrors(), []);
  }).timeout(60_000);

  it('have different programs as good and bad examples', () => {
    for (const { id, api } of records) {
      assert.notEqual(api.example.bad, api.example.good, id);
      assert.match(api.example.bad, /^export async function /m, id);
      if (api.replacement.kind === 'await') assert.match(api.example.good, /\bawait\b/, id);
      const terms = api.terms ?? api.member.replace('()', '').split(/[.#]/).slice(-1);
      const mentioned = terms.some((term) => api.example.bad.includes(term));
      assert.ok(mentioned, `${id}: the bad example mentions none of ${terms.join(', ')}`);
    }
  });

  it('say why in a clause and what instead without a full stop', () => {
    for (const { id, api } of records) {
      assert.match(api.why, /^[a-z].*[^.\s]$/, id);
      assert.doesNotMatch(api.replacement.instead, /\.$|^\s|\s$/, id);
      if (api.replacement.kind === 'await') assert.match(api.replacement.instead, /\bawait\b/, id);
    }
  });

  it('of one member are told apart by their conditions, the unconditional one last', () => {
    for (const { module, blocking } of builtinCatalog) {
      for (const { member } of blocking) {
        const same = catalog.blocking(module, member);
        const conditions = same.map(({ when }) => JSON.stringify(when ?? null));
        assert.equal(new Set(conditions).size, same.length, `${module}.${member}`);
        assert.ok(
          same.slice(0, -1).every(({ when }) => when),
          `${module}.${member}`,
        );
      }
    }
  });

  it('have conditions whose patterns are regular expressions', () => {
    for (const { id, api } of records) {
      const { commandMatches, argumentMatches } = api.when ?? {};
      for (const pattern of [commandMatches, argumentMatches?.pattern]) {
        if (pattern !== undefined) assert.doesNotThrow(() => new RegExp(pattern), id);
      }
    }
  });

  it('of Node have templates whose placeholders are known and whose names exist', () => {
    for (const { module, blocking } of coreCatalog) {
      for (const api of blocking)
        for (const name of placeholders(api))
          assert.ok(
            core.resolve(name.module, name.member),
            `${catalog.apiId(module, api)}: ${name.module}#${name.member}`,
          );
    }
  });

  it('of Node give values of classes and modules that exist', () => {
    for (const { module, gives = {} } of coreCatalog) {
      for (const [member, given] of Object.entries(gives)) {
        const [target = '', path = ''] = given.includes('|') ? given.split('|') : [module, given];
        const known =
          path === '' ? builtinCatalog.some((part) => part.module === target) : core.resolve(target, path);
        assert.ok(known, `${module}.${member} gives ${given}`);
        if (member.endsWith('()')) {
          assert.ok(core.resolve(module, member.replace('()', '')), `${module}.${member}`);
        }
      }
    }
  });
});

describe('sleeping commands', () => {
  const conditionOf = (index: number): RegExp =>
    new RegExp(
      catalog.blocking('node:child_process', 'execSync')[index]?.when?.commandMatches ?? assert.fail(),
      'i',
    );

  for (const [command, seconds] of [
    ['sleep 1', '1'],
    ['sleep 0.5', '0.5'],
    ['/bin/sleep 10s', '10'],
    ['timeout /t 5 /nobreak > nul', '5'],
    ['timeout /t 5 /nobreak >nul', '5'],
    ['powershell -Command "Start-Sleep -Seconds 3"', '3'],
    ['powershell Start-Sleep -s 3', '3'],
    ['pwsh -NoProfile -c Start-Sleep 2', '2'],
  ] as const) {
    it(`reads the seconds of ${command}`, () => {
      assert.equal(conditionOf(0).exec(command)?.groups?.seconds, seconds);
    });
  }

  for (const command of ['sleep 2m', 'usleep 100', 'ping -n 3 127.0.0.1 > nul', 'ping localhost -n 3']) {
    it(`knows that ${command} sleeps`, () => {
      assert.doesNotMatch(command, conditionOf(0));
      assert.match(command, conditionOf(1));
    });
  }

  for (const command of [
    'sleep 1 && make',
    'git status',
    'ping example.com',
    'timeout 5 make',
    'sleepy 3',
    'powershell Start-Sleep 1; Get-Item x',
    'echo sleep 1',
  ]) {
    it(`takes ${command} for work`, () => {
      assert.doesNotMatch(command, conditionOf(0));
      assert.doesNotMatch(command, conditionOf(1));
    });
  }
});

describe('canonical module names', () => {
  it('are those of Node with the prefix, and all others as they are', () => {
    assert.equal(canonicalModule('fs'), 'node:fs');
    assert.equal(canonicalModule('fs/promises'), 'node:fs/promises');
    assert.equal(canonicalModule('node:fs'), 'node:fs');
    // Only `node:sqlite` is Node's own.
    assert.equal(canonicalModule('sqlite'), 'sqlite');
    assert.equal(canonicalModule('constructor'), 'constructor');
    assert.equal(canonicalModule('./fs'), './fs');
  });
});
