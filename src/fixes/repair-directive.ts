import { distance } from 'fastest-levenshtein';

import { categories } from '../catalog/schema.ts';
import type { DirectiveProblem } from '../engine/finding.ts';
import { directiveNames } from '../facts/directive.ts';
import { t } from '../l10n/translate.ts';
import type { Fix, TextEdit } from './fix.ts';

/** What stands in for a reason until the user has written one. */
export const reasonPlaceholder = 'explain why this may block';

/**
 * What a malformed suppression comment may have been meant to be, the likeliest first: another name, another category,
 * or with a reason. Empty for one that is not malformed.
 */
export function repairDirective(text: string, { span, kind }: DirectiveProblem): readonly Fix[] {
  if (kind !== 'malformed') return [];
  const comment = text.slice(span.start, span.end).replace(/\*\/$/, '');
  const match = /(unblock-ignore[\w-]*)((?:[\s,]+(?!--(?:\s|$))[\w*][\w-]*)*)(\s+--)?/.exec(comment);
  if (match === null) return [];
  const [, name = '', list = '', dashes] = match;
  const listStart = span.start + match.index + name.length;
  if (!directiveNames.includes(name)) {
    const start = span.start + match.index;
    return alternatives(name, directiveNames).map((other) =>
      change({ start, end: start + name.length }, name, other),
    );
  }
  for (const word of list.matchAll(/[\w*-]+/g)) {
    const [category] = word;
    if (category === '*' || isOneOf(category, categories)) continue;
    const start = listStart + word.index;
    return likely(category, categories).map((other) =>
      change({ start, end: start + category.length }, category, other),
    );
  }
  const end = listStart + list.length + (dashes?.length ?? 0);
  const reason = `${dashes === undefined ? ' --' : ''} ${reasonPlaceholder}`;
  return [fix(t('Add a reason'), { start: end, end, text: reason })];
}

function change(place: { readonly start: number; readonly end: number }, from: string, to: string): Fix {
  return fix(t('Change `{0}` to `{1}`', from, to), { ...place, text: to });
}

function fix(title: string, edit: TextEdit): Fix {
  return { id: 'repair-directive', title, safe: false, edits: [edit] };
}

/** The words that a word is likely to be meant for, or all of them when it is like none. */
function alternatives(word: string, words: readonly string[]): readonly string[] {
  const near = likely(word, words);
  return near.length > 0 ? near : words;
}

/** The words that two changes of a letter, or less, make of a word; the nearest first. */
function likely(word: string, words: readonly string[]): readonly string[] {
  return words
    .map((other) => ({ other, changes: distance(word, other) }))
    .filter(({ changes }) => changes <= 2)
    .sort((a, b) => a.changes - b.changes)
    .map(({ other }) => other);
}

function isOneOf(word: string, words: readonly string[]): boolean {
  return words.includes(word);
}
