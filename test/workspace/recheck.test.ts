import assert from 'node:assert/strict';
import { defaultSettings } from '../../src/engine/settings.ts';
import { typescriptSession } from '../helpers/typescript-session.ts';

const file = '/project/a.ts';
const text = `import { readFileSync } from 'node:fs';
export async function load() {
  return [readFileSync('a'), readFileSync('b')];
}
`;

describe('a session asked about an edit', () => {
  it('says whether the finding is gone and no new one has come', async () => {
    const session = typescriptSession();
    session.setText(file, text);
    const [finding] = (await session.report(file, defaultSettings))?.findings ?? [];
    assert.ok(finding);
    const isGone = (replacement: string): Promise<boolean> =>
      session.isGoneAfter(file, defaultSettings, finding, [{ ...finding.span, text: replacement }]);
    assert.equal(await isGone('read'), true);
    assert.equal(await isGone('readFileSync'), false);
    assert.equal(await isGone("(await import('fs')).statSync"), false);
    assert.equal(await isGone('read)'), false);
    const conversion = await session.convert(file, finding);
    assert.ok('fix' in conversion);
    assert.equal(await session.isGoneAfter(file, defaultSettings, finding, conversion.fix.edits), true);
  });
});
