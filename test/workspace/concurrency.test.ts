import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

import { mapConcurrently } from '../../src/workspace/concurrency.ts';

describe('concurrent work', () => {
  it('keeps the order and the width', async () => {
    let running = 0;
    let most = 0;
    const results = await mapConcurrently([5, 1, 4, 2, 3], 2, async (wait, index) => {
      most = Math.max(most, ++running);
      await delay(wait);
      running -= 1;
      return `${index}:${wait}`;
    });
    assert.deepEqual(results, ['0:5', '1:1', '2:4', '3:2', '4:3']);
    assert.equal(most, 2);
    assert.deepEqual(await mapConcurrently([], 2, () => Promise.resolve(1)), []);
  });

  it('begins nothing new after a failure or an abort', async () => {
    const begun: number[] = [];
    const work = async (item: number) => {
      begun.push(item);
      await delay(1);
      if (item === 2) throw new Error('two');
    };
    await assert.rejects(mapConcurrently([1, 2, 3, 4, 5, 6], 2, work), /two/);
    await delay(10);
    assert.ok(begun.length <= 4);

    const stop = new AbortController();
    begun.length = 0;
    const stopped = mapConcurrently([1, 3, 4, 5], 1, work, stop.signal);
    stop.abort();
    await assert.rejects(stopped, { name: 'AbortError' });
    assert.deepEqual(begun, [1]);
  });
});
