import type { ObjectMember } from '../../../facts/file-facts.ts';
import { unknown, type Value } from '../../../facts/value.ts';
import { lookup } from '../scopes.ts';
import { docTags, docType } from '../doc-tags.ts';
import { SyntaxKind, ts } from '../ts.ts';
import { access } from './access.ts';
import { call } from './calls.ts';
import { instanceOf } from './functions.ts';
import { noteDocumented } from './jsdoc.ts';
import { bare, sameText } from './memo.ts';
import { assignTo, either, memberOf, noteObjectType, ownExports, staticName } from './patterns.ts';
import type { Draft, Walker } from './walker.ts';
import { noteWorkerName } from './workers.ts';

/** Evaluates an expression as far as its text says and records the calls and functions in it. */
export function expression(walker: Walker, node: ts.Expression): Value {
  switch (node.kind) {
    case SyntaxKind.Identifier:
      return identifier(walker, (node as ts.Identifier).text);
    case SyntaxKind.StringLiteral:
    case SyntaxKind.NoSubstitutionTemplateLiteral:
      return { kind: 'literal', value: (node as ts.StringLiteral).text };
    case SyntaxKind.NumericLiteral:
      return { kind: 'literal', value: Number((node as ts.NumericLiteral).text) };
    case SyntaxKind.TrueKeyword:
    case SyntaxKind.FalseKeyword:
      return { kind: 'literal', value: node.kind === SyntaxKind.TrueKeyword };
    case SyntaxKind.NullKeyword:
      return { kind: 'literal', value: null };
    case SyntaxKind.ThisKeyword:
      return walker.this;
    case SyntaxKind.SuperKeyword:
      return walker.this.kind === 'this' ? { ...walker.this, kind: 'super' } : unknown;
    case SyntaxKind.PropertyAccessExpression:
    case SyntaxKind.ElementAccessExpression:
      return access(walker, node as ts.PropertyAccessExpression | ts.ElementAccessExpression);
    case SyntaxKind.CallExpression:
    case SyntaxKind.NewExpression:
    case SyntaxKind.TaggedTemplateExpression:
      return call(walker, node as ts.CallExpression, false);
    case SyntaxKind.AwaitExpression:
      return awaited(walker, (node as ts.AwaitExpression).expression);
    case SyntaxKind.ParenthesizedExpression:
      return cast(walker, node as ts.ParenthesizedExpression);
    case SyntaxKind.NonNullExpression:
      return walker.expression((node as ts.ParenthesizedExpression).expression);
    case SyntaxKind.AsExpression:
    case SyntaxKind.SatisfiesExpression:
    case SyntaxKind.TypeAssertionExpression:
      return asserted(walker, node as ts.AsExpression);
    case SyntaxKind.ArrowFunction:
    case SyntaxKind.FunctionExpression:
    case SyntaxKind.ClassExpression:
      return namedExpression(walker, node, '');
    case SyntaxKind.ObjectLiteralExpression:
      return objectLiteral(walker, node as ts.ObjectLiteralExpression);
    case SyntaxKind.ArrayLiteralExpression:
      return {
        kind: 'array',
        elements: (node as ts.ArrayLiteralExpression).elements.map((element) => walker.expression(element)),
      };
    case SyntaxKind.VoidExpression:
      walker.expression((node as ts.VoidExpression).expression);
      return { kind: 'literal', value: null };
    case SyntaxKind.SpreadElement:
      return memberOf(walker.expression((node as ts.SpreadElement).expression), undefined);
    case SyntaxKind.ConditionalExpression: {
      const { condition, whenTrue, whenFalse } = node as ts.ConditionalExpression;
      walker.expression(condition);
      return either([walker.expression(whenTrue), walker.expression(whenFalse)]);
    }
    case SyntaxKind.BinaryExpression:
      return binary(walker, node as ts.BinaryExpression);
    default:
      ts.forEachChild(node, (child) => {
        walker.statement(child);
      });
      return unknown;
  }
}

/** A function or class expression takes the name of what it is assigned to; anything else is evaluated as it is. */
export function namedExpression(walker: Walker, node: ts.Expression, name: string): Value {
  if (ts.isParenthesizedExpression(node)) return namedExpression(walker, node.expression, name);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node))
    return { kind: 'function', id: walker.functionLike(node, ownName(node.name) ?? name) };
  if (ts.isClassExpression(node))
    return { kind: 'class', id: walker.classLike(node, ownName(node.name) ?? name) };
  return walker.expression(node);
}

function ownName(name: ts.Identifier | undefined): string | undefined {
  return name?.text;
}

function identifier(walker: Walker, name: string): Value {
  if (name === 'undefined') return { kind: 'literal', value: null };
  const binding = lookup(walker.scope, name);
  if (binding === undefined) return name === 'exports' ? ownExports : { kind: 'global', name };
  const value = (walker.locals[binding.id] ??= { kind: 'local', binding: binding.id });
  noteWorkerName(walker, name, value);
  return value;
}

function awaited(walker: Walker, node: ts.Expression): Value {
  const inner = bare(node);
  const value = ts.isCallExpression(inner) ? call(walker, inner, true) : walker.expression(inner);
  return value.kind === 'unknown' ? unknown : { kind: 'await', value };
}

/** `/** @type {Config} *\/ (value)` in JavaScript; mere parentheses elsewhere. */
function cast(walker: Walker, node: ts.ParenthesizedExpression): Value {
  const value = walker.expression(node.expression);
  const type = walker.type(docType(docTags(node)));
  return type.kind === 'other' ? value : { kind: 'typed', type, value };
}

