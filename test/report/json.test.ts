import assert from 'node:assert/strict';

import { renderJson } from '../../src/report/json.ts';
import { awaitTwin, finding, report, result } from './samples.ts';

describe('JSON report', () => {
  it('has the documented form', async () => {
    const chain = finding('/p/src/b.ts', 'loadConfig', {}, [
      ['/p/src/config.ts', 'readJson'],
      ['/p/lib/json.ts', 'readFileSync'],
    ]);
    const text = renderJson(await report([result('/p/src/b.ts', [chain], [awaitTwin])]));
    assert.ok(text.endsWith('}\n'));
    assert.deepEqual(JSON.parse(text), {
      version: 1,
      findings: [
        {
          file: 'src/b.ts',
          line: 3,
          column: 3,
          endLine: 3,
          endColumn: 13,
          category: 'file',
          severity: 'warning',
          certainty: 'certain',
          message: '`loadConfig` blocks',
          api: 'node:fs.readFileSync',
          context: { kind: 'async-function', name: 'f' },
          path: [
            { file: 'src/b.ts', line: 3, column: 3, name: 'loadConfig' },
            { file: 'src/config.ts', line: 1, column: 33, name: 'readJson' },
            { file: 'lib/json.ts', line: 3, column: 6, name: 'readFileSync' },
          ],
          fixes: [{ id: 'await-twin', title: 'Convert to `await readFile(…)`', safe: true }],
        },
      ],
      stats: { files: 40, parsed: 7, durationMs: 12 },
    });
  });

  it('is complete without findings', async () => {
    assert.deepEqual(JSON.parse(renderJson(await report([]))), {
      version: 1,
      findings: [],
      stats: { files: 40, parsed: 7, durationMs: 12 },
    });
  });

  it('is in the order of files and places, whatever order the results came in', async () => {
    const late = finding('/p/src/b.ts', 'readFileSync');
    const early = finding('/p/src/b.ts', 'loadConfig');
    const other = finding('/p/a.ts', 'existsSync');
    const made = await report([result('/p/src/b.ts', [late, early]), result('/p/a.ts', [other])]);
    assert.deepEqual(
      made.findings.map((each) => each.finding),
      [other, early, late],
    );
  });

  it('goes up from the working folder where it must, and survives a file that is gone', async () => {
    const made = await report([result('/q/x.ts', [finding('/q/x.ts', 'gone')])]);
    const [only] = made.findings;
    assert.deepEqual(only?.start, { file: '../q/x.ts', line: 1, column: 1 });
  });
});
