import { ts } from '../ts.ts';

/** Whether code is reached only after a node in front of it, in the same function, was evaluated. */
export function alwaysComesBefore(node: ts.Node, later: ts.Node): boolean {
  if (node.end > later.pos) return false;
  for (let at = node; !contains(at, later); at = at.parent) {
    if (mayBePassedOver(at)) return false;
  }
  return true;
}

/** Whether code can be reached after a node in front of it, in the same function and the same turn of a loop. */
export function comesBefore(node: ts.Node, later: ts.Node): boolean {
  if (node.end > later.pos) return false;
  for (let at = node; !contains(at, later); at = at.parent) {
    if (ts.isBlock(at) && leaves(at.statements.at(-1))) return false;
    const { parent } = at;
    const isBranch = ts.isIfStatement(parent) || ts.isConditionalExpression(parent);
    if (isBranch && mayBePassedOver(at) && contains(parent, later)) return false;
  }
  return true;
}

function contains(node: ts.Node, inner: ts.Node): boolean {
  return node.pos <= inner.pos && inner.end <= node.end;
}

/** Whether what a node is a part of may go on without it. */
function mayBePassedOver(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return node !== parent.expression;
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return node !== parent.expression;
  if (ts.isForStatement(parent)) return node !== parent.initializer;
  if (ts.isConditionalExpression(parent)) return node !== parent.condition;
  if (ts.isBinaryExpression(parent)) return node !== parent.left && goesBy(parent.operatorToken.kind);
  return (
    ts.isTryStatement(parent) ||
    ts.isCatchClause(parent) ||
    ts.isCaseBlock(parent) ||
    ts.isOptionalChain(parent)
  );
}

/** Whether the right side is evaluated only for some values of the left one. */
function goesBy(operator: ts.SyntaxKind): boolean {
  return (
    operator === ts.SyntaxKind.AmpersandAmpersandToken ||
    operator === ts.SyntaxKind.BarBarToken ||
    operator === ts.SyntaxKind.QuestionQuestionToken ||
    operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
    operator === ts.SyntaxKind.BarBarEqualsToken ||
    operator === ts.SyntaxKind.QuestionQuestionEqualsToken
  );
}

function leaves(statement: ts.Statement | undefined): boolean {
  return statement !== undefined && (ts.isReturnStatement(statement) || ts.isThrowStatement(statement));
}
