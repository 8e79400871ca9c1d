import type { FunctionShape, Obstacle, Reach } from '../../../fixes/cascade/model.ts';
import { t } from '../../../l10n/translate.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isAsync, isFunctionLiteral, memberName, some, spanOf, unwrap, wrapped } from '../fixes/nodes.ts';
import { returnsOf } from '../fixes/async-literal.ts';
import { hasEffects } from '../fixes/callback-effects.ts';
import type { FixFile } from '../fixes/site.ts';
import { constantName, prototypeOwner } from './places.ts';

/** Members that the language or its library calls and whose result it uses at once. */
const protocols: ReadonlySet<string> = new Set([
  'toString',
  'toLocaleString',
  'toJSON',
  'valueOf',
  'then',
  'inspect',
]);

/** What a function is, or why it cannot be async. */
export function describeFunction(file: FixFile, node: ts.FunctionLikeDeclaration): FunctionShape | Obstacle {
  const name = nameOf(node);
  const shown = name === '' ? t('the function') : `\`${name}\``;
  const at = nameNode(node);
  const against = (reason: string, place: ts.Node = at): Obstacle => ({ reason, span: spanOf(place) });
  if (ts.isConstructorDeclaration(node)) return against(t('a constructor cannot be async'));
  if (ts.isGetAccessorDeclaration(node)) return against(t('{0} is a getter, which cannot be async', shown));
  if (ts.isSetAccessorDeclaration(node)) return against(t('{0} is a setter, which cannot be async', shown));
  if (node.asteriskToken !== undefined)
    return against(t('{0} is a generator, and whoever iterates over it expects values at once', shown));
  if (node.body === undefined) return against(t('{0} has no body here', shown));
  const own = memberNameOf(node);
  if (own !== undefined && (protocols.has(own) || own.startsWith('[Symbol.')))
    return against(t('{0} is called by the language itself, which expects its result at once', shown));
  const reach = reachOf(file, node);
  if ('reason' in reach) return reach;
  const shape = {
    name,
    nameSpan: spanOf(at),
    async: isAsync(node),
    effects: hasEffects(file, node),
    takes: argumentsOf(node),
    ownThis: hasOwnThis(node),
    reach,
  };
  if (shape.async) return shape;
  if (ts.canHaveDecorators(node) && (ts.getDecorators(node)?.length ?? 0) > 0)
    return against(t('{0} has a decorator, which may expect its result at once', shown));
  const reason = typeObstacle(node, shown) ?? reactObstacle(file, node, name, shown);
  return reason === undefined ? shape : against(reason);
}

/** Whether a function may look at a `this` of its own. */
function hasOwnThis(node: ts.FunctionLikeDeclaration): boolean {
  const isThis = ({ kind }: ts.Node): boolean =>
    kind === ts.SyntaxKind.ThisKeyword || kind === ts.SyntaxKind.SuperKeyword;
  return !ts.isArrowFunction(node) && some(node, isThis);
}

/** How many arguments a function may look at. */
function argumentsOf({ parameters, body }: ts.FunctionLikeDeclaration): number {
  const isAny = (at: ts.Node): boolean => ts.isIdentifier(at) && at.text === 'arguments';
  const takesAll =
    parameters.some((one) => one.dotDotDotToken !== undefined) || (body !== undefined && some(body, isAny));
  // A parameter named `this` is none.
  const named = parameters.filter((one) => one.name.getText() !== 'this').length;
  return takesAll ? Number.POSITIVE_INFINITY : named;
}

/** How a reader would call a function; empty where it has no name. */
export function nameOf(node: ts.FunctionLikeDeclaration): string {
  const own = node.name === undefined ? undefined : node.name.getText();
  if (own !== undefined) return own;
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  const { parent } = wrapped(node);
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent))
    return parent.name.getText();
  if (ts.isBinaryExpression(parent)) return memberName(unwrap(parent.left)) ?? parent.left.getText();
  return '';
}

