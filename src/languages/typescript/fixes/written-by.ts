import { ts } from '../ts.ts';
import { isAssignment, isUpdate } from './assignments.ts';
import { memberName, unwrap } from './nodes.ts';

const mutators = new Set(['set', 'add', 'push', 'unshift', 'delete', 'clear', 'append']);

/** What a node changes: the target of an assignment, or the collection that a mutating method is called on. */
export function writtenBy(node: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(node)) return isAssignment(node) ? holder(node.left) : undefined;
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    return isUpdate(node) ? holder(node.operand) : undefined;
  }
  if (ts.isDeleteExpression(node)) return holder(node.expression);
  if (!ts.isCallExpression(node)) return undefined;
  const callee = unwrap(node.expression);
  const name = memberName(callee);
  if (name === undefined || !mutators.has(name) || !ts.isPropertyAccessExpression(callee)) return undefined;
  return callee.expression;
}

/** `cache[key]` is a part of `cache`. */
function holder(target: ts.Expression): ts.Expression {
  const at = unwrap(target);
  return ts.isElementAccessExpression(at) && memberName(at) === undefined ? at.expression : at;
}
