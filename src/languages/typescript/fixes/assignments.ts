import type { Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { some } from './nodes.ts';

/** Whether a variable is assigned anywhere after its declaration. */
export function isReassigned(binding: Binding): boolean {
  return some(binding.declaration.getSourceFile(), (node) => assigns(node, binding.name));
}

function assigns(node: ts.Node, name: string): boolean {
  if (ts.isBinaryExpression(node)) return isAssignment(node) && mentions(node.left, name);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
    return isUpdate(node) && mentions(node.operand, name);
  return (
    (ts.isForOfStatement(node) || ts.isForInStatement(node)) &&
    !ts.isVariableDeclarationList(node.initializer) &&
    mentions(node.initializer, name)
  );
}

function mentions(target: ts.Node, name: string): boolean {
  if (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)) return false;
  return some(target, (node) => ts.isIdentifier(node) && node.text === name);
}

/** `=`, `+=`, `??=` and the like. */
export function isAssignment(node: ts.BinaryExpression): boolean {
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** `++` and `--`. */
export function isUpdate(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): boolean {
  return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
}
