import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

import { startProgress } from '../../src/cli/progress.ts';
import { createTerminal, wantsColour, type TextStream } from '../../src/cli/terminal.ts';

function stream(isTTY: boolean, failure?: { code: string }): TextStream & { readonly written: string[] } {
  const written: string[] = [];
  return {
    isTTY,
    written,
    write(text, done) {
      written.push(text);
      done(failure === undefined ? null : Object.assign(new Error('failed'), failure));
      return true;
    },
    on: () => undefined,
  };
}

describe('terminal', () => {
  it('is coloured when it is one, or when the user says so', () => {
    assert.equal(wantsColour(true, {}), true);
    assert.equal(wantsColour(false, {}), false);
    assert.equal(wantsColour(true, { TERM: 'dumb' }), false);
    assert.equal(wantsColour(true, { NO_COLOR: '1' }), false);
    assert.equal(wantsColour(true, { NO_COLOR: '' }), true);
    assert.equal(wantsColour(false, { FORCE_COLOR: '1' }), true);
    assert.equal(wantsColour(false, { FORCE_COLOR: '' }), true);
    assert.equal(wantsColour(true, { FORCE_COLOR: '0' }), false);
    assert.equal(wantsColour(false, { FORCE_COLOR: '1', NO_COLOR: '1' }), true);
  });

  it('writes no more when its reader is gone, and says other errors', async () => {
    const closed = stream(false, { code: 'EPIPE' });
    const terminal = createTerminal(closed, stream(false), {});
    await terminal.print('a');
    await terminal.print('b');
    assert.deepEqual(closed.written, ['a']);
    await assert.rejects(createTerminal(stream(false, { code: 'ENOSPC' }), stream(false), {}).print('a'), {
      code: 'ENOSPC',
    });
  });

  it('shows progress on long runs, and takes it away', async () => {
    const err = stream(true);
    const progress = startProgress(createTerminal(stream(true), err, {}), 'Checking', 3);
    progress.advance();
    await delay(500);
    assert.equal(err.written.length, 0);
    await delay(800);
    progress.stop();
    assert.equal(err.written[0], '\rChecking 1 of 3 files\x1b[K');
    assert.equal(err.written.at(-1), '\r\x1b[K');
    const { length } = err.written;
    await delay(200);
    assert.equal(err.written.length, length);
  });

  it('shows no progress where nobody looks or on short runs', async () => {
    const piped = stream(false);
    const dumb = stream(true);
    const short = stream(true);
    const running = [
      startProgress(createTerminal(stream(true), piped, {}), 'Checking', 3),
      startProgress(createTerminal(stream(true), dumb, { TERM: 'dumb' }), 'Checking', 3),
    ];
    const brief = startProgress(createTerminal(stream(true), short, {}), 'Checking', 3);
    brief.stop();
    await delay(1200);
    for (const progress of running) progress.stop();
    assert.deepEqual([piped.written, dumb.written, short.written], [[], [], []]);
  });
});
