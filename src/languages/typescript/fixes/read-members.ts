import { lookup, scopeAt, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isAssignment } from './assignments.ts';
import { memberName, wrapped } from './nodes.ts';
import { isMemberName, type FixFile } from './site.ts';

/**
 * The members of an object that are read, of all that is done with it; undefined where it goes on to other code, which may
 * read any.
 */
export function readMembers(file: FixFile, node: ts.Node): readonly string[] | undefined {
  const at = wrapped(node);
  const { parent } = at;
  if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) return [];
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    const name = parent.expression === at ? memberName(parent) : undefined;
    return name === undefined || isWritten(parent) ? undefined : [name];
  }
  if (!ts.isVariableDeclaration(parent) || parent.initializer !== at || parent.type !== undefined)
    return undefined;
  if (ts.isObjectBindingPattern(parent.name)) return taken(parent.name);
  if (!ts.isIdentifier(parent.name)) return undefined;
  const binding = lookup(scopeAt(file.scopes, parent.name), parent.name.text);
  const isConstant = (parent.parent.flags & ts.NodeFlags.Const) !== 0;
  return binding === undefined || !isConstant || isExported(parent) ? undefined : readOf(file, binding);
}

function readOf(file: FixFile, binding: Binding): readonly string[] | undefined {
  const uses: (readonly string[] | undefined)[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === binding.name && node !== binding.declaration) {
      const isIt = !isMemberName(node) && lookup(scopeAt(file.scopes, node), node.text) === binding;
      if (isIt) uses.push(readMembers(file, node));
    }
    ts.forEachChild(node, visit);
  };
  visit(file.tree);
  return uses.includes(undefined) ? undefined : uses.flatMap((names) => names ?? []);
}

function taken(pattern: ts.ObjectBindingPattern): readonly string[] | undefined {
  const names = pattern.elements.map(({ propertyName, name, dotDotDotToken }) => {
    const key = propertyName ?? name;
    return dotDotDotToken === undefined && (ts.isIdentifier(key) || ts.isStringLiteralLike(key))
      ? key.text
      : undefined;
  });
  return names.includes(undefined) ? undefined : names.filter((name) => name !== undefined);
}

function isWritten(member: ts.Expression): boolean {
  const { parent } = wrapped(member);
  return ts.isBinaryExpression(parent) && isAssignment(parent) && parent.left === wrapped(member);
}

function isExported({ parent }: ts.VariableDeclaration): boolean {
  const statement = parent.parent;
  return (
    ts.isVariableStatement(statement) &&
    (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}
