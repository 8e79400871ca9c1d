import { lookup, scopeAt, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isAssignment, isUpdate } from '../fixes/assignments.ts';
import { some, unwrap } from '../fixes/nodes.ts';
import type { FixFile } from '../fixes/site.ts';
import { loadedBy } from './loaded-by.ts';

/**
 * Whether a variable never holds more than one thing: it gets that where it is declared, or by an assignment. Loading one
 * module again, as tests do before each case, counts as one.
 */
export function hasOneValue(file: FixFile, binding: Binding): boolean {
  const values = valuesOf(file, binding);
  if (values === undefined) return false;
  const [first, ...others] = values;
  // What is destructured has its value from there.
  if (ts.isBindingElement(binding.declaration.parent)) return first === undefined;
  if (first === undefined || others.length === 0) return true;
  const text = first.getText(file.tree);
  return isLoad(first) && others.every((other) => other.getText(file.tree) === text);
}

/** Whether a variable only ever holds a module that is loaded, as it is. */
export function holdsModule(file: FixFile, declaration: ts.VariableDeclaration): boolean {
  const { name } = declaration;
  const binding = ts.isIdentifier(name) ? lookup(scopeAt(file.scopes, name), name.text) : undefined;
  const values = binding === undefined ? undefined : valuesOf(file, binding);
  return values !== undefined && values.length > 0 && values.every(isLoad);
}

/** What a variable is given, but for nothing at all; undefined where that is not written out. */
function valuesOf(file: FixFile, binding: Binding): readonly ts.Expression[] | undefined {
  const values: ts.Expression[] = [];
  const isIt = (node: ts.Node): boolean =>
    ts.isIdentifier(node) &&
    node.text === binding.name &&
    lookup(scopeAt(file.scopes, node), node.text) === binding;
  const isOdd = some(file.tree, (node) => {
    if (ts.isVariableDeclaration(node)) {
      const repeated = ts.isIdentifier(node.name) && isIt(node.name);
      if (repeated && node.initializer !== undefined) values.push(node.initializer);
    } else if (ts.isBinaryExpression(node) && isAssignment(node)) {
      const target = unwrap(node.left);
      if (!isIt(target)) return !isMember(target) && some(target, isIt);
      if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return true;
      values.push(node.right);
    } else if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      return isUpdate(node) && isIt(unwrap(node.operand));
    } else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
      const { initializer } = node;
      return !ts.isVariableDeclarationList(initializer) && !isMember(initializer) && some(initializer, isIt);
    }
    return false;
  });
  return isOdd ? undefined : values.filter((value) => !isNothing(value));
}

/** The variable that an assignment of its own gives a value: `let load; load = …`; undefined for other targets. */
export function assignedVariable(file: FixFile, { left }: ts.BinaryExpression): Binding | undefined {
  const target = unwrap(left);
  if (!ts.isIdentifier(target)) return undefined;
  const binding = lookup(scopeAt(file.scopes, target), target.text);
  const declaration = binding?.declaration.parent;
  return declaration !== undefined && ts.isVariableDeclaration(declaration) ? binding : undefined;
}

function isMember(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

function isNothing(value: ts.Expression): boolean {
  const at = unwrap(value);
  return (
    at.kind === ts.SyntaxKind.NullKeyword ||
    ts.isVoidExpression(at) ||
    (ts.isIdentifier(at) && at.text === 'undefined')
  );
}

function isLoad(value: ts.Expression): boolean {
  const at = unwrap(value);
  return loadedBy(ts.isAwaitExpression(at) ? unwrap(at.expression) : at) !== undefined;
}
