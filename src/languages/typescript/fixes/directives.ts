import type { DirectiveProblem, Finding } from '../../../engine/finding.ts';
import type { Fix, TextEdit } from '../../../fixes/fix.ts';
import { reasonPlaceholder } from '../../../fixes/repair-directive.ts';
import type { Span } from '../../../facts/span.ts';
import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import { commentsIn } from './nodes.ts';

/** A comment that suppresses a finding on its line. */
export function suppressLine(text: string, tree: ts.SourceFile | undefined, finding: Finding): Fix {
  return {
    id: 'suppress-line',
    title: t('Ignore `{0}` on this line', finding.category),
    safe: false,
    edits: [suppression(text, tree, finding)],
  };
}

/** Line-based directives of other tools: a line put between them and the code would take their effect. */
const bindsToNextLine =
  /(?:eslint|oxlint|tslint:)-?disable-next-line|(?:c8|v8) ignore next|tslint:disable-next-line/;

function suppression(text: string, tree: ts.SourceFile | undefined, finding: Finding): TextEdit {
  const { category } = finding;
  const lineStart = text.lastIndexOf('\n', finding.span.start - 1) + 1;
  const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, Math.max(lineStart - 1, 0));
  const own = /unblock-ignore-next-line((?:[ \t,]+(?!--)[\w*-]+)*)/.exec(above);
  if (own !== null && lineStart > 0) {
    const end = lineStart - 1 - above.length + own.index + own[0].length;
    return { start: end, end, text: ` ${category}` };
  }
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const line = `unblock-ignore-next-line ${category} -- ${reasonPlaceholder}`;
  const place = tree === undefined ? 'code' : around(tree, lineStart);
  if (place === 'text' || bindsToNextLine.test(above)) return inline(finding, lineStart);
  const comment = place === 'jsx' ? `{/* ${line} */}` : `// ${line}`;
  // A byte-order mark stays the first character.
  const start = lineStart === 0 && text.charCodeAt(0) === 0xfeff ? 1 : lineStart;
  return { start, end: start, text: indent + comment + (/\r?\n/.exec(text)?.[0] ?? '\n') };
}

/** Where no line can be put above: a comment in front of the call, or of its name, on the same line. */
function inline({ span, whole, category }: Finding, lineStart: number): TextEdit {
  const start = whole.start >= lineStart && whole.start <= span.start ? whole.start : span.start;
  const comment = `/* unblock-ignore-line ${category} -- ${reasonPlaceholder} */`;
  return { start, end: start, text: `${comment} ` };
}

/** Whether a line begins in code, among the children of JSX, or in the text of a literal or comment. */
function around(tree: ts.SourceFile, position: number): 'code' | 'jsx' | 'text' {
  const visit = (node: ts.Node): 'jsx' | 'text' | undefined => {
    if (node.pos > position || node.end < position) return undefined;
    if (ts.isJsxText(node) && position < node.end) return jsxLine(node, tree, position);
    if (isText(node) && node.getStart(tree) < position && position < node.end) return 'text';
    return ts.forEachChild(node, visit);
  };
  const found = visit(tree);
  if (found !== undefined) return found;
  const comments = commentsIn(tree, { start: 0, end: tree.end });
  return comments.some((one) => covers(one, position)) ? 'text' : 'code';
}

/** A comment between two lines of text would take away the blank that JSX makes of the line break. */
function jsxLine(node: ts.JsxText, tree: ts.SourceFile, position: number): 'jsx' | 'text' {
  const isBlank = (text: string): boolean => text.trim() === '';
  const { text } = tree;
  return isBlank(text.slice(node.pos, position)) || isBlank(text.slice(position, node.end)) ? 'jsx' : 'text';
}

function isText(node: ts.Node): boolean {
  return (
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node)
  );
}

function covers(span: Span, position: number): boolean {
  return span.start < position && position < span.end;
}

/** Takes a suppression comment away, with its line when nothing else stands on it. */
export function removeComment(text: string, tree: ts.SourceFile | undefined, problem: DirectiveProblem): Fix {
  let { start, end } = (tree && inBraces(tree, problem.span)) ?? problem.span;
  const before = /(?:^|\n)([ \t]*)$/.exec(text.slice(0, start));
  const after = /^[ \t]*(\r?\n|$)/.exec(text.slice(end));
  if (before !== null && after !== null) {
    start -= before[1]?.length ?? 0;
    end += after[0].length;
  } else if (after !== null) start -= /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  else end += /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return {
    id: 'remove-directive',
    title: problem.kind === 'unused' ? t('Remove the unused directive') : t('Remove the malformed directive'),
    safe: true,
    edits: [{ start, end, text: '' }],
  };
}

/** `{` and `}` around a comment among the children of JSX. */
function inBraces(tree: ts.SourceFile, span: Span): Span | undefined {
  let found: Span | undefined;
  const visit = (node: ts.Node): void => {
    if (node.pos > span.start || node.end < span.end) return;
    if (ts.isJsxExpression(node) && node.expression === undefined) {
      const only = commentsIn(tree, { start: node.getStart(tree) + 1, end: node.end - 1 });
      if (only.length === 1) found = { start: node.getStart(tree), end: node.end };
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
