import assert from 'node:assert/strict';
import type { Finding } from '../../src/engine/finding.ts';
import { onlyGone } from '../../src/fixes/recheck.ts';

function finding(api: string): Finding {
  const span = { start: 0, end: 1 };
  return {
    file: 'a.ts',
    span,
    whole: span,
    api,
    category: 'file',
    cost: 'io',
    severity: 'warning',
    certainty: 'certain',
    message: '',
    context: { kind: 'async-function', name: '', span },
    path: [],
  };
}

describe('analysing anew', () => {
  const [read, write] = [finding('read'), finding('write')];

  it('holds when what was converted is gone, and other findings stay or go', () => {
    assert.ok(onlyGone([read, write], [read], [write]));
    assert.ok(onlyGone([read, read, write], [read], [read]));
    assert.ok(onlyGone([read], [read], []));
  });

  it('fails when it is still there, or there is a new one', () => {
    assert.ok(!onlyGone([read, write], [read], [read, write]));
    assert.ok(!onlyGone([read], [read], [write]));
    assert.ok(!onlyGone([write], [write], [read, read]));
  });
});
