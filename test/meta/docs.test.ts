import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Category } from '../../src/catalog/schema.ts';
import { defaultSettings } from '../../src/engine/settings.ts';
import { documentationUrl } from '../../src/catalog/documentation.ts';

import { reportOf } from '../helpers/analysis.ts';
import { repoRoot } from '../host/paths.ts';
import { readManifest } from '../package/manifest-file.ts';
import { outdatedPages } from '../tools/generate-docs.ts';
import { categories } from '../tools/readme-tables.ts';

const read = async (file: string): Promise<string> => await readFile(path.join(repoRoot, file), 'utf8');

/** The code blocks of a section. */
function codeIn(page: string, heading: string): readonly string[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  assert.ok(section, `there is no section "${heading}"`);
  return [...section.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
}

/** The categories of what is reported of some code. */
function found(code: string, category: Category): readonly string[] {
  // A category that is off by default has an example all the same.
  const categories = { ...defaultSettings.categories, [category]: 'warning' } as const;
  const { findings } = reportOf(code, 'example.ts', { ...defaultSettings, categories });
  return [...new Set(findings.map((finding) => finding.category))];
}

const otherPages = ['configuration.md', 'evaluation.md', 'performance.md'];

describe('documentation', () => {
  it('is up to date', async () => {
    const outdated = (await outdatedPages()).map(({ file }) => file);
    assert.deepEqual(outdated, [], 'run: npm run docs');
  });

  it('has a page for each category, and no page that nobody knows of', async () => {
    const pages = (await readdir(path.join(repoRoot, 'docs'))).filter((name) => name.endsWith('.md'));
    assert.deepEqual(
      pages.sort(),
      [...categories().map(([category]) => `${category}.md`), ...otherPages].sort(),
    );
    for (const [category] of categories()) assert.match(documentationUrl(category), /\/docs\/\w+\.md$/);
  });

  for (const [category] of categories()) {
    it(`shows code for ${category} that is reported, and code that is not`, async () => {
      const page = await read(`docs/${category}.md`);
      for (const code of codeIn(page, 'What blocks')) assert.deepEqual(found(code, category), [category]);
      for (const code of codeIn(page, 'What to do instead')) assert.deepEqual(found(code, category), []);
    });
  }

  it('has the same sections on each page, with measurements, and no code that is not tested', async () => {
    const bench = await read('test/bench/stalls.ts');
    for (const [category] of categories()) {
      const page = await read(`docs/${category}.md`);
      const [, ...sections] = page.split(/^## /m);
      const headings = sections.map((section) => section.slice(0, section.indexOf('\n')));
      const wanted = ['What blocks', 'Why it matters', 'What to do instead', 'When it is fine', 'The calls'];
      assert.deepEqual(headings, wanted, category);
      for (const [index, section] of sections.entries())
        assert.equal(
          section.includes('```'),
          index === 0 || index === 2,
          `${category}: ${headings[index] ?? ''}`,
        );
      assert.match(sections[1] ?? '', /\| [\d,]+ ms +\|/, category);
      assert.ok(bench.includes(`category: '${category}'`), category);
    }
  });

  it('names every setting and command that there is, and none that is not', async () => {
    const { contributes } = await readManifest();
    const readme = await read('README.md');
    const named = new Set([...readme.matchAll(/^\| `(unblock\.[\w.]+)` /gm)].map(([, name = '']) => name));
    assert.deepEqual([...named].sort(), Object.keys(contributes.configuration.properties).sort());
  });

  it('has no link that leads nowhere', async () => {
    const files = [
      'README.md',
      'CONTRIBUTING.md',
      'docs/configuration.md',
      'docs/evaluation.md',
      ...categories().map(([category]) => `docs/${category}.md`),
    ];
    for (const file of files) {
      const targets = [...(await read(file)).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)];
      for (const [, target = ''] of targets) {
        const folder = path.dirname(path.join(repoRoot, file));
        const names = await readdir(path.dirname(path.join(folder, target)));
        assert.ok(names.includes(path.basename(target)), `${file} → ${target}`);
      }
    }
  });

  it('gives the size of the package', async () => {
    assert.match(await read('README.md'), /package\s+is\s+\d\.\d\s+MB/);
  });

  it('names only scripts that there are', async () => {
    const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };
    for (const file of ['README.md', 'CONTRIBUTING.md']) {
      const named = [...(await read(file)).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
      assert.deepEqual(
        named.filter((name) => scripts[name] === undefined),
        [],
        file,
      );
    }
  });
});
