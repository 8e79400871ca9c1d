import type { MemberUse } from '../../../fixes/cascade/model.ts';
import { ts } from '../ts.ts';
import { bindingOf, initializerOf } from '../fixes/evidence.ts';
import { isFunctionLiteral, memberName, some, spanOf, unwrap, wrapped } from '../fixes/nodes.ts';
import type { FixFile } from '../fixes/site.ts';
import { isPassedByName } from '../fixes/passed-by-name.ts';
import { calledThrough } from './called-through.ts';
import { isMapped } from './mapped.ts';
import { isAsked, isMock, isReplaced as isMocked, prototypeOwner, replacedMember } from './places.ts';

/** Where a file uses or declares members of a name. */
export function memberUses(file: FixFile, name: string): readonly MemberUse[] {
  const found: MemberUse[] = [];
  const replaced = (node: ts.Node): void => {
    found.push({ kind: 'value', span: spanOf(node), replaced: true });
  };
  const add = (kind: MemberUse['kind'], node: ts.Node, call?: ts.CallExpression): void => {
    const called = call !== undefined && {
      call: spanOf(call),
      awaited: ts.isAwaitExpression(wrapped(call).parent),
    };
    found.push({ kind, span: spanOf(node), ...called });
  };
  some(file.tree, (node) => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      if (isPicked(file, node, name)) add('value', node);
      if (memberName(node) !== name) return false;
      const at = wrapped(node);
      const { parent } = at;
      const place = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
      const through = calledThrough(at);
      if (through !== undefined) add('call', place, through);
      else if (isPassed(file, at))
        found.push({ kind: 'call', span: spanOf(place), call: spanOf(parent), passed: true });
      else if (ts.isCallExpression(parent) && parent.expression === at) add('call', place, parent);
      else if (isDefined(at)) add('declared', place);
      else if (isReplacing(at)) replaced(place);
      else if (!isCompared(at) && !isMock(parent, at, file.tree)) add('value', place);
    } else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const key = node.propertyName ?? node.name;
      if (ts.isIdentifier(key) && key.text === name) add('value', key);
    } else if (isStringArgument(node, name)) {
      if (replacedMember(node.parent, firstArgument(node.parent)) !== undefined) {
        if (!isReplaced(file, node)) replaced(node);
      } else if (!isReplaced(file, node)) add('value', node);
    } else if (isDeclaration(node) && node.name.getText(file.tree) === name) add('declared', node.name);
    return false;
  });
  return found;
}

/** `this[key]` in a class that has the member: it may be the one. */
function isPicked(file: FixFile, node: ts.Expression, name: string): boolean {
  if (!ts.isElementAccessExpression(node) || node.expression.kind !== ts.SyntaxKind.ThisKeyword) return false;
  if (memberName(node) !== undefined || ts.isNumericLiteral(node.argumentExpression)) return false;
  if (!mayBe(file, node.argumentExpression, name)) return false;
  let at: ts.Node = node;
  while (!ts.isSourceFile(at) && !ts.isClassLike(at)) at = at.parent;
  return ts.isClassLike(at) && at.members.some((member) => member.name?.getText() === name);
}

/** Whether a key may be a name, as far as the text says: `${kind}Release` ends with `Release`. */
function mayBe(file: FixFile, key: ts.Expression, name: string): boolean {
  const at = unwrap(key);
  if (ts.isStringLiteralLike(at)) return at.text === name;
  if (ts.isTemplateExpression(at)) {
    const tail = at.templateSpans.at(-1)?.literal.text ?? '';
    return name.startsWith(at.head.text) && name.endsWith(tail);
  }
  if (ts.isConditionalExpression(at))
    return mayBe(file, at.whenTrue, name) || mayBe(file, at.whenFalse, name);
  const binding = ts.isIdentifier(at) ? bindingOf(at, file.scopes) : undefined;
  const value = binding === undefined ? undefined : initializerOf(binding);
  // A constant is made of what stands before it.
  return value === undefined || value.pos > at.pos || mayBe(file, value, name);
}

/** `typeof x.name === 'function'`, `if (x.name)` ask and do not use. */
function isCompared(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isTypeOfExpression(parent) || ts.isExpressionStatement(parent) || isAsked(parent, node);
}

/** `paths.map(this.name)`, `paths.forEach(this.name, this)` */
function isPassed(file: FixFile, at: ts.Node): boolean {
  const { parent } = at;
  return (
    ts.isCallExpression(parent) &&
    parent.arguments[0] === at &&
    (isMapped(file, parent) || isPassedByName(file, parent))
  );
}

/** `Loader.prototype.name = function () {}` */
function isDefined(at: ts.Node): boolean {
  const { parent } = at;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === at &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    prototypeOwner(parent.left) !== undefined &&
    isFunctionLiteral(unwrap(parent.right))
  );
}

/** `loader.name = vi.fn()`, `vi.mocked(loader.name).mockReturnValue(…)` */
function isReplacing(at: ts.Node): boolean {
  const { parent } = at;
  if (isMocked(parent, at)) return true;
  if (!ts.isBinaryExpression(parent) || parent.left !== at) return false;
  return /^(?:(?:vi|jest|mock|t\.mock)\.fn|sinon\.(?:stub|fake|spy)|jasmine\.createSpy|createSpy)\b/.test(
    unwrap(parent.right).getText(),
  );
}

function firstArgument(node: ts.Node): ts.Node {
  return ts.isCallExpression(node) ? (node.arguments[0] ?? node) : node;
}

/** `spyOn(loader, 'name')`: a name that is given away with what has it. */
function isStringArgument(node: ts.Node, name: string): boolean {
  if (!ts.isStringLiteralLike(node) || node.text !== name || !ts.isCallExpression(node.parent)) return false;
  const [first] = node.parent.arguments;
  const receiver = first === undefined ? undefined : unwrap(first);
  return (
    node.parent.arguments.length > 1 && receiver !== node && receiver?.kind !== ts.SyntaxKind.StringLiteral
  );
}

/**
 * `sinon.stub(loader, 'name')`: a stand-in of a test, whose result may be a promise or not where every call is awaited.
 * Types would have to say which.
 */
function isReplaced(file: FixFile, { parent }: ts.Node): boolean {
  const name = ts.isCallExpression(parent) ? memberName(parent.expression) : undefined;
  return /^(?:stub|spy|spyOn)$/.test(name ?? '') && /\.[cm]?jsx?$/i.test(file.tree.fileName);
}

function isDeclaration(
  node: ts.Node,
): node is ts.MethodDeclaration | ts.PropertyDeclaration | ts.MethodSignature | ts.PropertySignature {
  return (
    (ts.isMethodDeclaration(node) && ts.isClassLike(node.parent)) ||
    ts.isPropertyDeclaration(node) ||
    ts.isMethodSignature(node) ||
    ts.isPropertySignature(node)
  );
}
