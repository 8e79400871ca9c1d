import assert from 'node:assert/strict';
import { buildTree, countCalls, findCall, type Grouping } from '../../src/client/tree/model.ts';
import { sampleFiles } from './samples.ts';

/** Each group with the names that its calls show. */
function shown(grouping: Grouping, filter = ''): readonly string[] {
  return buildTree(sampleFiles, grouping, filter).map(
    ({ id, calls }) => `${id}: ${calls.map(({ call }) => call.path[0].name).join(', ')}`,
  );
}

describe('client: the tree of findings', () => {
  it('is grouped by file, in the order of their names', () => {
    assert.deepEqual(shown('file'), [
      'file:file:///project/a.ts: node:fs.readFileSync, node:child_process.execSync',
      'file:file:///project/b%20c.ts: loadConfig, node:fs.existsSync',
    ]);
  });

  it('is grouped by what blocks, the most frequent first', () => {
    assert.deepEqual(shown('api'), [
      'api:node:fs.readFileSync: node:fs.readFileSync, loadConfig',
      'api:node:child_process.execSync: node:child_process.execSync',
      'api:node:fs.existsSync: node:fs.existsSync',
    ]);
  });

  it('is grouped by the async code that makes the calls', () => {
    assert.deepEqual(
      buildTree(sampleFiles, 'entry', '').map(({ first, calls }) => [first.entry.name, calls.length]),
      [
        ['load', 2],
        ['save', 1],
        ['handle', 1],
      ],
    );
  });

  it('shows the way down to what blocks below a call', () => {
    const [, file] = buildTree(sampleFiles, 'file', '');
    const [through, direct] = file?.calls ?? [];
    assert.deepEqual(
      through?.steps.map(({ step, isLast }) => [step.name, isLast]),
      [
        ['readJson', false],
        ['node:fs.readFileSync', true],
      ],
    );
    assert.deepEqual(direct?.steps, []);
  });

  it('is filtered by words in files, APIs, categories, entries and ways', () => {
    const count = (filter: string): number => countCalls(buildTree(sampleFiles, 'file', filter));
    assert.equal(count(''), 4);
    assert.equal(count('B C.ts'), 2);
    assert.equal(count('PROCESS'), 1);
    assert.equal(count('readjson'), 1);
    assert.equal(count('load fs'), 2);
    assert.equal(count('handle exists'), 1);
    assert.equal(count('nowhere'), 0);
  });

  it('finds a call again, grouped as it may be', () => {
    const [, file] = sampleFiles;
    const [call] = file?.findings ?? [];
    assert.ok(call);
    for (const grouping of ['file', 'api', 'entry'] as const)
      assert.equal(findCall(buildTree(sampleFiles, grouping, ''), call)?.call, call);
    assert.equal(findCall(buildTree(sampleFiles, 'file', 'handle'), call), undefined);
  });

  it('names every node differently', () => {
    for (const grouping of ['file', 'api', 'entry'] as const) {
      const groups = buildTree(sampleFiles, grouping, '');
      const ids = groups.flatMap(({ id, calls }) => [
        id,
        ...calls.flatMap((call) => [call.id, ...call.steps.map((step) => step.id)]),
      ]);
      assert.equal(new Set(ids).size, ids.length);
    }
  });
});
