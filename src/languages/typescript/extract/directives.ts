import { directiveMarker, parseDirective } from '../../../facts/directive.ts';
import type { DirectiveFact } from '../../../facts/file-facts.ts';
import { SyntaxKind, ts } from '../ts.ts';

/** Finds the suppression comments of a file. The same words in strings, templates and JSX text are not comments. */
export function directives(file: ts.SourceFile): DirectiveFact[] {
  const found: DirectiveFact[] = [];
  const { text } = file;
  for (let at = text.indexOf(directiveMarker); at !== -1; at = text.indexOf(directiveMarker, at + 1)) {
    const start = commentStart(text, at);
    if (start === undefined || !isTrivia(file, start)) continue;
    const line = text.startsWith('//', start);
    const close = line ? text.slice(at).search(/\r?\n|$/) + at : text.indexOf('*/', at);
    if (close === -1) continue;
    const span = { start, end: line ? close : close + 2 };
    const directive = parseDirective(
      text.slice(start + 2, close),
      span,
      lineOf(file, start),
      lineOf(file, close),
    );
    if (directive !== undefined) found.push(directive);
  }
  return found;
}

/** Where the comment begins that has the directive as its first words. */
function commentStart(text: string, at: number): number | undefined {
  let start = at;
  while (start > 0 && /[\s*]/.test(text.charAt(start - 1))) start--;
  if (text.startsWith('//', start - 2)) return start - 2;
  // The stars of a block comment were skipped together with the blanks.
  return text.charAt(start - 1) === '/' && text.charAt(start) === '*' ? start - 1 : undefined;
}

function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line;
}

/** Whether a position lies between tokens: then text that looks like a comment is one. */
function isTrivia(file: ts.SourceFile, position: number): boolean {
  let node: ts.Node = file;
  for (;;) {
    const child: ts.Node | undefined = ts.forEachChild(node, (candidate) =>
      candidate.pos <= position && position < candidate.end ? candidate : undefined,
    );
    if (child === undefined) break;
    node = child;
  }
  if (node.kind === SyntaxKind.JsxText) return false;
  const isText =
    ts.isLiteralExpression(node) ||
    node.kind === SyntaxKind.TemplateHead ||
    node.kind === SyntaxKind.TemplateMiddle ||
    node.kind === SyntaxKind.TemplateTail;
  return !isText || position < node.getStart(file);
}
