import path from 'node:path';
import picomatch from 'picomatch';

import { relativePath, toSlashes } from './paths.ts';

/** Says of an absolute path whether it is meant. */
export type PathTest = (absolute: string) => boolean;

/**
 * Compiles exclude patterns. One without a slash means every file and folder of that name; one with a slash is a path
 * from `base`. A folder that matches is left out with all that it holds.
 */
export function compileExcludes(patterns: readonly string[], base: string): PathTest {
  const trimmed = patterns.map((pattern) => pattern.replace(/^\.?\//, '').replace(/\/$/, ''));
  const isName = anyOf(trimmed.filter((pattern) => !pattern.includes('/')));
  const isPath = anyOf(trimmed.filter((pattern) => pattern.includes('/')));
  return (absolute) => isName(path.basename(absolute)) || isPath(relativePath(base, absolute));
}

/** Files named by a glob: where to look, how deep, and which. */
export interface FileGlob {
  readonly folder: string;
  /** Folders below `folder` that may hold a match; zero means only `folder` itself. */
  readonly depth: number;
  readonly matches: PathTest;
}

/** Whether a command-line argument has to be read as a glob. */
export function isGlob(text: string): boolean {
  return picomatch.scan(globText(text)).isGlob;
}

/** Compiles a glob that is relative to a folder, or absolute. */
export function compileGlob(text: string, cwd: string): FileGlob {
  const { base, glob } = picomatch.scan(globText(text));
  const folder = path.resolve(cwd, base.replace(/\\(.)/g, '$1'));
  const matches = picomatch(glob);
  // Braces and brackets only make the true depth smaller; `**` and groups have no bound.
  const depth = /\*\*|\(/.test(glob) ? Infinity : glob.split('/').length - 1;
  return { folder, depth, matches: (absolute) => matches(relativePath(folder, absolute)) };
}

function anyOf(patterns: readonly string[]): (text: string) => boolean {
  if (patterns.length === 0) return () => false;
  return picomatch([...patterns], { dot: true, nonegate: true });
}

/** On Windows a backslash separates; elsewhere it escapes a character of the glob. */
function globText(text: string): string {
  return toSlashes(text);
}
