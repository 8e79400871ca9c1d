import type { Span } from '../../../facts/span.ts';
import type { TextEdit } from '../../../fixes/fix.ts';
import type { ts } from '../ts.ts';
import { spanOf } from './nodes.ts';
import { leadingSemicolon, needsParentheses, type Binds } from './parens.ts';
import { replaceWith, textOf, type Piece } from './pieces.ts';
import type { FixFile } from './site.ts';

/**
 * Edits that put pieces in the place of a node, with parentheses and a semicolon where it takes them.
 *
 * @param binds How tightly the pieces bind; undefined where they need no parentheses.
 */
export function inPlace(
  file: FixFile,
  node: ts.Node,
  pieces: readonly Piece[],
  binds: Binds | undefined,
  span: Span = spanOf(node),
): readonly TextEdit[] {
  const all: Piece[] = [...pieces];
  if (binds !== undefined && needsParentheses(node, binds)) {
    all.unshift('(');
    all.push(')');
  }
  all.unshift(leadingSemicolon(file.tree, node, textOf(all, file.text)));
  return replaceWith(span, all, file.text);
}
