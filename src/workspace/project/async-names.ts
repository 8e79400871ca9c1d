import path from 'node:path';
import { mapConcurrently } from '../concurrency.ts';
import { textOf } from '../disk/looks.ts';
import { defaultLimits } from '../limits.ts';
import { declarationFile } from '../resolve/declarations.ts';
import type { Directories } from '../resolve/directories.ts';

/** Of one package no more files are searched than this. */
const mostFiles = 40;

/** `loadAsync`, of which the name without `Async` is kept. */
const withAsync = /(?<![\w$])([a-z][\w$]*)Async(?![\w$])/g;

/** What a declaration file takes from others: all of its own package, and of other packages what it hands on. */
const others =
  /\bfrom\s*['"](\.[^'"\n]+)['"]|\bexport\b[^;'"]*\bfrom\s*['"]([^'"\n]+)['"]|<reference\s+path=['"]([^'"\n]+)['"]/g;

/**
 * The names that the declarations of a package mention both as they are and with `Async` after them, found by a search
 * in their texts: `load` and `loadAsync`. Nearly all packages have none.
 *
 * @param entry The declaration file of the package.
 */
export async function namesWithAsync(disk: Directories, entry: string): Promise<readonly string[]> {
  const texts: string[] = [];
  const seen = new Set([entry]);
  for (let open = [entry]; open.length > 0;) {
    const found = await mapConcurrently(open, 16, async (file) => {
      // It may vanish while an install runs.
      const text = await textOf(file).catch(() => '');
      if (text.length > defaultLimits.maxBytes) return [];
      texts.push(text);
      return await takenFrom(disk, file, text);
    });
    open = [...new Set(found.flat())].filter((file) => !seen.has(file)).slice(0, mostFiles - seen.size);
    for (const file of open) seen.add(file);
  }
  const awaited = new Set(
    texts.filter((text) => text.includes('Async')).flatMap((text) => allOf(text, withAsync)),
  );
  if (awaited.size === 0) return [];
  const plain = new RegExp(`(?<![\\w$])(${[...awaited].map(escaped).join('|')})(?![\\w$])`, 'g');
  return [...new Set(texts.flatMap((text) => allOf(text, plain)))];
}

async function takenFrom(disk: Directories, file: string, text: string): Promise<readonly string[]> {
  const specifiers = new Set(allOf(text, others));
  const found: string[] = [];
  for (const specifier of specifiers) {
    const target = await declarationFile(disk, path.dirname(file), specifier);
    if (target !== undefined) found.push(target);
  }
  return found;
}

/** What the groups of a pattern match, wherever it does. */
function allOf(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap((match) =>
    match.slice(1).filter((part: string | undefined) => part !== undefined),
  );
}

function escaped(name: string): string {
  return name.replaceAll('$', String.raw`\$`);
}
