import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readManifest } from '../package/manifest-file.ts';
import { catalogTexts, collect, labels, markedTexts, type MarkedTexts } from './marked-texts.ts';

const root = path.join(import.meta.dirname, '..', '..');
const bundles = path.join(root, 'src', 'client', 'l10n');

type Texts = Readonly<Record<string, string>>;

async function readTexts(file: string): Promise<Texts> {
  return JSON.parse(await readFile(file, 'utf8')) as Texts;
}

function placeholders(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d\}|\(command:[^)]*\)|\$\([\w-]+\)|`[^`]*`/g))].sort();
}

describe('translation', () => {
  let marked: MarkedTexts;

  before(async () => {
    marked = await markedTexts();
  });

  it('has every text in the bundle (UPDATE_L10N=1 rewrites it)', async () => {
    const { texts, problems } = marked;
    assert.deepEqual(problems, []);
    const file = path.join(bundles, 'bundle.l10n.json');
    const all = [...new Set([...texts, ...labels(), ...catalogTexts()])].sort();
    if (process.env['UPDATE_L10N'] === '1') {
      const bundle = Object.fromEntries(all.map((text) => [text, text]));
      await writeFile(file, `${JSON.stringify(bundle, undefined, 2)}\n`);
    }
    assert.deepEqual(Object.keys(await readTexts(file)), all);
  });

  it('sees what is not marked as it has to be', () => {
    const wrong = {
      "const text = t('said too early');": /while the module is loaded/,
      'const f = (name) => t(`${name} blocks`);': /no literal/,
      "const f = () => t('{0} blocks');": /no parts/,
      "const f = (name) => t('it blocks', name);": /other parts/,
      "const f = () => ({ reason: 'it cannot be awaited' });": /not marked/,
      'const f = (name) => ({ title: name ? `Convert ${name}` : undefined });': /not marked/,
    };
    for (const [text, problem] of Object.entries(wrong)) {
      const problems: string[] = [];
      collect('server/example.ts', text, { texts: new Set(), problems });
      assert.equal(problems.length, 1, text);
      assert.match(problems[0] ?? '', problem);
    }
    const texts = new Set<string>();
    const problems: string[] = [];
    const right = "const f = (name) => ({ reason: name ? t('`{0}` blocks', name) : refuse('it blocks') });";
    collect('server/example.ts', right, { texts, problems });
    assert.deepEqual([problems, [...texts]], [[], ['`{0}` blocks', 'it blocks']]);
  });

  it('has every text of the manifest, and no other', async () => {
    const manifest = await readFile(path.join(root, 'package.json'), 'utf8');
    const keys = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key = '']) => key);
    const texts = await readTexts(path.join(root, 'package.nls.json'));
    assert.deepEqual([...new Set(keys)].sort(), Object.keys(texts).sort());
  });

  it('has every description of a setting, and of what it may be', async () => {
    const { contributes } = await readManifest();
    const descriptions: unknown[] = [];
    JSON.stringify(contributes.configuration, (name, value: unknown) => {
      if (name === 'markdownDescription') descriptions.push(value);
      if (name === 'markdownEnumDescriptions' && Array.isArray(value))
        descriptions.push(...(value as unknown[]));
      return value;
    });
    assert.ok(descriptions.length > 50);
    for (const text of descriptions) assert.match(String(text), /^%setting\.[\w.-]+%$/);
  });

  it('keeps in every language what is no text', async () => {
    const pairs = [
      ...(await readdir(bundles)).map((name) => [
        path.join(bundles, 'bundle.l10n.json'),
        path.join(bundles, name),
      ]),
      ...(await readdir(root))
        .filter((name) => name.startsWith('package.nls.'))
        .map((name) => [path.join(root, 'package.nls.json'), path.join(root, name)]),
    ] as const;
    assert.ok(pairs.length > 2, 'there is no translation');
    for (const [original, translation] of pairs) {
      if (original === undefined || translation === undefined) continue;
      const texts = await readTexts(original);
      const translated = await readTexts(translation);
      // A record of the catalogue may come before its translations: its texts are shown as they are until then.
      const mayLack = translation === original ? new Set<string>() : catalogTexts();
      const missing = Object.keys(texts).filter(
        (key) => translated[key] === undefined && !(mayLack.has(key) && !marked.texts.has(key)),
      );
      assert.deepEqual(missing, [], `${translation}: not translated`);
      const needless = Object.keys(translated).filter((key) => texts[key] === undefined);
      assert.deepEqual(needless, [], `${translation}: said nowhere`);
      for (const [key, text] of Object.entries(translated))
        assert.deepEqual(placeholders(text), placeholders(texts[key] ?? ''), `${translation}: ${key}`);
    }
  });
});