function nameNode(node: ts.FunctionLikeDeclaration): ts.Node {
  if (node.name !== undefined) return node.name;
  if (!isFunctionLiteral(node)) return node.getFirstToken() ?? node;
  const { parent } = wrapped(node);
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent))
    return parent.name;
  return ts.isArrowFunction(node) ? node.equalsGreaterThanToken : (node.getFirstToken() ?? node);
}

function memberNameOf(node: ts.FunctionLikeDeclaration): string | undefined {
  if (ts.isMethodDeclaration(node)) return node.name.getText();
  const { parent } = wrapped(node);
  return ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)
    ? parent.name.getText()
    : ts.isBinaryExpression(parent) && prototypeOwner(parent.left) !== undefined
      ? memberName(parent.left)
      : undefined;
}

function reachOf(file: FixFile, node: ts.FunctionLikeDeclaration): Reach | Obstacle {
  const assignment = wrapped(node).parent;
  const owner = ts.isBinaryExpression(assignment) ? prototypeOwner(assignment.left) : undefined;
  if (owner !== undefined) {
    const held = lookup(scopeAt(file.scopes, owner), owner.text);
    const own = held !== undefined && { class: spanOf(held.declaration) };
    return { kind: 'method', name: nameOf(node), private: false, ...own };
  }
  const member = ts.isMethodDeclaration(node) ? node : fieldOf(node);
  if (member === undefined || !ts.isClassLike(member.parent)) return { kind: 'names' };
  const name = constantName(member.name);
  if (name === undefined)
    return { reason: t('its name is computed, so its callers cannot be found'), span: spanOf(member.name) };
  const isPrivate =
    ts.isPrivateIdentifier(member.name) ||
    (ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) ?? false);
  if (ts.isPropertyDeclaration(member) && member.type !== undefined && !ts.isFunctionTypeNode(member.type))
    return {
      reason: t('`{0}` has a declared type that others may use too', name),
      span: spanOf(member.name),
    };
  return { kind: 'method', name, private: isPrivate, class: spanOf(member.parent) };
}

/** `load = () => …` in a class. */
function fieldOf(node: ts.FunctionLikeDeclaration): ts.PropertyDeclaration | undefined {
  const { parent } = wrapped(node);
  return ts.isPropertyDeclaration(parent) ? parent : undefined;
}

function typeObstacle({ type }: ts.FunctionLikeDeclaration, shown: string): string | undefined {
  if (type === undefined) return undefined;
  if (ts.isTypePredicateNode(type)) return t('{0} narrows a type, which a promise cannot do', shown);
  if (type.kind === ts.SyntaxKind.NeverKeyword)
    return t('{0} never returns, and code behind its calls relies on that', shown);
  return undefined;
}

function reactObstacle(
  file: FixFile,
  node: ts.FunctionLikeDeclaration,
  name: string,
  shown: string,
): string | undefined {
  const isReact = file.tree.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      /^(?:react|preact|solid-js|ink)(?:$|[/-])/.test(statement.moduleSpecifier.text),
  );
  const callsHook = (at: ts.Node): boolean =>
    ts.isCallExpression(at) && /(?:^|\.)use[A-Z]\w*$/.test(at.expression.getText(file.tree));
  if (/^use[A-Z]/.test(name) && (isReact || some(node, callsHook)))
    return t('{0} is a hook, which React calls while it renders', shown);
  const returned = isFunctionLiteral(node) || node.body === undefined ? [] : [node.body];
  const gives = isFunctionLiteral(node) ? returnsOf(node) : returned;
  const isMarkup = (at: ts.Node): boolean => ts.isJsxOpeningLikeElement(at) || ts.isJsxFragment(at);
  if (/\.[jt]sx$/i.test(file.tree.fileName) || isReact) {
    if ((/^[A-Z]/.test(name) || name === 'render') && gives.some((value) => some(value, isMarkup)))
      return t('{0} is a component, which React calls while it renders', shown);
  }
  return undefined;
}
