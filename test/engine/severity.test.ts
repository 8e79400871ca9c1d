import assert from 'node:assert/strict';
import { catalog } from '../../src/catalog/index.ts';
import type { BlockingApi } from '../../src/catalog/schema.ts';
import type { ContextKind, Severity } from '../../src/engine/finding.ts';
import { defaultSettings, lower, type AnalysisSettings } from '../../src/engine/settings.ts';
import { severityOf } from '../../src/engine/severity.ts';

const [heavy] = catalog.blocking('node:fs', 'writeFileSync');
const [brief] = catalog.blocking('node:fs', 'existsSync');
const [quiet] = catalog.blocking('language', 'require');
assert.ok(heavy && brief && quiet);

function severity(
  api: BlockingApi,
  context: ContextKind,
  given: { possible?: boolean; once?: boolean; assumed?: boolean; settings?: Partial<AnalysisSettings> } = {},
): Severity {
  const { possible = false, once = false, assumed = false, settings = {} } = given;
  const chain = { api, certainty: possible ? 'possible' : 'certain', once, assumed } as const;
  return severityOf(chain, context, { ...defaultSettings, ...settings });
}

describe('severity', () => {
  it('is what the context says', () => {
    const table: Record<ContextKind, readonly [Severity, Severity]> = {
      'async-function': ['warning', 'information'],
      'promise-function': ['warning', 'information'],
      'promise-callback': ['warning', 'information'],
      'event-callback': ['information', 'hint'],
      module: ['off', 'off'],
    };
    for (const [context, [ofHeavy, ofBrief]] of Object.entries(table)) {
      assert.equal(severity(heavy, context as ContextKind), ofHeavy, context);
      assert.equal(severity(brief, context as ContextKind), ofBrief, context);
    }
  });

  it('is one step lower for each of brief, possible and once', () => {
    assert.equal(severity(heavy, 'async-function', { possible: true }), 'information');
    assert.equal(severity(heavy, 'async-function', { once: true }), 'information');
    assert.equal(severity(heavy, 'async-function', { possible: true, once: true }), 'hint');
    assert.equal(severity(brief, 'async-function', { possible: true }), 'hint');
    assert.equal(severity(brief, 'event-callback', { possible: true, once: true }), 'hint');
  });

  it('is what the user wants for the category, where the context counts at all', () => {
    const settings = { categories: { file: 'error' } } as const;
    assert.equal(severity(heavy, 'event-callback', { settings }), 'error');
    assert.equal(severity(brief, 'async-function', { settings }), 'warning');
    assert.equal(severity(heavy, 'module', { settings }), 'off');
    assert.equal(severity(heavy, 'async-function', { settings: { categories: { file: 'off' } } }), 'off');
  });

  it('is off for brief calls where the user does not want them', () => {
    assert.equal(severity(brief, 'async-function', { settings: { brief: false } }), 'off');
    assert.equal(severity(heavy, 'async-function', { settings: { brief: false } }), 'warning');
  });

  it('is off for what is only assumed, where the settings say so', () => {
    const given = { possible: true, assumed: true };
    assert.equal(severity(heavy, 'async-function', given), 'information');
    assert.equal(severity(heavy, 'async-function', { ...given, settings: { unknownSync: false } }), 'off');
  });

  it('is off for what is quiet by default, until the user wants its category', () => {
    assert.equal(severity(quiet, 'async-function'), 'off');
    assert.equal(severity(quiet, 'async-function', { settings: { categories: { module: 'hint' } } }), 'hint');
  });

  it('gets no lower than a hint', () => {
    assert.deepEqual((['error', 'warning', 'information', 'hint'] as const).map(lower), [
      'warning',
      'information',
      'hint',
      'hint',
    ]);
  });
});
