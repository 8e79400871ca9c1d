import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applyEdits } from '../../../../src/fixes/edits.ts';
import type { SourceText } from '../../../../src/facts/source-text.ts';
import { typescript } from '../../../../src/languages/typescript/language.ts';
import { findingsOf } from './analysis.ts';

/** One text and what becomes of its first finding. */
export interface GoldenCase {
  readonly name: string;
  readonly source: SourceText;
  /** `safe: title`, `unsafe: title` or `refused: reason`. */
  readonly outcome: string;
  readonly after: string;
}

/**
 * Reads `=== file: name`, the text before, `--- outcome` and the text after. A file name that ends in `,crlf` has
 * Windows line ends.
 */
export function goldenCases(name: string): readonly GoldenCase[] {
  const file = path.join(import.meta.dirname, 'cases', `${name}.txt`);
  return readFileSync(file, 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const [head, rest] = halves(block, '\n');
      const [fileName, title] = halves(head, ': ');
      const [before, result] = halves(rest, /^--- /m);
      const [outcome, after] = halves(result, '\n');
      const [base = '', ends] = fileName.split(',');
      const lines = (text: string): string => (ends === 'crlf' ? text.replaceAll('\n', '\r\n') : text);
      return {
        name: title,
        source: { path: `/project/${base}`, text: lines(before) },
        outcome,
        after: lines(after),
      };
    });
}

function halves(text: string, separator: string | RegExp): readonly [string, string] {
  const at = text.search(separator);
  if (at < 0) return [text, ''];
  const length = typeof separator === 'string' ? separator.length : '--- '.length;
  return [text.slice(0, at), text.slice(at + length)];
}

/** What becomes of the first finding of a text. */
export function convertFirst(source: SourceText): { readonly outcome: string; readonly after: string } {
  const [finding] = findingsOf(source);
  if (finding === undefined) return { outcome: 'no finding', after: '' };
  const conversion = typescript.convert(source, finding);
  if ('refusal' in conversion) return { outcome: `refused: ${conversion.refusal.reason}`, after: '' };
  const { title, safe, edits } = conversion.fix;
  return { outcome: `${safe ? 'safe' : 'unsafe'}: ${title}`, after: applyEdits(source.text, edits) };
}
