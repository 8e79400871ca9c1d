import assert from 'node:assert/strict';
import { catalog } from '../../../src/catalog/index.ts';
import { applyEdits } from '../../../src/fixes/edits.ts';
import { typescript } from '../../../src/languages/typescript/language.ts';
import { findingsOf } from '../../languages/typescript/fixes/analysis.ts';
import { otherRuntimes } from '../core.ts';
import { packageCatalogs } from './pinned.ts';

describe('the records of packages and other runtimes', () => {
  for (const { module, blocking } of [...packageCatalogs, ...otherRuntimes]) {
    if (blocking.length === 0) continue;
    it(`of ${module} (${blocking[0]?.member ?? ''}) are found, and fixed as their good examples say`, () => {
      const wrong: string[] = [];
      for (const api of blocking) {
        // These need to know which version is installed, or a setting.
        if (api.versions !== undefined || api.defaultSeverity === 'off') continue;
        const id = catalog.apiId(module, api);
        const source = { path: '/project/example.ts', text: api.example.bad };
        const finding = findingsOf(source).find((one) => one.api === id && one.category === api.category);
        if (finding === undefined) {
          wrong.push(`${id} is not found`);
          continue;
        }
        const conversion = typescript.convert(source, finding);
        if (api.replacement.kind === 'advice') {
          if ('fix' in conversion) wrong.push(`${id} has a fix: ${conversion.fix.title}`);
        } else if ('refusal' in conversion) wrong.push(`${id}: ${conversion.refusal.reason}`);
        else {
          const text = applyEdits(source.text, conversion.fix.edits);
          if (text !== api.example.good) wrong.push(`${id}: ${text}`);
        }
      }
      assert.deepEqual(wrong, []);
    });
  }
});
