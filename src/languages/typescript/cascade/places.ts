import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import { isAssignment } from '../fixes/assignments.ts';
import { memberName, wrapped } from '../fixes/nodes.ts';

/** The object in whose methods a `this` stands. */
export function ownerOfThis(node: ts.Node): ts.Node | undefined {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isClassLike(at) || ts.isFunctionDeclaration(at)) return undefined;
    if (ts.isMethodDeclaration(at) || ts.isAccessor(at)) return at.parent;
    if (ts.isFunctionExpression(at)) {
      const { parent } = wrapped(at);
      return ts.isPropertyAssignment(parent) ? parent.parent : undefined;
    }
  }
  return undefined;
}

/** `promise.then(f)` awaits what `f` gives. */
export function adopts(parent: ts.Node, at: ts.Node): boolean {
  if (!ts.isCallExpression(parent) || parent.expression === at) return false;
  const name = memberName(parent.expression);
  return name === 'then' || name === 'catch' || name === 'finally';
}

/** `load.mockReturnValue(…)`, `expect(load).toHaveBeenCalled()`: a test that replaced the function. */
export function isMock(parent: ts.Node, at: ts.Node, tree: ts.SourceFile): boolean {
  if (ts.isPropertyAccessExpression(parent) && parent.expression === at)
    return /^(?:mock(?:[A-Z]|$)|(?:and|calls)$)/.test(parent.name.text);
  if (!ts.isCallExpression(parent) || parent.expression === at) return false;
  if (parent.expression.getText(tree) !== 'expect') return false;
  let end: ts.Node = parent;
  while (ts.isPropertyAccessExpression(end.parent) && end.parent.expression === end) end = end.parent;
  return /^(?:\.not)?\.(?:toHaveBeen|toBeCalled|lastCalled|nthCalled|toBeDefined)/.test(
    tree.text.slice(parent.end, end.end),
  );
}

/** The member of an object that a test replaces or watches: `spyOn(config, 'load')`, `sinon.stub(config, 'load')`. */
export function replacedMember(parent: ts.Node, at: ts.Node): string | undefined {
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== at) return undefined;
  const [, name] = parent.arguments;
  if (name === undefined || !ts.isStringLiteralLike(name)) return undefined;
  return /(?:^|\.)(?:spyOn|spy|stub|replace|method)$/.test(parent.expression.getText())
    ? name.text
    : undefined;
}

/** `if (f)`, `!f`, `f && f()`: asks only whether there is a function. */
export function isAsked(parent: ts.Node, at: ts.Node): boolean {
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isIfStatement(parent)) return parent.expression === at;
  if (ts.isConditionalExpression(parent)) return parent.condition === at;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === at &&
    parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
  );
}

/** `f === g` and the like do nothing with a function. */
export function compared(parent: ts.Node, at: ts.Node): boolean {
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  const equality =
    kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
    kind === ts.SyntaxKind.EqualsEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsToken;
  return equality || (kind === ts.SyntaxKind.InstanceOfKeyword && parent.right === at);
}

/** Asks only which members an object has, or whether it is another one, or calls a function that has members. */
export function isInspected(parent: ts.Node, at: ts.Node): boolean {
  if (ts.isBinaryExpression(parent))
    return parent.operatorToken.kind === ts.SyntaxKind.InKeyword && parent.right === at;
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return false;
  if (parent.expression === at) return true;
  const callee = parent.expression.getText();
  return /^(?:Object\.(?:keys|hasOwn|getOwnPropertyNames|isFrozen)|expect\(.*\)(?:\.not)?\.toBe)$/s.test(
    callee,
  );
}

/** What a hook of tests gives is at most awaited: `beforeEach(() => (config = require('./config')))`. */
export function isHook(parent: ts.Node, at: ts.Node): boolean {
  return (
    ts.isCallExpression(parent) &&
    parent.arguments.some((one) => one === at) &&
    /^(?:before|after)(?:Each|All)?$/.test(parent.expression.getText())
  );
}

/** Whether an expression is assigned to. */
export function isTarget(node: ts.Expression): boolean {
  const at = wrapped(node);
  return ts.isBinaryExpression(at.parent) && isAssignment(at.parent) && at.parent.left === at;
}

/** Whether a name is part of `typeof a.b` in a type. */
export function inTypeQuery(node: ts.QualifiedName): boolean {
  let at: ts.Node = node;
  while (ts.isQualifiedName(at)) at = at.parent;
  return ts.isTypeQueryNode(at);
}

