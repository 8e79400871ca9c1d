import type { DirectiveFact } from './file-facts.ts';
import type { Span } from './span.ts';

const scopes: ReadonlyMap<string, DirectiveFact['scope']> = new Map([
  ['unblock-ignore-line', 'line'],
  ['unblock-ignore-next-line', 'next-line'],
  ['unblock-ignore-file', 'file'],
]);

/** The names of all suppression comments. */
export const directiveNames: readonly string[] = [
  'unblock-ignore-next-line',
  'unblock-ignore-line',
  'unblock-ignore-file',
];

/** What every suppression comment contains; a text without it has none. */
export const directiveMarker = 'unblock-ignore';

/**
 * Reads a suppression comment: `unblock-ignore-next-line file sleep -- reason`.
 *
 * @param body The comment without its delimiters.
 * @param span The whole comment in the file.
 * @param line Zero-based line on which the comment starts.
 * @param lastLine Zero-based line on which it ends.
 * @returns Undefined for a comment that does not begin with a directive.
 */
export function parseDirective(
  body: string,
  span: Span,
  line: number,
  lastLine: number,
): DirectiveFact | undefined {
  const match = /^[\s*]*(unblock-ignore[\w-]*)(.*)$/s.exec(body);
  const [, name = '', rest = ''] = match ?? [];
  if (match === null) return undefined;
  const [list = '', ...reasons] = rest.split(/(?<=^|\s)--(?=\s|$)/);
  const scope = scopes.get(name);
  const fact = {
    scope: scope ?? 'line',
    categories: list.split(/[\s,]+/).filter((word) => word !== '' && word !== '*'),
    reason: reasons.join('--').trim(),
    span,
    line: scope === 'next-line' ? lastLine + 1 : line,
  };
  return scope === undefined ? { ...fact, misnamed: name } : fact;
}
