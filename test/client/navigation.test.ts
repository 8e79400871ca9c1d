import assert from 'node:assert/strict';
import { neighbour } from '../../src/client/navigation.ts';
import { sampleFiles } from './samples.ts';

function go(direction: 'next' | 'previous', file: string, line: number, character: number): string {
  const from = { uri: `file:///project/${file}`, line, character };
  const place = neighbour(sampleFiles, from, direction);
  return `${place?.uri.slice('file:///project/'.length) ?? ''}:${place?.line ?? ''}`;
}

describe('client: next and previous finding', () => {
  it('are looked for from the cursor on, and in the files after and before', () => {
    assert.equal(go('next', 'a.ts', 0, 0), 'a.ts:3');
    assert.equal(go('next', 'a.ts', 3, 2), 'a.ts:5');
    assert.equal(go('next', 'a.ts', 5, 2), 'b%20c.ts:1');
    assert.equal(go('previous', 'b%20c.ts', 1, 2), 'a.ts:5');
    assert.equal(go('previous', 'a.ts', 5, 3), 'a.ts:5');
    assert.equal(go('next', 'a-without.ts', 7, 0), 'a.ts:3');
  });

  it('go round', () => {
    assert.equal(go('next', 'b%20c.ts', 9, 2), 'a.ts:3');
    assert.equal(go('previous', 'a.ts', 3, 2), 'b%20c.ts:9');
    assert.equal(go('next', 'z.ts', 0, 0), 'a.ts:3');
  });

  it('begin at the first or last without a cursor, and are none without findings', () => {
    assert.equal(neighbour(sampleFiles, undefined, 'next')?.line, 3);
    assert.equal(neighbour(sampleFiles, undefined, 'previous')?.line, 9);
    assert.equal(neighbour([], undefined, 'next'), undefined);
  });
});
