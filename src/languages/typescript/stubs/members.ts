import { isFunction, isFunctionLiteral, memberName, walk } from '../fixes/nodes.ts';
import { ts } from '../ts.ts';
import { bare, calledName, type Names } from './names.ts';

/** What an object puts in the place of members: their names, or `all` where that cannot be said. */
export type Members = ReadonlySet<string> | 'all';

const none: Members = new Set();

/** Parts of a module's stand-in that hold its members one level further in. */
const holders = new Set(['default', 'namedExports', 'defaultExport']);

/** Entries that say how to replace, not what. */
const options = /^(?:__esModule|spy|cache|virtual|@\w+)$/;

/** Which members of a module an expression replaces that stands for it, or a function that gives that. */
export function membersOf(
  node: ts.Expression | undefined,
  names: Names,
  seen: Set<ts.Node> = new Set(),
): Members {
  if (node === undefined) return 'all';
  const at = bare(node);
  if (seen.has(at)) return none;
  seen.add(at);
  const of = (part: ts.Expression): Members => membersOf(part, names, seen);
  if (isFunctionLiteral(at)) return union(resultsOf(at).map(of), 'all');
  if (ts.isObjectLiteralExpression(at)) return ofObject(at, names, seen);
  if (ts.isConditionalExpression(at)) return union([of(at.whenTrue), of(at.whenFalse)]);
  // A module of the platform as it is; what a test replaces in it, it replaces elsewhere.
  if (names.moduleOf(at)?.module.startsWith('node:') === true) return none;
  if (ts.isIdentifier(at)) return union(names.valuesOf(at.text).map(of), 'all');
  if (ts.isCallExpression(at) && calledName(at) === 'assign')
    return union(
      at.arguments.map((part) => (isActual(bare(part), names) ? none : of(part))),
      'all',
    );
  return 'all';
}

function ofObject(object: ts.ObjectLiteralExpression, names: Names, seen: Set<ts.Node>): Members {
  const parts: Members[] = [];
  for (const property of object.properties) {
    if (ts.isSpreadAssignment(property)) {
      if (!isActual(bare(property.expression), names))
        parts.push(membersOf(property.expression, names, seen));
      continue;
    }
    const name = keyOf(property);
    if (name === undefined) return 'all';
    if (holders.has(name) && ts.isPropertyAssignment(property))
      parts.push(
        ts.isObjectLiteralExpression(bare(property.initializer))
          ? membersOf(property.initializer, names, seen)
          : none,
      );
    else if (!holders.has(name) && !options.test(name)) parts.push(new Set([name]));
  }
  // `{ spy: true }` replaces all, with functions that call the real ones.
  return union(parts, object.properties.some((property) => keyOf(property) === 'spy') ? 'all' : none);
}

/** The module as it is, of which a stand-in takes over what it does not replace. */
function isActual(at: ts.Expression, names: Names): boolean {
  if (names.moduleOf(at) !== undefined) return true;
  if (ts.isCallExpression(at))
    return /^(?:importOriginal|original|actual|callThrough|createRequire)$/.test(calledName(at));
  if (ts.isIdentifier(at)) return /^(?:actual|original|orig|real)/i.test(at.text);
  const name = memberName(at);
  return name !== undefined && isActual(bare((at as ts.PropertyAccessExpression).expression), names);
}

/** What a function gives. */
function resultsOf(node: ts.ArrowFunction | ts.FunctionExpression): readonly ts.Expression[] {
  if (!ts.isBlock(node.body)) return [node.body];
  const found: ts.Expression[] = [];
  walk(node.body, (part) => {
    if (ts.isReturnStatement(part) && part.expression !== undefined) found.push(part.expression);
    return !isFunction(part);
  });
  return found;
}

/** The name of an entry of an object; undefined for a computed one. */
export function keyOf(property: ts.ObjectLiteralElementLike): string | undefined {
  const { name } = property;
  if (name === undefined) return undefined;
  if (ts.isComputedPropertyName(name))
    return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}

function union(parts: readonly Members[], otherwise: Members = none): Members {
  if (parts.length === 0) return otherwise;
  const all = new Set<string>();
  for (const part of parts) {
    if (part === 'all') return 'all';
    for (const name of part) all.add(name);
  }
  return all;
}
