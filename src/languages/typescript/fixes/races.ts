import { t } from '../../../l10n/translate.ts';
import { lookup, scopeAt, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isAssignment } from './assignments.ts';
import { isFileRace } from './file-races.ts';
import { missedEvents } from './missed-events.ts';
import { enclosingFunction, isFunction, unwrap } from './nodes.ts';
import type { FixFile } from './site.ts';
import { writtenBy } from './written-by.ts';

function checkThenWrite(): string {
  return t('other code may run between the check and the write');
}

function readThenWrite(): string {
  return t('other code may change the value while it is awaited');
}

/**
 * What an `await` at a node would let other code do: change what was read or checked before it and is written after
 * it, or tell something before anybody listens. Variables that only this function can see are no matter.
 *
 * @param except A variable that is taken care of.
 */
export function raceAt(file: FixFile, node: ts.Node, except?: string): string | undefined {
  for (let at = node; !isFunction(at.parent) && !ts.isSourceFile(at.parent); at = at.parent) {
    const { parent } = at;
    if (!ts.isBinaryExpression(parent) || !isAssignment(parent) || parent.right !== at) continue;
    if (isPrivate(file, parent.left, node) || (except !== undefined && pathOf(parent.left) === except))
      continue;
    const { kind } = parent.operatorToken;
    const conditional =
      kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
      kind === ts.SyntaxKind.BarBarEqualsToken ||
      kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken;
    if (conditional) return checkThenWrite();
    if (kind !== ts.SyntaxKind.EqualsToken) return readThenWrite();
    const path = pathOf(parent.left);
    if (path !== undefined && mentionsPath(parent.right, path, node)) return readThenWrite();
  }
  if (checkedBefore(file, node, except) || isFileRace(node)) return checkThenWrite();
  const missed = missedEvents(node);
  return missed === undefined ? undefined : t('events of `{0}` may be missed while it is awaited', missed);
}

/** Something is tested before the await and written after it, and not written in between. */
function checkedBefore(file: FixFile, node: ts.Node, except: string | undefined): boolean {
  const body = enclosingFunction(node)?.body;
  if (body === undefined) return false;
  const start = node.getStart(file.tree);
  const checked = new Map<string, number>();
  const written = new Map<string, readonly number[]>();
  const targets = new Map<string, ts.Expression>();
  const visit = (at: ts.Node): void => {
    if (isFunction(at)) return;
    const condition = conditionOf(at);
    if (condition !== undefined && condition.end <= start) {
      for (const path of pathsIn(condition)) checked.set(path, condition.end);
      for (const path of asked(file, condition, body)) checked.set(path, condition.end);
    }
    const target = writtenBy(at);
    const path = target === undefined ? undefined : pathOf(target);
    if (target !== undefined && path !== undefined) {
      written.set(path, [...(written.get(path) ?? []), at.end]);
      targets.set(path, target);
    }
    ts.forEachChild(at, visit);
  };
  ts.forEachChild(body, visit);
  visitSelf(body);
  for (const [path, check] of checked) {
    const writes = written.get(path) ?? [];
    const target = targets.get(path);
    if (target === undefined || path === except || isPrivate(file, target, node)) continue;
    const guarded = writes.some((end) => end > check && end <= start);
    if (!guarded && writes.some((end) => end > start)) return true;
  }
  return false;

  function visitSelf(expression: ts.Node): void {
    if (!ts.isBlock(expression)) visit(expression);
  }
}

/** What the names in a condition were read from: `const hit = cache.get(key); if (hit) …` asks `cache`. */
function asked(file: FixFile, condition: ts.Expression, body: ts.Node): readonly string[] {
  const paths: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const declaration = lookup(scopeAt(file.scopes, node), node.text)?.declaration;
      const variable = declaration?.parent;
      const isLocal = declaration !== undefined && declaration.pos >= body.pos && declaration.end <= body.end;
      if (isLocal && variable !== undefined && ts.isVariableDeclaration(variable) && variable.initializer) {
        paths.push(...pathsIn(variable.initializer));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(condition);
  return paths;
}

function conditionOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) return node.expression;
  if (ts.isConditionalExpression(node)) return node.condition;
  if (!ts.isBinaryExpression(node)) return undefined;
  const { kind } = node.operatorToken;
  const logical =
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken;
  return logical ? node.left : undefined;
}

/** A variable or a member of one as text: `cache`, `this.cache`. */
function pathOf(node: ts.Expression): string | undefined {
  const at = unwrap(node);
  if (ts.isIdentifier(at)) return at.text;
  if (at.kind === ts.SyntaxKind.ThisKeyword) return 'this';
  if (ts.isPropertyAccessExpression(at)) {
    const object = pathOf(at.expression);
    return object === undefined ? undefined : `${object}.${at.name.text}`;
  }
  return ts.isElementAccessExpression(at) ? pathOf(at.expression) : undefined;
}

function pathsIn(expression: ts.Node): ReadonlySet<string> {
  const paths = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (isFunction(node)) return;
    const path = ts.isExpression(node) ? pathOf(node) : undefined;
    if (path !== undefined) paths.add(path);
    ts.forEachChild(node, visit);
  };
  visit(expression);
  return paths;
}

function mentionsPath(expression: ts.Node, path: string, except: ts.Node): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found || node === except || isFunction(node)) return;
    if (ts.isExpression(node) && pathOf(node) === path) found = true;
    ts.forEachChild(node, visit);
  };
  visit(expression);
  return found;
}

/** Whether only the code of the function around `node` can see what an expression names. */
function isPrivate(file: FixFile, target: ts.Expression, node: ts.Node): boolean {
  const at = unwrap(target);
  // A member belongs to an object that others may hold; elements of a fresh local list are not worth the difference.
  if (!ts.isIdentifier(at)) return false;
  const binding = lookup(scopeAt(file.scopes, at), at.text);
  if (binding === undefined) return false;
  const owner = enclosingFunction(node);
  if (owner === undefined || enclosingFunction(binding.declaration) !== owner) return false;
  return !isCaptured(file, binding, owner, node);
}

/** Whether a function that exists by the time of an await knows a variable: one that is only made later cannot run then. */
function isCaptured(file: FixFile, binding: Binding, owner: ts.Node, awaited: ts.Node): boolean {
  const exists = (inner: ts.Node): boolean =>
    inner.pos < awaited.end || ts.isFunctionDeclaration(inner) || sharesLoop(inner, awaited, owner);
  let captured = false;
  const visit = (node: ts.Node, inner: boolean): void => {
    if (captured) return;
    if (inner && ts.isIdentifier(node) && node.text === binding.name) {
      captured = lookup(scopeAt(file.scopes, node), node.text) === binding;
    }
    ts.forEachChild(node, (child) => {
      visit(child, inner || (isFunction(child) && exists(child)));
    });
  };
  ts.forEachChild(owner, (child) => {
    visit(child, isFunction(child) && exists(child));
  });
  return captured;
}

function sharesLoop(node: ts.Node, other: ts.Node, owner: ts.Node): boolean {
  for (let at = node; at !== owner; at = at.parent) {
    if (ts.isIterationStatement(at, false) && at.pos <= other.pos && other.end <= at.end) return true;
  }
  return false;
}
