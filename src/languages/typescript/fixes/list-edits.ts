import type { TextEdit } from '../../../fixes/fix.ts';
import type { ts } from '../ts.ts';

/** Takes elements out of a comma-separated list and puts new ones in. At least one must be left or new. */
export function editList(
  tree: ts.SourceFile,
  list: ts.NodeArray<ts.Node>,
  removed: ReadonlySet<ts.Node>,
  added: readonly string[],
): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  const kept = list.filter((element) => !removed.has(element));
  const [first] = list.filter((element) => removed.has(element));
  const replaced = added.length > 0 ? first : undefined;
  if (replaced !== undefined) {
    edits.push({ start: replaced.getStart(tree), end: replaced.end, text: added.join(', ') });
  }
  const staying = new Set<ts.Node>(replaced === undefined ? kept : [...kept, replaced]);
  list.forEach((element, index) => {
    if (staying.has(element)) return;
    const next = list[index + 1];
    const laterStays = list.slice(index + 1).some((other) => staying.has(other));
    const before = list[index - 1];
    if (laterStays && next !== undefined) {
      edits.push({ start: element.getStart(tree), end: next.getStart(tree), text: '' });
    } else {
      edits.push({ start: before?.end ?? element.getStart(tree), end: element.end, text: '' });
    }
  });
  if (added.length > 0 && replaced === undefined) edits.push(...append(tree, list, added));
  return edits;
}

function append(
  tree: ts.SourceFile,
  list: ts.NodeArray<ts.Node>,
  added: readonly string[],
): readonly TextEdit[] {
  const last = list.at(-1);
  if (last === undefined) return [{ start: list.pos, end: list.pos, text: ` ${added.join(', ')} ` }];
  const lead = /(?:^|\n)([ \t]*)$/.exec(tree.text.slice(0, last.getStart(tree)))?.[1];
  const newline = tree.text.includes('\r\n') ? '\r\n' : '\n';
  const separator = lead === undefined || lead === '' ? ', ' : `,${newline}${lead}`;
  return [{ start: last.end, end: last.end, text: added.map((name) => separator + name).join('') }];
}
