import { ts } from '../ts.ts';
import { isFunctionLiteral, wrapped } from '../fixes/nodes.ts';
import { overloads } from './make-async.ts';
import { exportedBy, prototypeOwner } from './places.ts';

/** What is written a second time for a function: its statement or its member of a class or object. */
export interface Carrier {
  readonly first: ts.Node;
  readonly last: ts.Node;
  /** The names that the second one has otherwise. */
  readonly names: readonly ts.Node[];
  readonly kind: 'declaration' | 'assignment' | 'member' | 'property';
}

/** Finds what to write a second time for a function; undefined where there is no place for it. */
export function carrierOf(node: ts.FunctionLikeDeclaration): Carrier | undefined {
  if (ts.isFunctionDeclaration(node) || (ts.isMethodDeclaration(node) && ts.isClassLike(node.parent))) {
    const all = [...overloads(node), node];
    const kind = ts.isFunctionDeclaration(node) ? 'declaration' : 'member';
    const names = all.map((one) => one.name).filter((one) => one !== undefined);
    return names.length < all.length ? undefined : { first: all[0] ?? node, last: node, names, kind };
  }
  if (ts.isMethodDeclaration(node)) return propertyCarrier(node);
  if (!isFunctionLiteral(node)) return undefined;
  const { parent } = wrapped(node);
  if (ts.isPropertyAssignment(parent)) return propertyCarrier(parent);
  if (ts.isPropertyDeclaration(parent))
    return { first: parent, last: parent, names: [parent.name], kind: 'member' };
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
    const list = parent.parent;
    const statement = list.parent;
    if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length > 1)
      return undefined;
    if ((list.flags & ts.NodeFlags.Const) === 0) return undefined;
    return { first: statement, last: statement, names: [parent.name], kind: 'declaration' };
  }
  if (!ts.isBinaryExpression(parent) || !ts.isExpressionStatement(parent.parent)) return undefined;
  const { left } = parent;
  if (!ts.isPropertyAccessExpression(left)) return undefined;
  if ((exportedBy(left) ?? '') === '' && prototypeOwner(left) === undefined) return undefined;
  return { first: parent.parent, last: parent.parent, names: [left.name], kind: 'assignment' };
}

/** A member of the object that a CommonJS module exports; other objects may be gone through by what holds them. */
function propertyCarrier(property: ts.PropertyAssignment | ts.MethodDeclaration): Carrier | undefined {
  const { parent } = property;
  if (!ts.isObjectLiteralExpression(parent) || !ts.isIdentifier(property.name)) return undefined;
  const assignment = wrapped(parent).parent;
  if (!ts.isBinaryExpression(assignment) || exportedBy(assignment.left) !== '') return undefined;
  return { first: property, last: property, names: [property.name], kind: 'property' };
}
