import { lookup, scopeAt, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isAssignment, isUpdate } from './assignments.ts';
import { keptField } from './kept-field.ts';
import { isEmptyAtFirst, promiseOf, type KeptPlace } from './kept-type.ts';
import { some, unwrap } from './nodes.ts';
import type { FixFile } from './site.ts';
import { declarationOf } from './unused.ts';

/** Finds out what an assignment writes; undefined where other code may write it, too. */
export function keptPlace(file: FixFile, assignment: ts.BinaryExpression): KeptPlace | undefined {
  const target = unwrap(assignment.left);
  return ts.isIdentifier(target)
    ? keptVariable(file, target, assignment)
    : ts.isPropertyAccessExpression(target)
      ? keptField(file, target, assignment)
      : undefined;
}

function keptVariable(
  file: FixFile,
  target: ts.Identifier,
  assignment: ts.BinaryExpression,
): KeptPlace | undefined {
  const binding = lookup(scopeAt(file.scopes, target), target.text);
  const declaration = binding === undefined ? undefined : emptyVariable(file, binding);
  if (binding === undefined || declaration === undefined) return undefined;
  if (!isWrittenOnce(file, binding, assignment)) return undefined;
  const promise = freeName(file, `${binding.name}Promise`);
  const type = promiseOf(file, declaration.type);
  if (type === undefined) return undefined;
  const { newline, semicolon } = file.style;
  const { end } = declaration.parent.parent;
  return {
    text: binding.name,
    is(node) {
      const at = node === undefined ? undefined : unwrap(node);
      return at !== undefined && ts.isIdentifier(at) && at.text === binding.name;
    },
    promise,
    declared: { start: end, end, text: `${newline}let ${promise}${type}${semicolon}` },
  };
}

/** The declaration of a `let` of the module that has no value at first. */
function emptyVariable(file: FixFile, binding: Binding): ts.VariableDeclaration | undefined {
  const declaration = declarationOf(binding);
  if (binding.kind !== 'let' || declaration === undefined || declaration.name !== binding.declaration)
    return undefined;
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list) || list.declarations.length > 1) return undefined;
  const statement = list.parent;
  if (!ts.isVariableStatement(statement) || statement.parent !== file.tree) return undefined;
  // Other files see the variable.
  if (statement.modifiers !== undefined) return undefined;
  return isEmptyAtFirst(declaration) ? declaration : undefined;
}

/** Nothing but one assignment writes a variable. */
function isWrittenOnce(file: FixFile, binding: Binding, only: ts.BinaryExpression): boolean {
  const is = (node: ts.Node): boolean =>
    ts.isIdentifier(node) &&
    node.text === binding.name &&
    lookup(scopeAt(file.scopes, node), node.text) === binding;
  const writes = (target: ts.Node): boolean => some(target, is);
  return !some(file.tree, (node) => {
    if (ts.isBinaryExpression(node) && isAssignment(node) && node !== only) {
      const target = unwrap(node.left);
      return ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)
        ? false
        : writes(target);
    }
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
      return isUpdate(node) && writes(node.operand);
    if (ts.isForOfStatement(node) || ts.isForInStatement(node))
      return !ts.isVariableDeclarationList(node.initializer) && writes(node.initializer);
    return ts.isExportSpecifier(node) && (node.propertyName ?? node.name).text === binding.name;
  });
}

function freeName(file: FixFile, name: string): string {
  let free = name;
  for (let count = 2; file.names.has(free); count += 1) free = name + String(count);
  return free;
}
