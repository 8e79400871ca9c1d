import { readTextFile, isSkipped } from '../text-file.ts';
import { mapConcurrently } from '../concurrency.ts';
import { mentionsOf } from '../project/search.ts';
import { projectFiles } from '../project/read-project.ts';

/** Files with code in them that Unblock does not read. */
const extensions = ['.vue', '.svelte', '.astro', '.mdx', '.coffee'];

/** Answers in which file of a language that is not read a word is mentioned; undefined where in none. */
export type MentionedElsewhere = (word: string) => Promise<string | undefined>;

/** Searches the files that Unblock cannot edit. They are read when that is first needed. */
export function createForeignFiles(folders: readonly string[]): MentionedElsewhere {
  let texts: Promise<readonly (readonly [string, string])[]> | undefined;

  async function read(): Promise<readonly (readonly [string, string])[]> {
    const lists = await Promise.all(
      folders.map((folder) =>
        projectFiles(folder, extensions, { exclude: [], defaultExcludes: false, base: folder }),
      ),
    );
    const files = await mapConcurrently(lists.flat(), 32, (file) => readTextFile(file));
    return files.flatMap((file) => (isSkipped(file) ? [] : [[file.path, file.text] as const]));
  }

  return async (word) => {
    const mentions = mentionsOf(new Set([word]));
    texts ??= read();
    return (await texts).find(([, text]) => mentions(text))?.[0];
  };
}
