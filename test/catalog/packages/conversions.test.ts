import assert from 'node:assert/strict';
import { catalog } from '../../../src/catalog/index.ts';
import type { BlockingApi } from '../../../src/catalog/schema.ts';
import { applyEdits } from '../../../src/fixes/edits.ts';
import { typescript } from '../../../src/languages/typescript/language.ts';
import { findingsOf } from '../../languages/typescript/fixes/analysis.ts';
import { otherRuntimes } from '../core.ts';
import { packageCatalogs } from './pinned.ts';

/** A version of the package for which a record is the one that counts. */
function versionFor({ versions }: BlockingApi): string | undefined {
  if (versions?.from !== undefined) return String(versions.from);
  return versions === undefined ? undefined : '0.0.1';
}

describe('the records of packages and other runtimes', () => {
  for (const { module, blocking } of [...packageCatalogs, ...otherRuntimes]) {
    if (blocking.length === 0) continue;
    it(`of ${module} (${blocking[0]?.member ?? ''}) are found, and fixed as their good examples say`, () => {
      const wrong: string[] = [];
      for (const api of blocking) {
        // These need a setting.
        if (api.defaultSeverity === 'off') continue;
        const id = catalog.apiId(module, api);
        const source = { path: '/project/example.ts', text: api.example.bad };
        const finding = findingsOf(source, versionFor(api)).find(
          (one) => one.api === id && one.category === api.category,
        );
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
