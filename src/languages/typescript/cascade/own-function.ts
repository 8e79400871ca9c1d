import { t } from '../../../l10n/translate.ts';
import { lookup, scopeAt, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isReassigned } from '../fixes/assignments.ts';
import { enclosingFunction, isFunctionLiteral, unwrap, wrapped } from '../fixes/nodes.ts';
import type { FixFile } from '../fixes/site.ts';
import { constantName, declaredFor } from './places.ts';

/** What stands in a path for what a function gives when it is called. */
export const result = '()';

/** Functions that give each other could be called one on the other for ever. */
const deepest = 3;

/** Who follows what holds a function. */
interface Follower {
  expression(node: ts.Node, path: readonly string[]): void;
  binding(binding: Binding, path: readonly string[]): void;
  member(literal: ts.ObjectLiteralExpression, path: readonly string[]): void;
  handOn(name: string, path: readonly string[]): void;
  object(node: ts.Node, reason: string, caveat?: string): void;
}

/**
 * Follows a function by all that it is known by: names, a member of an object, or where it stands.
 *
 * @param path Leads from it to what is looked for; empty for itself.
 */
export function followFunction(
  { scopes }: FixFile,
  node: ts.FunctionLikeDeclaration,
  path: readonly string[],
  follower: Follower,
): void {
  if (ts.isFunctionDeclaration(node)) {
    const held = node.name && lookup(scopeAt(scopes, node.parent), node.name.text);
    if (held !== undefined) follower.binding(held, path);
    else follower.handOn('default', path);
    if (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true)
      follower.handOn('default', path);
  } else if (ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent)) {
    const name = constantName(node.name);
    if (name === undefined) follower.object(node, t('its name is computed'));
    else follower.member(node.parent, [name, ...path]);
  } else {
    if (ts.isFunctionExpression(node) && node.name !== undefined) {
      const own = lookup(scopeAt(scopes, node), node.name.text);
      if (own !== undefined) follower.binding(own, path);
    }
    follower.expression(node, path);
  }
}

/** Whether a function gives an expression: `return at`, `() => at`. */
export function isGiven(parent: ts.Node, at: ts.Node): boolean {
  return ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === at);
}

/** Follows what a function gives to those who call that. */
export function followGiven(file: FixFile, at: ts.Node, path: readonly string[], follower: Follower): void {
  const owner = enclosingFunction(at);
  const isKnown =
    owner !== undefined &&
    owner.asteriskToken === undefined &&
    (ts.isFunctionDeclaration(owner) ||
      isFunctionLiteral(owner) ||
      (ts.isMethodDeclaration(owner) && ts.isObjectLiteralExpression(owner.parent)));
  if (!isKnown || path.filter((part) => part === result).length === deepest) {
    follower.object(at, t('who gets it by calling the function around it cannot be seen'));
    return;
  }
  const { type } = owner;
  // The type of what is written there changes with it.
  const isWritten = path.length === 0 && isFunctionLiteral(unwrap(at as ts.Expression));
  const isPlain = type === undefined || (isWritten && ts.isFunctionTypeNode(type));
  if (!isPlain) follower.object(type, t('what the function around it gives is declared here'));
  followFunction(file, owner, [result, ...path], follower);
}

/** `(read = load) => …`, `({ read = load }) => …`: whatever is given in its place is awaited, too. */
export function followDefault(
  { scopes, tree }: FixFile,
  held: ts.ParameterDeclaration | ts.BindingElement,
  path: readonly string[],
  follower: Follower,
): void {
  const { name } = held;
  const own = ts.isIdentifier(name) ? lookup(scopeAt(scopes, name), name.text) : undefined;
  if (own === undefined || declaredFor(held) !== undefined || isReassigned(own)) {
    follower.object(name, t('`{0}` cannot be followed', name.getText(tree)));
    return;
  }
  const given = t('another function may be given as `{0}`', own.name);
  follower.object(name, given, given);
  follower.binding(own, path);
}

/** The type of what a function gives, where a function that gives it has that declared, or documented. */
export function givenType(node: ts.FunctionLikeDeclaration): ts.TypeNode | undefined {
  if (!isFunctionLiteral(node)) return undefined;
  const at = wrapped(node);
  const owner = isGiven(at.parent, at) ? enclosingFunction(at) : undefined;
  const type = owner && (owner.type ?? ts.getJSDocReturnType(owner));
  return type !== undefined && ts.isFunctionTypeNode(type) ? type.type : undefined;
}
