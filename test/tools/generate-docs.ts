import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { repoRoot } from '../host/paths.ts';
import { manifestWith } from '../package/manifest-file.ts';
import { fill } from './markdown.ts';
import {
  categories,
  categoryTable,
  contextTable,
  entryTable,
  fileSettingsTable,
  packageList,
  settingsTable,
} from './readme-tables.ts';
import { recordTables } from './record-tables.ts';
import { extractTexts, settingPrefix } from './manifest-texts.ts';
import { configSchema, contributedSettings } from './settings-schema.ts';

/*
 * Writes what follows from the catalogue and the settings: tables in the documentation, whose prose is written by hand,
 * the settings in package.json with their English texts, and the schema of configuration files. `--check` writes nothing, and fails when
 * something is out of date.
 */

interface Page {
  readonly file: string;
  /** What each generated part holds. */
  readonly parts: Readonly<Record<string, () => string>>;
}

/** Files that are generated as a whole. */
const wholes: Readonly<Record<string, () => Promise<string>>> = {
  'package.json': () => manifestWith(extractTexts(contributedSettings()).settings),
  'package.nls.json': async () =>
    JSON.stringify({ ...(await textsByHand()), ...extractTexts(contributedSettings()).texts }),
  'syntaxes/config.schema.json': () => Promise.resolve(JSON.stringify(configSchema())),
};

/** The texts of the manifest that follow from nothing else: commands, views and the walkthrough. */
async function textsByHand(): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(path.join(repoRoot, 'package.nls.json'), 'utf8');
  const all = Object.entries(JSON.parse(text) as Record<string, string>);
  return Object.fromEntries(all.filter(([key]) => !key.startsWith(settingPrefix)));
}

function pages(): readonly Page[] {
  return [
    {
      file: 'docs/configuration.md',
      parts: { settings: fileSettingsTable, entries: entryTable },
    },
    {
      file: 'README.md',
      parts: {
        categories: categoryTable,
        packages: packageList,
        contexts: contextTable,
        settings: settingsTable,
      },
    },
    ...categories().map(([category]) => ({
      file: `docs/${category}.md`,
      parts: { records: () => recordTables(category) },
    })),
  ];
}

/** The files that are out of date, with the text they should have. */
export async function outdatedPages(): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const all = await Promise.all([
    ...pages().map(async ({ file, parts }) => {
      const before = await readFile(path.join(repoRoot, file), 'utf8');
      const filled = Object.entries(parts).reduce(
        (text, [name, content]) => fill(text, name, content()),
        before,
      );
      return await outdated(file, before, filled);
    }),
    ...Object.entries(wholes).map(async ([file, content]) => {
      const before = await readFile(path.join(repoRoot, file), 'utf8').catch(() => '');
      return await outdated(file, before, await content());
    }),
  ]);
  return all.filter((page) => page !== undefined);
}

async function outdated(
  file: string,
  before: string,
  after: string,
): Promise<{ readonly file: string; readonly text: string } | undefined> {
  const filepath = path.join(repoRoot, file);
  // Prettier keeps an object on several lines if it was: what comes in one line is broken as far as need be.
  const written = file.endsWith('.json') ? `${JSON.stringify(JSON.parse(after), null, 2)}\n` : after;
  const text = await format(written, { ...(await resolveConfig(filepath)), filepath });
  return text === before ? undefined : { file, text };
}

async function main(): Promise<number> {
  const outdated = await outdatedPages();
  const names = outdated.map(({ file }) => file).join(', ');
  if (process.argv.includes('--check')) {
    if (outdated.length > 0) console.error(`Out of date: ${names}. Run: npm run docs`);
    return outdated.length === 0 ? 0 : 1;
  }
  await Promise.all(outdated.map(({ file, text }) => writeFile(path.join(repoRoot, file), text)));
  console.log(outdated.length === 0 ? 'All is up to date.' : `Written: ${names}`);
  return 0;
}

if (process.argv[1] === import.meta.filename) {
  void main().then((code) => {
    process.exitCode = code;
  });
}