/** `{ … } as Api`, `module satisfies Api`: a type that says what the members give. */
export function isRetyped(node: ts.Node, outermost: ts.Node): boolean {
  for (let at = node; at !== outermost; at = at.parent) {
    const { parent } = at;
    if (!ts.isAsExpression(parent) && !ts.isSatisfiesExpression(parent)) continue;
    const { type } = parent;
    if (!(ts.isTypeReferenceNode(type) && type.typeName.getText() === 'const')) return true;
  }
  return false;
}

/** A type with a name of its own, or one that holds more than the function's own signature. */
export function isNameOf(type: ts.TypeNode | undefined): boolean {
  return type !== undefined && !ts.isFunctionTypeNode(type);
}

/** `typeof import('./load')`: the type of a module as it is, which follows its functions. */
export function isTypeOfModule(type: ts.Node | undefined): boolean {
  return type !== undefined && ts.isImportTypeNode(type) && type.isTypeOf && type.qualifier === undefined;
}

/** The name of the export that an assignment target is: '' for the module itself. */
export function exportedBy(target: ts.Expression): string | undefined {
  const text = target.getText().replace(/\s/g, '');
  if (text === 'module.exports' || text === 'exports') return '';
  return /^(?:module\.)?exports\.([\w$]+)$/.exec(text)?.[1];
}

/** The constant key of a member. */
export function constantName(name: ts.PropertyName | ts.PrivateIdentifier | undefined): string | undefined {
  return name !== undefined &&
    (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isPrivateIdentifier(name))
    ? name.text
    : undefined;
}

/** The class that gets a method by `Loader.prototype.load = …`: its name there; undefined for other targets. */
export function prototypeOwner(target: ts.Expression): ts.Identifier | undefined {
  if (!ts.isPropertyAccessExpression(target)) return undefined;
  const { expression: holder } = target;
  return ts.isPropertyAccessExpression(holder) &&
    holder.name.text === 'prototype' &&
    ts.isIdentifier(holder.expression)
    ? holder.expression
    : undefined;
}

/** The type that is declared for the parameter or variable that something is, or is taken out of. */
export function declaredFor(part: ts.ParameterDeclaration | ts.BindingElement): ts.TypeNode | undefined {
  let at: ts.Node = part;
  while (ts.isBindingElement(at) || ts.isObjectBindingPattern(at) || ts.isArrayBindingPattern(at))
    at = at.parent;
  return ts.isParameter(at) || ts.isVariableDeclaration(at) ? at.type : undefined;
}

/** `vi.mocked(load)`: what a test puts in its place. */
export function isReplaced(parent: ts.Node, at: ts.Node): boolean {
  return (
    ts.isCallExpression(parent) &&
    parent.arguments[0] === at &&
    /(?:^|\.)mocked$/.test(parent.expression.getText())
  );
}

/** `Parameters<typeof load>`, `Awaited<ReturnType<typeof load>>`: types that do not ask whether it gives a promise. */
export function isUnmoved(query: ts.Node): boolean {
  const nameOf = (node: ts.Node): string => (ts.isTypeReferenceNode(node) ? node.typeName.getText() : '');
  const { parent } = query;
  if (nameOf(parent) === 'Parameters') return true;
  return nameOf(parent) === 'ReturnType' && nameOf(parent.parent) === 'Awaited';
}

/** Why what is done with a function cannot be followed. */
export function whyNotFollowed(parent: ts.Node, at: ts.Node, shown: string): string {
  if (ts.isNewExpression(parent) && parent.expression === at) return t('{0} is called with `new`', shown);
  if (ts.isTaggedTemplateExpression(parent)) return t('{0} is the tag of a template', shown);
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent))
    return t('{0} is passed to `{1}`, which may call it and expects no promise', shown, calleeText(parent));
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent))
    return t('{0} is used as an object here, not called', shown);
  if (ts.isDecorator(parent)) return t('{0} is a decorator', shown);
  return t('{0} is used as a value here, so it cannot be seen who calls it', shown);
}

/** A callee as messages show it. */
function calleeText(call: ts.CallExpression | ts.NewExpression): string {
  const text = call.expression.getText();
  return text.length > 40 ? (/[\w$]+$/.exec(text)?.[0] ?? t('a function')) : text;
}
