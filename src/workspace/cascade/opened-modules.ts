import type { Importer } from '../../fixes/cascade/world.ts';
import { leadsTo } from './loads-by-name.ts';

/** What a tool of tests loads as `require` does, to reach inside: `rewire('../lib/prepare')`. */
const opened = /\brewire\s*\(\s*(['"`])(\.{1,2}(?:\/[^'"`\n]*)?)\1/g;

/** Files with the specifiers by which they open others. */
export type OpenedModules = readonly Importer[];

/** Finds what files open, by their texts. */
export function openedModules(
  files: readonly string[],
  textOf: (file: string) => string | undefined,
): OpenedModules {
  return files.flatMap((file) => {
    const specifiers = [...(textOf(file) ?? '').matchAll(opened)].map(([, , specifier = '']) => specifier);
    return specifiers.length === 0 ? [] : [{ file, specifiers }];
  });
}

/** The files that load one, those that open it to reach inside among them. */
export function withOpeners(
  importers: readonly Importer[],
  modules: OpenedModules,
  path: string,
): readonly Importer[] {
  const found = new Map(importers.map(({ file, specifiers }) => [file, specifiers]));
  for (const { file, specifiers } of modules) {
    const own = specifiers.filter((specifier) => leadsTo(specifier, file, path));
    if (own.length > 0) found.set(file, [...new Set([...(found.get(file) ?? []), ...own])]);
  }
  return [...found].map(([file, specifiers]) => ({ file, specifiers }));
}
