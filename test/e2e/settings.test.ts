import { closeEverything, openFile, replace, untilReported, withSettings } from './support.ts';

const text = `import { existsSync, readFileSync } from 'node:fs';

export const inAsync = async () => [existsSync('a'), readFileSync('a')];

setTimeout(() => readFileSync('b'), 10);
`;

const defaults = ['existsSync information', 'readFileSync warning', 'readFileSync information'];

/** A change of settings, and what is then reported. */
const cases: readonly (readonly [string, Readonly<Record<string, unknown>>, readonly string[]])[] = [
  ['switch all off', { 'unblock.enable': false }, []],
  [
    'give a category a severity',
    { 'unblock.severity': { file: 'error' } },
    ['existsSync warning', 'readFileSync error', 'readFileSync error'],
  ],
  ['switch a category off', { 'unblock.severity': { file: 'off' } }, []],
  [
    'give a kind of async code a severity',
    { 'unblock.contexts': { 'async-function': 'hint', 'event-callback': 'off' } },
    ['existsSync hint', 'readFileSync hint'],
  ],
  ['leave brief calls out', { 'unblock.brief': false }, ['readFileSync warning', 'readFileSync information']],
  ['leave files out', { 'unblock.exclude': ['live.*'] }, []],
  ['leave a language out', { 'unblock.languages': ['javascript', 'javascriptreact'] }, []],
  ['may be nonsense', { 'unblock.severity': { file: 'loud' }, 'unblock.brief': 'yes' }, defaults],
];

describe('settings', () => {
  afterEach(closeEverything);

  for (const [title, settings, expected] of cases) {
    it(`${title}, at once`, async () => {
      const document = await openFile('live.ts', text);
      await untilReported(document, defaults);
      await withSettings(settings, async () => {
        await untilReported(document, expected);
      });
      await untilReported(document, defaults);
    });
  }

  it('bring tests back', async () => {
    const document = await openFile('bring-back.test.ts', text);
    await withSettings({ 'unblock.defaultExcludes': false }, async () => {
      await untilReported(document, defaults);
    });
    await untilReported(document, []);
  });

  it('wait for a save', async () => {
    const document = await openFile('on-save.ts', text);
    await untilReported(document, defaults);
    await withSettings({ 'unblock.run': 'onSave' }, async () => {
      await replace(document, "existsSync('a'), ", '');
      await replace(document, 'existsSync, ', '');
      await document.save();
      await untilReported(document, defaults.slice(1));
    });
  });
});
