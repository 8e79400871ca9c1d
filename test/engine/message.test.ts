import assert from 'node:assert/strict';
import { reportOf } from '../helpers/analysis.ts';

/** What the message of the only finding of a text says to do. */
function advice(text: string): string {
  const [finding, ...others] = reportOf(`import { readFileSync } from 'node:fs';\n${text}`).findings;
  assert.deepEqual(others, []);
  return /(?:It runs in [^.]+\. )(.*)$/.exec(finding?.message ?? '')?.[1] ?? '';
}

describe('the advice of a message', () => {
  it('names the awaited form of a call', () => {
    assert.equal(
      advice("export async function f() { readFileSync('a'); }"),
      'Use `await fs.promises.readFile(…)` instead.',
    );
  });

  it('is to make a helper async', () => {
    assert.equal(
      advice("function load() { readFileSync('a'); }\nexport async function f() { load(); }"),
      'Make the helper async and await it.',
    );
  });

  it('is another one where a constructor runs, which cannot be awaited', () => {
    const config = "class Config { constructor() { readFileSync('a'); } }\n";
    assert.match(
      advice(`${config}export async function f() { new Config(); }`),
      /^A constructor cannot be awaited/,
    );
    assert.match(
      advice(`${config}function load() { return new Config(); }\nexport async function f() { load(); }`),
      /move the work out of the constructor on the way\.$/,
    );
  });

  it('is another one where an accessor runs', () => {
    const config = "class Config { get text() { return readFileSync('a', 'utf8'); } }\n";
    assert.match(
      advice(`${config}export async function f() { new Config().text; }`),
      /^An accessor cannot be awaited/,
    );
    assert.match(
      advice(`${config}function load() { return new Config().text; }\nexport async function f() { load(); }`),
      /the accessor on the way an async method\.$/,
    );
  });
});
