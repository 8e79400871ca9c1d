import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalog } from '../../src/catalog/index.ts';
import { analyze } from '../../src/engine/analyze.ts';
import type { Program } from '../../src/engine/program.ts';
import { defaultSettings } from '../../src/engine/settings.ts';
import type { FileFacts } from '../../src/facts/file-facts.ts';
import { extract } from '../../src/languages/typescript/extract.ts';

/** What the file that is edited may hold: nobody imports it. */
const statements = [
  "import { Store } from './store';",
  "import { helper } from './helper';",
  "import fs from 'node:fs';",
  'export async function run() { helper(); }',
  'export async function load(store: Store) { return store.text; }',
  'export async function find(thing) { return thing.loadEverythingAtOnce(); }',
  'class Local { get text() { return fs.readFileSync("a"); } }',
  'class Other { loadEverythingAtOnce() { return 1; } }',
  'export const later = async () => new Local().text;',
  'export async function hand() { helper(() => fs.readFileSync("b")); }',
  '\n\n',
];

const others: Readonly<Record<string, string>> = {
  'store.ts':
    "import fs from 'node:fs';\nexport class Store { get text() { return fs.readFileSync('c'); } loadEverythingAtOnce() { return fs.readFileSync('d'); } }\n",
  'helper.ts':
    "import fs from 'node:fs';\nexport function helper(then = () => 1) { then(); fs.statSync('e'); }\n",
};

function factsOf(file: string, text: string): FileFacts {
  return extract({ path: file, text });
}

function program(files: ReadonlyMap<string, FileFacts>): Program {
  const resolve = (_from: string, specifier: string): string | undefined =>
    specifier.startsWith('./') ? `${specifier.slice(2)}.ts` : undefined;
  return { files, catalog, exhaustive: false, resolve };
}

describe('the findings of a file that changed', () => {
  const unchanged = Object.entries(others).map(([file, text]) => [file, factsOf(file, text)] as const);
  const text = fc.subarray(statements, { minLength: 1 }).map((lines) => lines.join('\n'));

  it('are those of a program that has it from the beginning', () => {
    fc.assert(
      fc.property(text, fc.array(text, { minLength: 1, maxLength: 5 }), (first, edits) => {
        const before = new Map([['edited.ts', factsOf('edited.ts', first)], ...unchanged]);
        const analysis = analyze(program(before));
        for (const edit of edits) {
          const facts = factsOf('edited.ts', edit);
          const revised = analysis.revised('edited.ts', facts, defaultSettings);
          const afresh = analyze(program(new Map(before).set('edited.ts', facts)));
          assert.deepEqual(revised, afresh.report('edited.ts', defaultSettings));
        }
      }),
      { numRuns: 200 },
    );
  });
});
