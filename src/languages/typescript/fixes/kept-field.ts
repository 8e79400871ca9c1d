import { ts } from '../ts.ts';
import { isAssignment, isUpdate } from './assignments.ts';
import { isEmptyAtFirst, promiseOf, type KeptPlace } from './kept-type.ts';
import { isFunction, memberName, some, unwrap } from './nodes.ts';
import type { FixFile } from './site.ts';

/** `this.#config`, or a field that is `private`: what only the class itself sees. */
export function keptField(
  file: FixFile,
  target: ts.PropertyAccessExpression,
  assignment: ts.BinaryExpression,
): KeptPlace | undefined {
  if (target.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const field = fieldOf(target);
  if (field === undefined || !isOwnField(field) || !isEmptyAtFirst(field)) return undefined;
  const name = target.name.text;
  if (isWrittenElsewhere(file, name, assignment)) return undefined;
  const type = promiseOf(file, field.type);
  if (type === undefined) return undefined;
  const promise = freeMember(file, `${name}Promise`);
  return {
    text: `this.${name}`,
    is: (node) => node !== undefined && isField(unwrap(node), name),
    promise: `this.${promise}`,
    declared: { start: field.end, end: field.end, text: declaration(file, field, promise + type) },
  };
}

/** The declaration of the field in the class whose `this` the access has. */
function fieldOf(target: ts.PropertyAccessExpression): ts.PropertyDeclaration | undefined {
  let at: ts.Node = target;
  while (!ts.isClassLike(at.parent)) {
    // Other functions have a `this` of their own, and so have objects in their methods.
    if (ts.isSourceFile(at) || (isFunction(at) && !ts.isArrowFunction(at))) return undefined;
    at = at.parent;
  }
  const isStatic = hasModifier(at, ts.SyntaxKind.StaticKeyword);
  return at.parent.members.find(
    (member): member is ts.PropertyDeclaration =>
      ts.isPropertyDeclaration(member) &&
      member.name.getText() === target.name.text &&
      hasModifier(member, ts.SyntaxKind.StaticKeyword) === isStatic,
  );
}

function isOwnField(field: ts.PropertyDeclaration): boolean {
  const modifiers = field.modifiers ?? [];
  const isPlain = modifiers.every(
    ({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.StaticKeyword,
  );
  if (!isPlain) return false;
  return (
    ts.isPrivateIdentifier(field.name) ||
    (ts.isIdentifier(field.name) && hasModifier(field, ts.SyntaxKind.PrivateKeyword))
  );
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && node.modifiers?.some((one) => one.kind === kind) === true;
}

function isField(node: ts.Node, name: string): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === name &&
    node.expression.kind === ts.SyntaxKind.ThisKeyword
  );
}

/** Whether anything else in the file may write a member of this name, or reach it in a way that nobody sees. */
function isWrittenElsewhere(file: FixFile, name: string, only: ts.BinaryExpression): boolean {
  const is = (node: ts.Node): boolean => ts.isPropertyAccessExpression(node) && node.name.text === name;
  const isTarget = (node: ts.Node): boolean => some(node, is);
  return some(file.tree, (node) => {
    if (ts.isStringLiteralLike(node) && node.text === name) return true;
    if (ts.isElementAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword)
      return memberName(node) === undefined && isTargetOf(node);
    if (ts.isBinaryExpression(node) && isAssignment(node) && node !== only) {
      const target = unwrap(node.left);
      // `this.config.size = 1` writes a part of the value.
      return ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)
        ? is(target)
        : isTarget(target);
    }
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
      return isUpdate(node) && is(unwrap(node.operand));
    if (ts.isDeleteExpression(node)) return is(unwrap(node.expression));
    if (ts.isForOfStatement(node) || ts.isForInStatement(node))
      return !ts.isVariableDeclarationList(node.initializer) && isTarget(node.initializer);
    return !name.startsWith('#') && isEnumerated(node);
  });
}

/** `Object.assign(this, …)`, `Object.keys(this)`, `{ ...this }`: what goes through all fields of an object, or writes them. */
function isEnumerated(node: ts.Node): boolean {
  const isThis = (at: ts.Node | undefined): boolean => at?.kind === ts.SyntaxKind.ThisKeyword;
  if (ts.isSpreadAssignment(node) || ts.isForInStatement(node)) return isThis(node.expression);
  if (!ts.isCallExpression(node) || !isThis(node.arguments[0])) return false;
  return /^(?:Object\.\w+|Reflect\.\w+|JSON\.stringify|structuredClone)$/.test(node.expression.getText());
}

/** `this[name] = …` */
function isTargetOf(node: ts.ElementAccessExpression): boolean {
  const { parent } = node;
  return ts.isBinaryExpression(parent) && isAssignment(parent) && parent.left === node;
}

function declaration(file: FixFile, field: ts.PropertyDeclaration, text: string): string {
  const { newline, semicolon } = file.style;
  const start = field.getStart(file.tree);
  const line = /(?:^|\n)([ \t]*)[^\n]*$/.exec(file.text.slice(0, start))?.[1] ?? '';
  const modifiers = (field.modifiers ?? []).map((one) => `${one.getText(file.tree)} `).join('');
  const ends = file.text[field.end - 1] === ';';
  const next = /^\s*([^\s])/.exec(file.text.slice(field.end))?.[1] ?? '';
  // Without a semicolon, a name and what begins the next member would be one.
  const end = ends || '[*('.includes(next) ? ';' : semicolon;
  return `${ends ? '' : semicolon}${newline}${line}${modifiers}${text}${end}`;
}

function freeMember(file: FixFile, name: string): string {
  let free = name;
  for (let count = 2; file.text.includes(free); count += 1) free = name + String(count);
  return free;
}
