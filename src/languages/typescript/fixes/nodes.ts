import type { Span } from '../../../facts/span.ts';
import { ts } from '../ts.ts';

/** Strips what does not change an expression's value: parentheses, assertions, `!`. */
export function unwrap(node: ts.Expression): ts.Expression {
  let at = node;
  while (
    ts.isParenthesizedExpression(at) ||
    ts.isAsExpression(at) ||
    ts.isSatisfiesExpression(at) ||
    ts.isNonNullExpression(at) ||
    ts.isTypeAssertionExpression(at)
  ) {
    at = at.expression;
  }
  return at;
}

/** The outermost expression that is only this one in parentheses, assertions and `!`. */
export function wrapped(node: ts.Node): ts.Node {
  let at = node;
  while (
    ts.isParenthesizedExpression(at.parent) ||
    ts.isAsExpression(at.parent) ||
    ts.isSatisfiesExpression(at.parent) ||
    ts.isNonNullExpression(at.parent) ||
    ts.isTypeAssertionExpression(at.parent)
  ) {
    at = at.parent;
  }
  return at;
}

/** The nearest function, accessor, constructor or class static block around a node, the node itself not counted. */
export function enclosingFunction(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  for (let at: ts.Node = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (isFunction(at)) return at;
  }
  return undefined;
}

/** Whether a node is a function with a body of its own. */
export function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isGetAccessorDeclaration(node) ||
    ts.isSetAccessorDeclaration(node) ||
    ts.isConstructorDeclaration(node)
  );
}

/** A function that is written as an expression. */
export type FunctionLiteral = ts.ArrowFunction | ts.FunctionExpression;

/** Whether an expression is a function literal. */
export function isFunctionLiteral(node: ts.Node): node is FunctionLiteral {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** Whether a function has the `async` modifier. */
export function isAsync(node: ts.FunctionLikeDeclaration): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) ?? false;
}

/** A node's text without what is before it. */
export function spanOf(node: ts.Node): Span {
  return { start: node.getStart(), end: node.end };
}

/** Visits a tree in the order of the text; nodes for which `visit` gives false keep their children to themselves. */
export function walk(node: ts.Node, visit: (node: ts.Node) => boolean): void {
  ts.forEachChild(node, (child) => {
    if (visit(child)) walk(child, visit);
  });
}

/** Whether some node of a tree, its root included, passes a test. Functions that have their own `this` are entered too. */
export function some(node: ts.Node, test: (node: ts.Node) => boolean): boolean {
  if (test(node)) return true;
  return ts.forEachChild(node, (child) => some(child, test) || undefined) ?? false;
}

/** The comments within a stretch of the text, as written. */
export function commentsIn(file: ts.SourceFile, span: Span): readonly Span[] {
  const found = new Map<number, Span>();
  const note = (ranges: readonly ts.CommentRange[] | undefined): void => {
    for (const range of ranges ?? []) {
      if (range.pos >= span.start && range.end <= span.end) {
        found.set(range.pos, { start: range.pos, end: range.end });
      }
    }
  };
  const visit = (node: ts.Node): void => {
    if (node.end < span.start || node.pos > span.end) return;
    const children = node.getChildren(file);
    if (children.length > 0) {
      for (const child of children) visit(child);
      return;
    }
    // Text of JSX is no trivia: `//` in it is text.
    if (node.kind === ts.SyntaxKind.JsxText) return;
    note(ts.getLeadingCommentRanges(file.text, node.pos));
    note(ts.getTrailingCommentRanges(file.text, node.end));
  };
  visit(file);
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** The name of a property access with a constant key: `.name` or `['name']`. */
export function memberName(node: ts.Expression): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) {
    return node.argumentExpression.text;
  }
  return undefined;
}

/** An expression that can be left out or written twice without anybody noticing. */
export function isSimple(node: ts.Expression): boolean {
  const at = unwrap(node);
  if (ts.isPropertyAccessExpression(at)) return isSimple(at.expression);
  return (
    ts.isIdentifier(at) ||
    ts.isStringLiteralLike(at) ||
    ts.isNumericLiteral(at) ||
    at.kind === ts.SyntaxKind.ThisKeyword ||
    at.kind === ts.SyntaxKind.NullKeyword ||
    at.kind === ts.SyntaxKind.TrueKeyword ||
    at.kind === ts.SyntaxKind.FalseKeyword
  );
}
