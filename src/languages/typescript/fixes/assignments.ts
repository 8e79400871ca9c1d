import type { Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { some } from './nodes.ts';

/** Whether a variable is assigned anywhere after its declaration. */
export function isReassigned(binding: Binding): boolean {
  return some(binding.declaration.getSourceFile(), (node) => assigns(node, binding.name));
}

/**
 * Whether a variable is declared without a value or a type, and gets one value, be it in several places: in hooks of tests.
 *
 * @param isOther Whether a name that is assigned to belongs to another variable.
 */
export function hasOneValue(
  { declaration, name }: Binding,
  isOther: (name: ts.Identifier) => boolean,
): boolean {
  const { parent } = declaration;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  if (parent.initializer !== undefined || parent.type !== undefined) return false;
  const values = new Set<string>();
  const isMore = some(parent.getSourceFile(), (node) => {
    if (!ts.isBinaryExpression(node) || !ts.isIdentifier(node.left)) return assigns(node, name);
    if (!isAssignment(node) || node.left.text !== name || isOther(node.left)) return false;
    values.add(node.right.getText());
    return node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || values.size > 1;
  });
  return !isMore && values.size === 1;
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
