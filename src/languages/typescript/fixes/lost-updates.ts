import type { HelperCall } from '../../../fixes/cascade/model.ts';
import { t } from '../../../l10n/translate.ts';
import { lookup, scopeAt, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isAssignment } from './assignments.ts';
import { isAwaitedBetween, isBetween, mayPrecede } from './between.ts';
import { enclosingFunction, isFunction, memberName, some, unwrap, wrapped } from './nodes.ts';
import { isMemberName, type FixFile } from './site.ts';
import { writtenBy } from './written-by.ts';

/** A call that reads or writes a file. */
interface Access {
  readonly call: ts.CallExpression;
  readonly helper: boolean;
}

const reads = /(?:^|\.)read(?:File|Json|JSON)(?:Sync)?$/;
const writes = /(?:^|\.)(?:write|output)(?:File|Json|JSON)(?:Sync)?$/;

/**
 * What an `await` at a call would let other code do between reading a file and writing what was made of it: change the
 * file, and that change is lost. It is no matter where other code could run in between all along, nor at the top of a
 * module, which runs once.
 *
 * @param helpers Calls of helpers in the same file, the call itself among them where it is one.
 */
export function lostUpdateAt(
  file: FixFile,
  node: ts.Node,
  helpers: readonly HelperCall[] = [],
): string | undefined {
  const body = enclosingFunction(node)?.body;
  if (body === undefined) return undefined;
  const { read, written } = accessesIn(body, helpers);
  const isLost = written.some((write) =>
    read.some(
      (one) =>
        (one.call === node || write.call === node || isBetween(one.call, node, write.call)) &&
        one.call.pos < write.call.end &&
        mayPrecede(one.call, write.call) &&
        isSameFile(file, body, one, write) &&
        !isAwaited(one, write) &&
        flows(file, body, one.call, write.call),
    ),
  );
  return isLost ? t('other code may change the file between reading and writing it') : undefined;
}

function accessesIn(
  body: ts.Node,
  helpers: readonly HelperCall[],
): { readonly read: readonly Access[]; readonly written: readonly Access[] } {
  const read: Access[] = [];
  const written: Access[] = [];
  const visit = (node: ts.Node): void => {
    if (isFunction(node)) return;
    if (ts.isCallExpression(node)) {
      const helper = helpers.find(({ span }) => span.start === node.getStart() && span.end === node.end);
      const names = helper?.blocksOn ?? [nameOf(node)];
      const access = { call: node, helper: helper !== undefined };
      if (names.some((name) => reads.test(name))) read.push(access);
      if (names.some((name) => writes.test(name))) written.push(access);
    }
    ts.forEachChild(node, visit);
  };
  visit(body);
  return { read, written };
}

function nameOf(call: ts.CallExpression): string {
  const callee = unwrap(call.expression);
  return ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
}

/**
 * Whether two accesses may be of the same file. What tells is the path. Helpers may know the file by themselves: where
 * one of two is told no more than what to write, and that is not just what the other has read, they may mean the same.
 */
function isSameFile(file: FixFile, body: ts.Node, read: Access, write: Access): boolean {
  const [from] = textsOf(read.call);
  const [to] = textsOf(write.call);
  if (!read.helper && !write.helper) return from !== undefined && from === to;
  if (!read.helper) return from !== undefined && textsOf(write.call).includes(from);
  if (!write.helper) return to !== undefined && textsOf(read.call).includes(to);
  const told = textsOf(read.call);
  if (textsOf(write.call).some((text) => told.includes(text))) return true;
  const isUntold = told.length === 0 || write.call.arguments.length < 2;
  return isUntold && !isPassedOn(file, body, read.call, write.call);
}

/** Whether a call gets just what another one gives: nobody writes back what has not changed. */
function isPassedOn(file: FixFile, body: ts.Node, from: ts.CallExpression, to: ts.CallExpression): boolean {
  return to.arguments.some((argument) => {
    const value = unwrap(argument);
    if (value === from) return true;
    if (!ts.isIdentifier(value)) return false;
    const binding = lookup(scopeAt(file.scopes, value), value.text);
    const variable = wrapped(from).parent;
    const isHolder = ts.isVariableDeclaration(variable) && variable.name === binding?.declaration;
    const isUsed = (node: ts.Node): boolean =>
      ts.isIdentifier(node) &&
      node.pos >= from.end &&
      node.end <= to.pos &&
      lookup(scopeAt(file.scopes, node), node.text) === binding;
    return isHolder && !some(body, isUsed);
  });
}

function textsOf(call: ts.CallExpression): readonly string[] {
  return call.arguments
    .map((argument) => argument.getText().replace(/\s+/g, ''))
    .filter((text) => /[A-Za-z]/.test(text) && !/^['"`]utf-?8/i.test(text));
}

/** Other code runs between the two anyway, or while one of them waits for its turn. */
function isAwaited(read: Access, { call, helper }: Access): boolean {
  if (ts.isAwaitExpression(wrapped(read.call).parent)) return true;
  const isOwn = helper || !nameOf(call).endsWith('Sync');
  return (isOwn && ts.isAwaitExpression(wrapped(call).parent)) || isAwaitedBetween(read.call, call);
}

/** Whether what a call gives, or what is made of it, reaches the arguments or the receiver of another call. */
function flows(file: FixFile, body: ts.Node, from: ts.CallExpression, to: ts.CallExpression): boolean {
  const held = new Set<Binding>();
  const holds = (node: ts.Node): boolean =>
    some(node, (at) => {
      if (at === from) return true;
      if (!ts.isIdentifier(at) || isMemberName(at)) return false;
      const binding = lookup(scopeAt(file.scopes, at), at.text);
      return binding !== undefined && held.has(binding);
    });
  const hold = (target: ts.Node): void => {
    some(target, (at) => {
      const binding = ts.isIdentifier(at) ? lookup(scopeAt(file.scopes, at), at.text) : undefined;
      if (binding !== undefined && enclosingFunction(binding.declaration) === enclosingFunction(from))
        held.add(binding);
      return false;
    });
  };
  const visit = (node: ts.Node): void => {
    if (node.pos >= to.end || node.end <= from.pos) return;
    if (ts.isForOfStatement(node) && holds(node.expression)) hold(node.initializer);
    ts.forEachChild(node, visit);
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined && holds(node.initializer))
      hold(node.name);
    const target = writtenBy(node);
    if (target === undefined || target.pos >= to.pos) return;
    const given = ts.isBinaryExpression(node) && isAssignment(node) ? [node.right] : argumentsOf(node);
    const root = rootOf(target);
    if (root !== undefined && given.some(holds)) hold(root);
  };
  visit(body);
  return [to.expression, ...to.arguments].some(holds);
}

function argumentsOf(node: ts.Node): readonly ts.Expression[] {
  return ts.isCallExpression(node) ? node.arguments : [];
}

/** The variable that an expression is a part of. */
function rootOf(expression: ts.Expression): ts.Expression | undefined {
  let at = unwrap(expression);
  while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) at = unwrap(at.expression);
  return ts.isIdentifier(at) || ts.isObjectLiteralExpression(at) || ts.isArrayLiteralExpression(at)
    ? at
    : undefined;
}
