import { trim } from './edits.ts';
import type { TextEdit } from './fix.ts';

/** Beyond this many changed lines the changed region is replaced as a whole. */
const farthest = 1000;

/** Edits, limited to the lines that differ, that turn one text into another. */
export function minimalEdits(before: string, after: string): readonly TextEdit[] {
  const old = lines(before);
  const now = lines(after);
  const edits: TextEdit[] = [];
  let offset = 0;
  let line = 0;
  for (const hunk of hunks(old, now)) {
    for (; line < hunk.start; line += 1) offset += old[line]?.length ?? 0;
    const start = offset;
    for (; line < hunk.end; line += 1) offset += old[line]?.length ?? 0;
    const text = now.slice(hunk.from, hunk.to).join('');
    const edit = trim(before, { start, end: offset, text });
    if (edit !== undefined) edits.push(edit);
  }
  return edits;
}

function lines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Lines `start`–`end` of the old text become lines `from`–`to` of the new one. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** Myers' greedy difference of two lists of lines. */
function hunks(old: readonly string[], now: readonly string[]): readonly Hunk[] {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  const most = Math.min(old.length, now.length) - head;
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const rows = old.length - head - tail;
  const columns = now.length - head - tail;
  if (rows === 0 && columns === 0) return [];
  const whole = [{ start: head, end: head + rows, from: head, to: head + columns }];
  if (rows === 0 || columns === 0) return whole;
  const matched = matches(old, now, head, rows, columns);
  return matched === undefined ? whole : between(matched, head, rows, columns);
}

/** Pairs of equal lines (relative to `head`), or undefined when the texts differ too much to be worth it. */
function matches(
  old: readonly string[],
  now: readonly string[],
  head: number,
  rows: number,
  columns: number,
): readonly (readonly [number, number])[] | undefined {
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  const limit = Math.min(rows + columns, farthest);
  for (let distance = 0; distance <= limit; distance += 1) {
    trace.push(new Map(reach));
    for (let diagonal = -distance; diagonal <= distance; diagonal += 2) {
      const down = (reach.get(diagonal + 1) ?? -1) >= (reach.get(diagonal - 1) ?? -1) + 1;
      const useDown = diagonal === -distance || (diagonal !== distance && down);
      let row = useDown ? (reach.get(diagonal + 1) ?? 0) : (reach.get(diagonal - 1) ?? 0) + 1;
      while (row < rows && row - diagonal < columns && old[head + row] === now[head + row - diagonal])
        row += 1;
      reach.set(diagonal, row);
      if (row >= rows && row - diagonal >= columns) return walkBack(trace, rows, columns);
    }
    reach = new Map(reach);
  }
  return undefined;
}

function walkBack(
  trace: readonly Map<number, number>[],
  rows: number,
  columns: number,
): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let row = rows;
  let column = columns;
  for (let distance = trace.length - 1; distance >= 0; distance -= 1) {
    const reach = trace[distance] ?? new Map<number, number>();
    const diagonal = row - column;
    const down = (reach.get(diagonal + 1) ?? -1) >= (reach.get(diagonal - 1) ?? -1) + 1;
    const useDown = diagonal === -distance || (diagonal !== distance && down);
    const from = useDown ? diagonal + 1 : diagonal - 1;
    const previousRow = distance === 0 ? 0 : (reach.get(from) ?? 0);
    const previousColumn = distance === 0 ? 0 : previousRow - from;
    while (row > previousRow && column > previousColumn) {
      row -= 1;
      column -= 1;
      pairs.push([row, column]);
    }
    row = previousRow;
    column = previousColumn;
  }
  return pairs.reverse();
}

function between(
  pairs: readonly (readonly [number, number])[],
  head: number,
  rows: number,
  columns: number,
): readonly Hunk[] {
  const found: Hunk[] = [];
  let row = 0;
  let column = 0;
  for (const [nextRow, nextColumn] of [...pairs, [rows, columns] as const]) {
    if (nextRow > row || nextColumn > column) {
      found.push({ start: head + row, end: head + nextRow, from: head + column, to: head + nextColumn });
    }
    row = nextRow + 1;
    column = nextColumn + 1;
  }
  return found;
}
