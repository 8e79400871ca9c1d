import { serverId, type FindingData } from '../server/protocol.ts';

/** What there is to say about the calls on a line. */
export interface LineNote {
  readonly line: number;
  /** The way from each call that blocks to what blocks, in the order of the text; the same way once. */
  readonly certain: readonly string[];
  /** Likewise of the calls that may block. */
  readonly possible: readonly string[];
}

/** As much of an editor's diagnostic as is needed. */
export interface DiagnosticLike {
  readonly source?: string | undefined;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  /** As the server sent it. */
  readonly data?: unknown;
}

/** Longer ways are shown by their ends: a line has other things to show. */
const mostHops = 3;

/** The notes of a document from its diagnostics, those of others included; each line once, in their order. */
export function lineNotes(diagnostics: readonly DiagnosticLike[]): readonly LineNote[] {
  const ways = new Map<number, { certain: Set<string>; possible: Set<string> }>();
  for (const { range, data } of [...diagnostics].filter(isOwn).sort(byPlace)) {
    if (!isFindingData(data)) continue;
    const { line } = range.start;
    const known = ways.get(line) ?? { certain: new Set(), possible: new Set() };
    ways.set(line, known);
    known[data.certainty].add(shorten(data.path));
  }
  return [...ways].map(([line, { certain, possible }]) => ({
    line,
    certain: [...certain],
    possible: [...possible],
  }));
}

function isOwn({ source }: DiagnosticLike): boolean {
  return source === serverId;
}

function byPlace({ range: { start: a } }: DiagnosticLike, { range: { start: b } }: DiagnosticLike): number {
  return a.line - b.line || a.character - b.character;
}

/** Diagnostics of suppression comments have no data. */
function isFindingData(data: unknown): data is FindingData {
  return typeof data === 'object' && data !== null && 'certainty' in data && 'path' in data;
}

function shorten(path: readonly string[]): string {
  const shown = path.length > mostHops ? [path[0], '…', path.at(-1)] : path;
  return shown.join(' → ');
}
