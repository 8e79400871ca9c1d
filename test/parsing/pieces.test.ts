import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromPieces, toPieces } from '../../src/parsing/pieces.ts';

describe('facts in pieces', () => {
  it('are the same put together again', async () => {
    const member = fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue(), fc.constant(undefined));
    const value = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), member);
    await fc.assert(
      fc.asyncProperty(value, fc.integer({ min: 1, max: 40 }), async (facts, length) => {
        const whole: unknown = JSON.parse(JSON.stringify(facts));
        assert.deepEqual(await fromPieces(toPieces(facts, length), () => Promise.resolve()), whole);
      }),
    );
  });

  it('are about as long as wanted, and may be read with pauses', async () => {
    const calls = Array.from({ length: 1000 }, (_, id) => ({ id, name: `call${id}` }));
    const pieces = toPieces({ language: 'typescript', calls, none: [] }, 2000);
    assert.ok(pieces.length > 10);
    assert.ok(pieces.every(({ json }) => json.length < 3000));
    let breaths = 0;
    const found = await fromPieces(pieces, () => {
      breaths += 1;
      return Promise.resolve();
    });
    assert.deepEqual(found, { language: 'typescript', calls, none: [] });
    assert.equal(breaths, pieces.length);
  });
});
