import type { Span } from '../../../facts/span.ts';
import type { TextEdit } from '../../../fixes/fix.ts';

/** New text, or a stretch of the old text that stays as it is. */
export type Piece = string | Span;

/** The text that pieces come to. */
export function textOf(pieces: readonly Piece[], text: string): string {
  return pieces
    .map((piece) => (typeof piece === 'string' ? piece : text.slice(piece.start, piece.end)))
    .join('');
}

/**
 * Edits that put pieces in the place of a stretch of text. Kept stretches are not touched where they come in the order
 * of the text, so that other edits can reach into them.
 */
export function replaceWith(span: Span, pieces: readonly Piece[], text: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let at = span.start;
  let pending = '';
  for (const piece of pieces) {
    if (typeof piece !== 'string' && piece.start >= at && piece.end <= span.end) {
      if (pending !== '' || piece.start > at) edits.push({ start: at, end: piece.start, text: pending });
      pending = '';
      at = piece.end;
    } else pending += textOf([piece], text);
  }
  if (pending !== '' || span.end > at) edits.push({ start: at, end: span.end, text: pending });
  return edits;
}
