import type { CallFact, CallKind } from '../../../facts/file-facts.ts';
import type { Span } from '../../../facts/span.ts';
import { mayNameFunction, unknown, type Value } from '../../../facts/value.ts';
import { SyntaxKind, ts } from '../ts.ts';
import { access } from './access.ts';
import { objectFunction } from './object-functions.ts';
import { reference } from './types.ts';
import { spanOf, type Walker } from './walker.ts';

/** Where what no finding can stand at is. */
const nowhere: Span = { start: 0, end: 0 };

/** Longer texts matter to no condition of the catalogue. */
const longestLiteral = 100;

/** Records a call, `new` or tagged template and returns what it gives. */
export function call(
  walker: Walker,
  node: ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression,
  awaited: boolean,
): Value {
  if (ts.isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword)
    return dynamicImport(walker, node, awaited);
  const target = ts.isTaggedTemplateExpression(node) ? node.tag : node.expression;
  const callee =
    ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target)
      ? access(walker, target, true)
      : walker.expression(target);
  const argumentNodes = argumentsOf(node);
  const args = argumentNodes.map((argument) => argumentValue(walker, argument));
  const required = requiredModule(callee, argumentNodes);
  if (required !== undefined) walker.imports.add(required);
  const isRequire = required !== undefined && callee.kind === 'global';
  const kind: CallKind = ts.isNewExpression(node)
    ? 'new'
    : ts.isTaggedTemplateExpression(node)
      ? 'tag'
      : 'call';
  const id = record(walker, {
    kind,
    callee: isRequire ? { kind: 'construct', name: 'require' } : callee,
    args,
    argSpans: argumentNodes.map((argument, index) => argumentSpan(walker, argument, args[index])),
    span: calleeSpan(walker, target),
    whole: spanOf(node, walker.file),
    awaited,
    polled: walker.polled.has(node),
  });
  if (isRequire) return { kind: 'module', specifier: required };
  return (
    objectFunction(walker, callee, args) ??
    typedCollection(walker, node, callee) ?? { kind: 'result', call: id }
  );
}

/** `new Map<string, Config>()` */
function typedCollection(walker: Walker, node: ts.Node, callee: Value): Value | undefined {
  if (!ts.isNewExpression(node) || node.typeArguments === undefined) return undefined;
  if (callee.kind !== 'global' || !ts.isIdentifier(node.expression)) return undefined;
  const type = reference(walker, node.expression, node.typeArguments);
  return type.kind === 'named' ? undefined : { kind: 'typed', type };
}

/** Records something that acts like a call of an API of the `language` module: a spinning loop. */
export function construct(walker: Walker, name: string, span: Span, whole: Span): void {
  record(walker, {
    kind: 'construct',
    callee: { kind: 'construct', name },
    args: [],
    argSpans: [],
    span,
    whole,
    awaited: false,
    polled: false,
  });
}

type CallParts = Omit<CallFact, 'function' | 'once'>;

function record(walker: Walker, parts: CallParts): number {
  const { kind, callee, args, argSpans, span, whole, awaited, polled } = parts;
  const { function: within, once } = walker;
  // There are many calls: written out, they take less room than as copies with additions.
  walker.calls.push({ kind, function: within, callee, args, argSpans, span, whole, awaited, once, polled });
  return walker.calls.length - 1;
}

/** Findings stand at arguments that are functions by a name. */
function argumentSpan(walker: Walker, node: ts.Expression, value: Value | undefined): Span {
  return value !== undefined && mayNameFunction(value) ? spanOf(plain(node), walker.file) : nowhere;
}

function argumentsOf(
  node: ts.CallExpression | ts.NewExpression | ts.TaggedTemplateExpression,
): readonly ts.Expression[] {
  if (!ts.isTaggedTemplateExpression(node)) return node.arguments ?? [];
  return ts.isNoSubstitutionTemplateLiteral(node.template)
    ? []
    : node.template.templateSpans.map((part) => part.expression);
}

function argumentValue(walker: Walker, node: ts.Expression): Value {
  const value = walker.expression(node);
  if (value.kind === 'literal' && typeof value.value === 'string' && value.value.length > longestLiteral)
    return { kind: 'literal', value: value.value.slice(0, longestLiteral) };
  return value;
}

/** `require('x')`, also with a `require` that the file made itself. */
function requiredModule(callee: Value, args: readonly ts.Expression[]): string | undefined {
  const [first] = args;
  if (first === undefined || args.length !== 1 || !ts.isStringLiteralLike(first)) return undefined;
  if (callee.kind === 'global' && callee.name === 'require') return first.text;
  return undefined;
}

function dynamicImport(walker: Walker, node: ts.CallExpression, awaited: boolean): Value {
  const args = node.arguments.map((argument) => walker.expression(argument));
  const [first] = node.arguments;
  if (first !== undefined && ts.isStringLiteralLike(first)) walker.imports.add(first.text);
  const id = record(walker, {
    kind: 'call',
    callee: { kind: 'construct', name: 'import' },
    args: first !== undefined && ts.isStringLiteralLike(first) ? args : [unknown],
    argSpans: [],
    span: spanOf(node.expression, walker.file),
    whole: spanOf(node, walker.file),
    awaited,
    polled: walker.polled.has(node),
  });
  return { kind: 'result', call: id };
}

/** An expression without what only types and parentheses add to it. */
function plain(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAssertionExpression(node) ||
    ts.isSatisfiesExpression(node)
    ? plain(node.expression)
    : node;
}

/** Where a finding stands: the name of what is called, or the keyword or arrow that stands for it. */
function calleeSpan(walker: Walker, callee: ts.Expression): Span {
  const node = calleeName(callee);
  const span = spanOf(node, walker.file);
  const keyword = ts.isClassExpression(node)
    ? 'class'
    : ts.isFunctionExpression(node)
      ? 'function'
      : undefined;
  if (keyword === undefined) return span;
  const start = walker.file.text.indexOf(keyword, span.start);
  return { start, end: start + keyword.length };
}

/** The node that names what is called. */
function calleeName(callee: ts.Expression): ts.Node {
  const node = plain(callee);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.CommaToken)
    return calleeName(node.right);
  if (ts.isPropertyAccessExpression(node)) {
    const indirect = ['call', 'apply', 'bind'].includes(node.name.text);
    return indirect && isReference(node.expression) ? calleeName(node.expression) : node.name;
  }
  if (ts.isElementAccessExpression(node)) return node.argumentExpression;
  if (ts.isCallExpression(node)) return calleeName(node.expression);
  if ((ts.isFunctionExpression(node) || ts.isClassExpression(node)) && node.name !== undefined)
    return node.name;
  if (ts.isArrowFunction(node)) return node.equalsGreaterThanToken;
  return node;
}

function isReference(node: ts.Expression): boolean {
  const inner = plain(node);
  return (
    ts.isIdentifier(inner) || ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)
  );
}
