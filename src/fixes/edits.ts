import type { Span } from '../facts/span.ts';
import type { TextEdit } from './fix.ts';

/** Ascending, identical edits once (two conversions that need the same import ask for it in the same words). */
export function normalize(edits: readonly TextEdit[]): readonly TextEdit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.filter((edit, index) => {
    const before = sorted[index - 1];
    return before === undefined || !same(before, edit);
  });
}

function same(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/** Whether two edits cannot both be applied: they share text, or insert different texts at one place. */
export function conflict(a: TextEdit, b: TextEdit): boolean {
  if (same(a, b)) return false;
  if (a.start === a.end && b.start === b.end) return a.start === b.start;
  return a.start < b.end && b.start < a.end;
}

/** Applies edits to a text. Throws on edits that overlap or lie outside it: they were made for another text. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of normalize(edits)) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`Edit ${edit.start}–${edit.end} does not fit`);
    }
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Leaves out what an edit has in common with the text it replaces; undefined when it changes nothing. */
export function trim(text: string, edit: TextEdit): TextEdit | undefined {
  let { start, end } = edit;
  let from = 0;
  let to = edit.text.length;
  while (start < end && from < to && text[start] === edit.text[from]) {
    start += 1;
    from += 1;
  }
  while (end > start && to > from && text[end - 1] === edit.text[to - 1]) {
    end -= 1;
    to -= 1;
  }
  // Never split a surrogate pair or a line break: editors treat each as one character.
  if (start > 0 && splits(text, start)) {
    start -= 1;
    from -= 1;
  }
  if (end < text.length && splits(text, end)) {
    end += 1;
    to += 1;
  }
  return start === end && from === to ? undefined : { start, end, text: edit.text.slice(from, to) };
}

function splits(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return (before === 13 && after === 10) || (before >> 10 === 0x36 && after >> 10 === 0x37);
}

/**
 * Where a stretch of the old text lies in the new one; undefined when an edit reaches into it. An insertion at either
 * edge leaves it as it is.
 */
export function shift(span: Span, edits: readonly TextEdit[]): Span | undefined {
  let before = 0;
  let within = 0;
  for (const edit of edits) {
    const growth = edit.text.length - (edit.end - edit.start);
    if (edit.end <= span.start) before += growth;
    else if (edit.start < span.end) {
      if (edit.start < span.start || edit.end > span.end) return undefined;
      within += growth;
    }
  }
  return { start: span.start + before, end: span.end + before + within };
}
