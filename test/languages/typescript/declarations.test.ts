import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { extractDeclarations } from '../../../src/languages/typescript/declarations/extract.ts';
import { repoRoot } from '../../host/paths.ts';

const real = ['esbuild/lib/main.d.ts', 'typescript/lib/typescript.d.ts', '@types/node/fs.d.ts'].map((file) =>
  path.join(repoRoot, 'node_modules', file),
);

describe('what is read of declaration files', () => {
  it('is plain data, with overloads, members and modules', async () => {
    const [esbuild = '', , fs = ''] = await Promise.all(real.map((file) => readFile(file, 'utf8')));
    const { scope } = extractDeclarations({ path: 'main.d.ts', text: esbuild });
    const names = new Set(scope.exports.map((fact) => (fact.kind === 'all' ? '*' : fact.name)));
    assert.ok(names.has('buildSync') && names.has('transform'));
    const facts = extractDeclarations({ path: 'fs.d.ts', text: fs });
    assert.deepEqual(JSON.parse(JSON.stringify(facts)), facts);
    const declared = facts.modules.flatMap((module) => module.scope.names.map(({ name }) => name));
    assert.ok(declared.filter((name) => name === 'readFileSync').length > 1);
  });

  it('is something for any text', async function () {
    this.timeout(60_000);
    const texts = await Promise.all(real.map((file) => readFile(file, 'utf8')));
    const cut = fc.record({
      path: fc.constantFrom('any.d.ts', 'any.js'),
      text: fc.constantFrom(...texts.map((text) => text.slice(0, 60_000))),
      start: fc.nat(60_000),
      length: fc.nat(3_000),
      with: fc.string(),
    });
    fc.assert(
      fc.property(cut, ({ path, text, start, length, with: added }) => {
        extractDeclarations({
          path,
          text: text.slice(start, start + length) + added + text.slice(start + length, start + 2 * length),
        });
      }),
      { numRuns: 300 },
    );
  });
});
