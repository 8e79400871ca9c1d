import assert from 'node:assert/strict';
import { mayDeclareBlocking, mayHaveTags, parseTags } from '../../src/facts/tags.ts';

describe('tags', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    '/** @blocking */': ['blocking: '],
    '/** @blocking waits for the disk. */': ['blocking: waits for the disk'],
    '/** @blocking - waits */': ['blocking: waits'],
    '/**\n * Loads.\n * @blocking waits\n *   for the disk\n * @param name Its name.\n */': [
      'blocking: waits for the disk',
    ],
    '/**\r\n * @nonblocking\r\n * @offloads to a worker\r\n */': ['nonblocking: ', 'offloads: to a worker'],
    '/** It is @blocking there. */': [],
    '/** @blocking-ish @Blocking */': [],
    '/** @blockingly */': [],
    '/** */': [],
  };
  for (const [comment, expected] of Object.entries(cases)) {
    it(`reads ${JSON.stringify(comment)}`, () => {
      assert.deepEqual(
        parseTags(comment).map(({ name, text }) => `${name}: ${text}`),
        expected,
      );
    });
  }

  it('are looked for in texts first', () => {
    assert.deepEqual(['@blocking', '@offloads', '@blocking-ish', 'blocking'].map(mayHaveTags), [
      true,
      true,
      false,
      false,
    ]);
    assert.deepEqual(['@blocking', '@nonblocking'].map(mayDeclareBlocking), [true, false]);
  });
});
