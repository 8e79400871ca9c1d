import type { Span } from '../../../facts/span.ts';
import type { TextEdit } from '../../../fixes/fix.ts';
import { ts } from '../ts.ts';
import type { FixFile } from './site.ts';

/**
 * Edits that move lines to the left, so that the first of them is where the line of another position begins. Lines in a
 * template, and those of what is replaced, stay where they are.
 */
export function dedent(
  file: FixFile,
  span: Span,
  like: number,
  replaced: readonly Span[],
): readonly TextEdit[] {
  const { text } = file;
  const indentAt = (position: number): string =>
    /(?:^|\n)([ \t]*)[^\n]*$/.exec(text.slice(0, position))?.[1] ?? '';
  const from = indentAt(span.start).length - indentAt(like).length;
  if (from <= 0) return [];
  const kept = [...replaced, ...templates(file, span)];
  const edits: TextEdit[] = [];
  for (const match of text.slice(span.start, span.end).matchAll(/\n([ \t]+)/g)) {
    const start = span.start + match.index + 1;
    if (kept.some((one) => one.start < start && start <= one.end)) continue;
    edits.push({ start, end: start + Math.min(from, match[1]?.length ?? 0), text: '' });
  }
  return edits;
}

/** Edits that move all lines but the first one a step to the right; lines in a template stay where they are. */
export function indentMore(file: FixFile, span: Span): readonly TextEdit[] {
  const kept = templates(file, span);
  return [...file.text.slice(span.start, span.end).matchAll(/\n(?=[ \t]*\S)/g)].flatMap((match) => {
    const start = span.start + match.index + 1;
    const isKept = kept.some((one) => one.start < start && start <= one.end);
    return isKept ? [] : [{ start, end: start, text: file.style.indent }];
  });
}

function templates(file: FixFile, span: Span): readonly Span[] {
  const found: Span[] = [];
  const visit = (node: ts.Node): void => {
    if (node.end < span.start || node.pos > span.end) return;
    if (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isJsxText(node))
      found.push({ start: node.getStart(file.tree), end: node.end });
    ts.forEachChild(node, visit);
  };
  visit(file.tree);
  return found;
}
