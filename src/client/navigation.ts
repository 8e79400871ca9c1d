import type { FileFindings, Place } from '../server/protocol.ts';

/** Where the cursor is. */
export interface Position {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/**
 * The finding after or before a position, in the order of files and lines; after the last one comes the first.
 * Undefined where there is none at all.
 */
export function neighbour(
  files: readonly FileFindings[],
  from: Position | undefined,
  direction: 'next' | 'previous',
): Place | undefined {
  const places = files.flatMap(({ findings }) => findings.map(({ path: [first] }) => first));
  const step = direction === 'next' ? 1 : -1;
  const ordered = places.sort((a, b) => step * compare(a, b));
  if (from === undefined) return ordered[0];
  const here = { uri: from.uri, line: from.line, start: from.character };
  return ordered.find((place) => step * compare(place, here) > 0) ?? ordered[0];
}

function compare(a: Pick<Place, 'uri' | 'line' | 'start'>, b: Pick<Place, 'uri' | 'line' | 'start'>): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.line - b.line || a.start - b.start;
}