function asserted(walker: Walker, node: ts.AsExpression | ts.SatisfiesExpression | ts.TypeAssertion): Value {
  const value = walker.expression(node.expression);
  const type = walker.type(node.type);
  if (type.kind === 'other') return value;
  noteObjectType(walker, value, type);
  if (ts.isSatisfiesExpression(node)) return value;
  return value.kind === 'unknown' ? { kind: 'typed', type } : { kind: 'typed', type, value };
}

function objectLiteral(walker: Walker, node: ts.ObjectLiteralExpression): Value {
  const id = walker.objects.length;
  const members: Draft<ObjectMember>[] = [];
  const spreads: Value[] = [];
  walker.objects.push({ members, spreads });
  const self: Value = { kind: 'object', id };
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      spreads.push(walker.expression(property.expression));
      for (const member of members) member.overridable = true;
      continue;
    }
    if (ts.isComputedPropertyName(property.name)) walker.expression(property.name.expression);
    const name = staticName(property.name) ?? '';
    if (ts.isShorthandPropertyAssignment(property)) {
      members.push({ name, kind: 'property', value: identifier(walker, name) });
    } else if (ts.isPropertyAssignment(property)) {
      noteDocumented(walker, property, property.initializer);
      const value = ts.isFunctionExpression(property.initializer)
        ? ({ kind: 'function', id: walker.functionLike(property.initializer, name, { this: self }) } as const)
        : namedExpression(walker, property.initializer, name);
      if (value.kind !== 'unknown') members.push({ name, kind: 'property', value });
    } else {
      const made = walker.functionLike(property, name, { this: self });
      const kind = ts.isGetAccessor(property) ? 'getter' : ts.isSetAccessor(property) ? 'setter' : 'property';
      members.push({ name, kind, value: { kind: 'function', id: made } });
    }
  }
  return self;
}

function binary(walker: Walker, node: ts.BinaryExpression): Value {
  switch (node.operatorToken.kind) {
    case SyntaxKind.EqualsToken:
      return assignment(walker, node);
    case SyntaxKind.QuestionQuestionEqualsToken:
    case SyntaxKind.BarBarEqualsToken: {
      const value = once(walker, outlives(walker, node.left), () => walker.expression(node.right));
      assignTo(walker, node.left, value);
      return ts.isIdentifier(node.left) ? either([walker.expression(node.left), value]) : value;
    }
    default:
      return operands(walker, node);
  }
}

/** A chain of one operator leans to the left: walked in a loop, so that its length does not matter. */
function operands(walker: Walker, node: ts.BinaryExpression): Value {
  const operator = node.operatorToken.kind;
  const parts: ts.Expression[] = [];
  let at: ts.Expression = node;
  while (ts.isBinaryExpression(at) && at.operatorToken.kind === operator) {
    parts.push(at.right);
    at = at.left;
  }
  const values = [at, ...parts.reverse()].map((part) => walker.expression(part));
  if (operator === SyntaxKind.BarBarToken || operator === SyntaxKind.QuestionQuestionToken)
    return either(values);
  // What stands before `&&` is given back only when it is falsy: nothing that could be called.
  const givesLast = operator === SyntaxKind.CommaToken || operator === SyntaxKind.AmpersandAmpersandToken;
  return (givesLast ? values.at(-1) : undefined) ?? unknown;
}

/** What a function or class that is assigned here is called; a module's only export has no name by that. */
function assignedName(left: ts.Expression): string {
  if (ts.isIdentifier(left)) return left.text;
  if (!ts.isPropertyAccessExpression(left)) return '';
  const isModule = ts.isIdentifier(left.expression) && left.expression.text === 'module';
  return isModule && left.name.text === 'exports' ? '' : left.name.text;
}

function assignment(walker: Walker, node: ts.BinaryExpression): Value {
  const { left, right } = node;
  const name = assignedName(left);
  const prototypeOf = prototypeOwner(walker, left);
  if (prototypeOf !== undefined && ts.isFunctionExpression(right)) {
    const value: Value = { kind: 'function', id: walker.functionLike(right, name, { this: prototypeOf }) };
    assignTo(walker, left, value);
    return value;
  }
  // `x = x ?? make()` fills x once.
  const fills =
    ts.isBinaryExpression(right) &&
    (right.operatorToken.kind === SyntaxKind.QuestionQuestionToken ||
      right.operatorToken.kind === SyntaxKind.BarBarToken) &&
    sameText(walker.file, right.left, left);
  const value = once(walker, fills && outlives(walker, left), () => namedExpression(walker, right, name));
  assignTo(walker, left, value);
  return value;
}

/** Evaluates code that runs only while something is still empty. */
function once(walker: Walker, holds: boolean, body: () => Value): Value {
  const outer = walker.once;
  walker.once ||= holds;
  const value = body();
  walker.once = outer;
  return value;
}

/** Whether what is assigned to lives longer than one run of the current function: a member, or a name from outside. */
export function outlives(walker: Walker, target: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(target)) return outlives(walker, target.expression);
  if (target.kind === SyntaxKind.ThisKeyword) return true;
  if (!ts.isIdentifier(target)) return false;
  for (let at: typeof walker.scope | undefined = walker.scope; at !== undefined; at = at.parent) {
    if (at.values.has(target.text)) return false;
    if (ts.isFunctionLike(at.node)) break;
  }
  return walker.function !== 0;
}

function prototypeOwner(walker: Walker, left: ts.Expression): Value | undefined {
  if (!ts.isPropertyAccessExpression(left) || !ts.isPropertyAccessExpression(left.expression))
    return undefined;
  const { expression: owner, name } = left.expression;
  if (name.text !== 'prototype' || !ts.isIdentifier(owner)) return undefined;
  const binding = lookup(walker.scope, owner.text);
  return binding === undefined ? undefined : instanceOf(binding.id);
}
