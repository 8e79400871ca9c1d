import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { readManifest } from '../package/manifest-file.ts';

const root = path.join(import.meta.dirname, '..', '..');
const client = path.join(root, 'src', 'client');
const bundles = path.join(client, 'l10n');

type Texts = Readonly<Record<string, string>>;

async function readTexts(file: string): Promise<Texts> {
  return JSON.parse(await readFile(file, 'utf8')) as Texts;
}

/** The texts that the client translates: the first arguments of all `l10n.t(…)`. */
async function translatedTexts(): Promise<readonly string[]> {
  const names = (await readdir(client, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const texts = new Set<string>();
  for (const name of names) {
    const text = await readFile(path.join(client, name), 'utf8');
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText().endsWith('l10n.t')) {
        const [first] = node.arguments;
        assert.ok(first && ts.isStringLiteralLike(first), `${name}: ${node.getText()} has no literal text`);
        texts.add(first.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
  }
  return [...texts].sort();
}

function placeholders(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d\}|\(command:[^)]*\)|\$\([\w-]+\)|`[^`]*`/g))].sort();
}

describe('client: translation', () => {
  it('has every text of the client in the bundle (UPDATE_L10N=1 rewrites it)', async () => {
    const file = path.join(bundles, 'bundle.l10n.json');
    const texts = await translatedTexts();
    if (process.env['UPDATE_L10N'] === '1') {
      const bundle = Object.fromEntries(texts.map((text) => [text, text]));
      await writeFile(file, `${JSON.stringify(bundle, undefined, 2)}\n`);
    }
    assert.deepEqual(Object.keys(await readTexts(file)), texts);
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
      assert.deepEqual(Object.keys(translated).sort(), Object.keys(texts).sort(), translation);
      for (const [key, text] of Object.entries(texts))
        assert.deepEqual(placeholders(translated[key] ?? ''), placeholders(text), `${translation}: ${key}`);
    }
  });
});
