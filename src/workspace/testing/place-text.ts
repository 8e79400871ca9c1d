import type { Span } from '../../facts/span.ts';
import { t } from '../../l10n/translate.ts';
import { indexLines, positionAt } from '../line-index.ts';
import { isWithin, relativePath } from '../paths.ts';

/**
 * Names a place, and says how many others there are: `test/load.test.js:12 and 2 more files`.
 *
 * @param files How many files have such a place, this one among them.
 * @param folders The folders that paths are shown relative to.
 */
export function placeText(
  { path, text }: { readonly path: string; readonly text: string },
  { start }: Span,
  files: number,
  folders: readonly string[],
): string {
  const { line } = positionAt(indexLines(text), start);
  const folder = folders.find((at) => isWithin(at, path)) ?? folders[0] ?? '';
  const place = `${relativePath(folder, path)}:${line}`;
  const others = files - 1;
  if (others === 0) return place;
  return others === 1 ? t('{0} and 1 more file', place) : t('{0} and {1} more files', place, others);
}
