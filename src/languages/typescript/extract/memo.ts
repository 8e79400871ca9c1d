import { SyntaxKind, ts } from '../ts.ts';

/** An expression without the parentheses around it. */
export function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? bare(node.expression) : node;
}

/** Whether two expressions are written alike, blanks apart. */
export function sameText(file: ts.SourceFile, a: ts.Expression, b: ts.Expression): boolean {
  const text = (node: ts.Expression): string => bare(node).getText(file).replace(/\s+/g, '');
  return text(a) === text(b);
}

/** What a condition tests for emptiness: `x` of `!x`, `x === undefined`, `x == null`, `typeof x === 'undefined'`. */
export function emptyTested(condition: ts.Expression): ts.Expression | undefined {
  const node = bare(condition);
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken)
    return bare(node.operand);
  if (!ts.isBinaryExpression(node)) return undefined;
  const operator = node.operatorToken.kind;
  if (operator !== SyntaxKind.EqualsEqualsToken && operator !== SyntaxKind.EqualsEqualsEqualsToken)
    return undefined;
  if (ts.isTypeOfExpression(node.left)) return node.left.expression;
  return isEmpty(node.right) ? node.left : isEmpty(node.left) ? node.right : undefined;
}

/** The parts of a condition of which one suffices: `!kept || kept.isStale` is seldom true twice. */
export function alternatives(condition: ts.Expression): readonly ts.Expression[] {
  const node = bare(condition);
  return ts.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.BarBarToken
    ? [...alternatives(node.left), ...alternatives(node.right)]
    : [node];
}

/** What a condition tests for being there: `x`, `x !== undefined`, `x != null`. */
export function presenceTested(condition: ts.Expression): ts.Expression | undefined {
  const node = bare(condition);
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) return node;
  if (!ts.isBinaryExpression(node) || !isEmpty(node.right)) return undefined;
  const operator = node.operatorToken.kind;
  return operator === SyntaxKind.ExclamationEqualsToken ||
    operator === SyntaxKind.ExclamationEqualsEqualsToken
    ? node.left
    : undefined;
}

/** Whether a statement assigns to the same place somewhere, nested functions aside. */
export function assignsTo(file: ts.SourceFile, statement: ts.Node, target: ts.Expression): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found || ts.isFunctionLike(node)) return;
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === SyntaxKind.EqualsToken &&
      sameText(file, node.left, target)
    )
      found = true;
    else ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

function isEmpty(node: ts.Expression): boolean {
  return node.kind === SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}
