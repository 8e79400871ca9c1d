import assert from 'node:assert/strict';
import { parse, syntaxErrors } from '../../src/languages/typescript/parse.ts';
import { removeTemporaryFolders } from '../workspace/temporary-folder.ts';
import { cascadeCases, writeCases, type CascadeCase } from './golden.ts';
import { runCase } from './run-case.ts';

const update = process.env['UPDATE_FIXTURES'] !== undefined;

const groups = [
  'conversions',
  'promises',
  'programs',
  'tests',
  'refusals',
  'shapes',
  'shape-programs',
  'shape-refusals',
  'partial',
  'partial-programs',
  'partial-refusals',
];

for (const group of groups) {
  const partly = group.startsWith('partial');

  describe(`making helpers async: ${group}`, () => {
    const updated: CascadeCase[] = [];

    afterEach(removeTemporaryFolders);

    after(() => {
      if (update) writeCases(group, updated);
    });

    for (const one of cascadeCases(group)) {
      it(one.name, async () => {
        const result = await runCase(one.files, partly);
        updated.push({ ...one, ...result });
        if (update) return;
        assert.equal(result.outcome, one.outcome);
        assert.deepEqual(Object.fromEntries(result.after), Object.fromEntries(one.after));
        assert.equal(one.outcome.startsWith('refused: '), group.endsWith('refusals'));
        for (const [path, text] of result.after)
          assert.deepEqual(syntaxErrors(parse({ path, text }, false)), []);
      });
    }
  });
}
