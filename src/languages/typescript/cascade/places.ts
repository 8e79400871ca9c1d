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

/** The name in `prepare.__get__('updateIcons')` of rewire: it gives what has that name, whether or not the module exports it. */
export function takenName(parent: ts.Node, at: ts.Node): string | undefined {
  if (!ts.isCallExpression(parent) || parent.expression !== at) return undefined;
  if (!ts.isPropertyAccessExpression(at) || at.name.text !== '__get__') return undefined;
  const [name] = parent.arguments;
  return name !== undefined && ts.isStringLiteralLike(name) ? name.text : undefined;
}

/** `f === g`, `f && …` do nothing with a function. */
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

/** A callee as messages show it. */
export function calleeText(call: ts.CallExpression | ts.NewExpression): string {
  const text = call.expression.getText();
  return text.length > 40 ? (/[\w$]+$/.exec(text)?.[0] ?? t('a function')) : text;
}
