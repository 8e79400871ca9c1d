import path from 'node:path';
import type { Span } from '../../facts/span.ts';

/** A string that begins like a relative path. */
const relativePath = /(['"`])(\.{1,2}\/[^'"`\n]*|\.{1,2})\1/g;

/** What stands before the string where the file is loaded in a way that is followed, or replaced as a whole. */
const followed =
  /(?:\b(?:require(?:\.resolve)?|rewire|proxyquire|esmock)\s*\(|\bimport\s*\(|\bfrom|\bimport|\.(?:do|un|set)?mock\s*\()\s*$/i;

/**
 * Where a text has a string that leads to a file and is no import of it: a loader that puts stand-ins into modules gets
 * such a string (`proxyquire('../load', …)`).
 *
 * @param from The file of the text.
 */
export function loadByName(text: string, from: string, file: string): Span | undefined {
  for (const { 0: literal, 2: specifier = '', index } of text.matchAll(relativePath)) {
    if (!leadsTo(specifier, from, file)) continue;
    if (followed.test(text.slice(Math.max(0, index - 40), index))) continue;
    return { start: index, end: index + literal.length };
  }
  return undefined;
}

/** The strings of a text that begin like relative paths, whatever they are for. */
export function relativePathsIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(relativePath)].map(({ 2: specifier = '' }) => specifier));
}

/** Whether a relative path in one file leads to another, with or without its extension. */
export function leadsTo(specifier: string, from: string, file: string): boolean {
  const wanted = withoutExtension(file);
  const target = withoutExtension(path.resolve(path.dirname(from), specifier));
  return target === wanted || path.join(target, 'index') === wanted;
}

function withoutExtension(file: string): string {
  return file.replace(/\.[cm]?[jt]sx?$/i, '');
}
