import type { Span } from '../../facts/span.ts';
import { leadsTo } from './loads-by-name.ts';

/** A path that a loader gets which opens a module from outside: `rewire('../lib/prepare')`. */
const path = /(['"`])(\.{1,2}(?:\/[^'"`\n]*)?)\1/g;

/** What such a loader takes out of a module: `prepare.__get__('updateIcons')`, `__GetDependency__('load')`. */
const taken = /\b__(?:get|GetDependency)__\s*\(\s*(['"`])([\w$]+)\1/g;

/**
 * Where a text takes a function out of a module that does not export it.
 *
 * @param from The file of the text.
 */
export function reachedInside(text: string, from: string, file: string, name: string): Span | undefined {
  for (const match of text.matchAll(taken)) {
    if (match[2] !== name) continue;
    const isOpened = [...text.matchAll(path)].some(([, , specifier = '']) => leadsTo(specifier, from, file));
    return isOpened ? { start: match.index, end: match.index + match[0].length } : undefined;
  }
  return undefined;
}
