import { ts } from '../ts.ts';
import { isFunction, some } from './nodes.ts';

/**
 * Whether code of a function certainly waits between two places of it: other code can run there anyway.
 *
 * @param first What runs first; an `await` around it counts.
 * @param second What runs later.
 */
export function isAwaitedBetween(first: ts.Node, second: ts.Node): boolean {
  return some(commonParent(first, second), (node) => {
    if (!ts.isAwaitExpression(node) || node.end > second.getStart() || node.end < first.end) return false;
    return isOnTheWay(node, first, second);
  });
}

function commonParent(first: ts.Node, second: ts.Node): ts.Node {
  let at = second;
  while (at.pos > first.pos || at.end < first.end) at = at.parent;
  return at;
}

/** Whether a node between two others, or around the first of them, is evaluated whenever the second is. */
export function isOnTheWay(node: ts.Node, first: ts.Node, second: ts.Node): boolean {
  const isAround = node.pos <= first.pos && node.end >= first.end;
  if (node.end > second.pos || (!isAround && node.pos < first.end)) return false;
  let child = node;
  for (let at = node.parent; ; child = at, at = at.parent) {
    if (isFunction(at) || isBranching(at, child, second)) return false;
    if (at.pos <= Math.min(first.pos, second.pos) && at.end >= second.end) return true;
  }
}

/** Whether a node may be evaluated between two others. */
export function isBetween(first: ts.Node, node: ts.Node, second: ts.Node): boolean {
  return node.pos >= first.end && node.end <= second.pos && mayPrecede(node, second);
}

/** Whether one node can be evaluated on the way to another that stands behind or around it. */
export function mayPrecede(node: ts.Node, second: ts.Node): boolean {
  for (let at = node; !holds(at, second); at = at.parent) {
    const { parent } = at;
    if (ts.isBlock(at) && leaves(at.statements.at(-1))) return false;
    if (ts.isReturnStatement(at) || ts.isThrowStatement(at)) return false;
    // Only one of the two ways is gone.
    if (ts.isIfStatement(parent) && at === parent.thenStatement && holds(parent.elseStatement, second))
      return false;
    if (ts.isConditionalExpression(parent) && at === parent.whenTrue && holds(parent.whenFalse, second))
      return false;
  }
  return true;
}

function leaves(statement: ts.Statement | undefined): boolean {
  return statement !== undefined && (ts.isReturnStatement(statement) || ts.isThrowStatement(statement));
}

function holds(node: ts.Node | undefined, other: ts.Node): boolean {
  return node !== undefined && node.pos <= other.pos && node.end >= other.end;
}

/** Whether a part of a node is evaluated only sometimes, and another one without it. */
export function isBranching(node: ts.Node, part: ts.Node, other: ts.Node): boolean {
  if (part.pos <= other.pos && part.end >= other.end) return false;
  if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isSwitchStatement(node))
    return part !== node.expression;
  if (ts.isConditionalExpression(node)) return part !== node.condition;
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return part !== node.expression;
  if (ts.isForStatement(node)) return part !== node.initializer;
  if (ts.isBinaryExpression(node))
    return part !== node.left && /^(?:\|\||&&|\?\?)=?$/.test(node.operatorToken.getText());
  return ts.isTryStatement(node) || ts.isOptionalChain(node) || ts.isCaseOrDefaultClause(node);
}
