import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

import { withSignalsHeld } from '../../src/cli/signals.ts';

describe('held signals', () => {
  it('come after the work', async function () {
    if (process.platform === 'win32') this.skip();
    const events: string[] = [];
    // Also keeps the test itself alive.
    const listener = () => events.push('signal');
    process.on('SIGHUP', listener);
    await withSignalsHeld(async () => {
      process.kill(process.pid, 'SIGHUP');
      await delay(50);
      events.push('worked');
    });
    await delay(50);
    process.off('SIGHUP', listener);
    assert.deepEqual(events, ['signal', 'worked', 'signal']);
  });

  it('are held during the work only', async () => {
    const count = () => process.listenerCount('SIGTERM');
    const before = count();
    assert.equal(await withSignalsHeld(() => Promise.resolve(count())), before + 1);
    await assert.rejects(
      withSignalsHeld(() => Promise.reject(new Error('failed'))),
      /failed/,
    );
    assert.equal(count(), before);
  });
});
