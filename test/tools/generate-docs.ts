import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { repoRoot } from '../host/paths.ts';
import { fill } from './markdown.ts';
import { categories, categoryTable, contextTable, packageList, settingsTable } from './readme-tables.ts';
import { recordTables } from './record-tables.ts';

/*
 * Writes the tables in the documentation that follow from the catalogue and the settings; the prose around them is
 * written by hand. `--check` writes nothing, and fails when something is out of date.
 */

interface Page {
  readonly file: string;
  /** What each generated part holds. */
  readonly parts: Readonly<Record<string, () => string>>;
}

function pages(): readonly Page[] {
  return [
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

/** The files of the documentation that are out of date, with the text they should have. */
export async function outdatedPages(): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const all = await Promise.all(
    pages().map(async ({ file, parts }) => {
      const filepath = path.join(repoRoot, file);
      const before = await readFile(filepath, 'utf8');
      const filled = Object.entries(parts).reduce(
        (text, [name, content]) => fill(text, name, content()),
        before,
      );
      const text = await format(filled, { ...(await resolveConfig(filepath)), filepath });
      return text === before ? undefined : { file, text };
    }),
  );
  return all.filter((page) => page !== undefined);
}

async function main(): Promise<number> {
  const outdated = await outdatedPages();
  const names = outdated.map(({ file }) => file).join(', ');
  if (process.argv.includes('--check')) {
    if (outdated.length > 0) console.error(`Out of date: ${names}. Run: npm run docs`);
    return outdated.length === 0 ? 0 : 1;
  }
  await Promise.all(outdated.map(({ file, text }) => writeFile(path.join(repoRoot, file), text)));
  console.log(outdated.length === 0 ? 'The documentation is up to date.' : `Written: ${names}`);
  return 0;
}

if (process.argv[1] === import.meta.filename) {
  void main().then((code) => {
    process.exitCode = code;
  });
}
