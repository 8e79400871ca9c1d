import type { HandedOn, Obstacle, Uses } from '../../../fixes/cascade/model.ts';
import type { Span } from '../../../facts/span.ts';
import { t } from '../../../l10n/translate.ts';
import { lookup, scopeAt, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isFunction, memberName, some, spanOf, unwrap, wrapped } from '../fixes/nodes.ts';
import { isMemberName, type FixFile } from '../fixes/site.ts';
import { calledThrough, isMethodOfFunctions } from './called-through.ts';
import { isOverridden, receiversOf } from './copied-objects.ts';
import { isMapped } from './mapped.ts';
import { assignedVariable, hasOneValue } from './one-value.ts';
import { isPassedByName } from '../fixes/passed-by-name.ts';
import { followDefault, followGiven, isGiven, result } from './own-function.ts';
import { followPattern, parameterOfCallback } from './patterns.ts';
import {
  ownerOfThis,
  adopts,
  isMock,
  compared,
  isTarget,
  inTypeQuery,
  isHook,
  isInspected,
  isAsked,
  isNameOf,
  isTypeOfModule,
  isRetyped,
  replacedMember,
  exportedBy,
  constantName,
  isReplaced,
  isUnmoved,
  whyNotFollowed,
} from './places.ts';

/** Follows a function, or what holds it, through the names of a file. */
export interface Tracker {
  /** An expression that is the function (`path` is empty) or that holds it as a member. */
  expression(node: ts.Node, path: readonly string[]): void;
  /** A declared name of it. */
  binding(binding: Binding, path: readonly string[]): void;
  /** What a pattern takes out of it. */
  pattern(name: ts.BindingName, path: readonly string[]): void;
  /** An object literal that holds it. */
  member(literal: ts.ObjectLiteralExpression, path: readonly string[]): void;
  handOn(name: string, path: readonly string[]): void;
  /** Something that stands against the conversion; with `caveat` it says what it comes to all the same. */
  object(node: ts.Node, reason: string, caveat?: string): void;
  found(): Uses;
}

/** Starts to follow what a function's names do in a file. Whatever is not understood is an obstacle. */
export function createTracker(file: FixFile): Tracker {
  const { tree, scopes } = file;
  const calls = new Map<number, Span>();
  const handedOn = new Map<string, HandedOn>();
  const obstacles: Obstacle[] = [];
  const seen = new Set<string>();
  const copied = new Set<ts.Node>();

  const tracker: Tracker = {
    expression,
    binding,
    pattern,
    member,
    handOn,
    object,
    found: () => ({ calls: [...calls.values()], handedOn: [...handedOn.values()], obstacles }),
  };
  return tracker;

  function object(node: ts.Node, reason: string, caveat?: string): void {
    obstacles.push({ reason, span: spanOf(node), ...(caveat !== undefined && { caveat }) });
  }

  function handOn(name: string, path: readonly string[]): void {
    handedOn.set([name, ...path].join('.'), { name, path });
  }

  function binding(held: Binding, path: readonly string[]): void {
    const key = `${held.id} ${path.join('.')}`;
    if (seen.has(key)) return;
    seen.add(key);
    if ((held.kind === 'const' || held.kind === 'let') && !hasOneValue(file, held)) {
      object(held.declaration, t('`{0}` is assigned more than once', held.name));
    }
    exportedName(held, path);
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node) && node.text === held.name) identifier(node, held, path);
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }

  /** `export` before the declaration of a name. */
  function exportedName(held: Binding, path: readonly string[]): void {
    const { parent } = held.declaration;
    let at: ts.Node = parent;
    while (ts.isBindingElement(at) || ts.isObjectBindingPattern(at) || ts.isArrayBindingPattern(at))
      at = at.parent;
    const statement = ts.isVariableDeclaration(at) ? at.parent.parent : at;
    if (!ts.canHaveModifiers(statement)) return;
    const kinds = ts.getModifiers(statement)?.map((modifier) => modifier.kind) ?? [];
    if (!kinds.includes(ts.SyntaxKind.ExportKeyword)) return;
    if (!ts.isSourceFile(statement.parent)) {
      object(held.declaration, t('`{0}` is exported from a namespace', held.name));
      return;
    }
    handOn(kinds.includes(ts.SyntaxKind.DefaultKeyword) ? 'default' : held.name, path);
  }

  function identifier(node: ts.Identifier, held: Binding, path: readonly string[]): void {
    const { parent } = node;
    if (isMemberName(node) || node === held.declaration) return;
    if (ts.isFunctionDeclaration(parent) && parent.name === node) return;
    if (ts.isExportSpecifier(parent)) {
      if (parent.parent.parent.moduleSpecifier === undefined && lookup(scopes.root, node.text) === held)
        handOn(parent.name.text, path);
      return;
    }
    if (lookup(scopeAt(scopes, node), node.text) !== held) return;
    if (ts.isTypeQueryNode(parent) || (ts.isQualifiedName(parent) && inTypeQuery(parent))) {
      if (ts.isQualifiedName(parent) && path[0] !== undefined && parent.right.text !== path[0]) return;
      const made = t('a type is made of `{0}`', node.text);
      if (!isUnmoved(parent)) object(node, made, made);
      return;
    }
    if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return;
    if (ts.isVariableDeclaration(parent) && parent.name === node) return;
    // What a variable is given was looked at as a whole.
    if (isTarget(node) && (held.kind === 'const' || held.kind === 'let')) return;
    expression(node, path);
  }

  function expression(node: ts.Node, path: readonly string[]): void {
    const at = wrapped(node);
    const { parent } = at;
    if (path.length > 0 && isRetyped(node, at)) {
      object(node, t('what holds `{0}` gets another type here', path[0] ?? ''));
    }
    if (ts.isVariableDeclaration(parent) && parent.initializer === at) {
      if (path.length > 0 || isNameOf(parent.type)) typed(parent);
      pattern(parent.name, path);
      return;
    }
    if ((ts.isParameter(parent) || ts.isBindingElement(parent)) && parent.initializer === at) {
      followDefault(file, parent, path, tracker);
      return;
    }
    if (ts.isAwaitExpression(parent)) expression(parent, path);
    else if (ts.isExpressionStatement(parent) || ts.isTypeOfExpression(parent)) return;
    else if (ts.isExportAssignment(parent)) handOn(parent.isExportEquals === true ? '' : 'default', path);
    else if (assigned(parent, at, path) || collected(parent, at, path)) return;
    else if (compared(parent, at) || isAsked(parent, at)) return;
    else if (isGiven(parent, at)) followGiven(file, at, path, tracker);
    else if (path.length === 0) functionUsed(node, parent, at);
    else holderUsed(node, parent, at, path);
  }

  /** A type that is declared for a variable says what its members give. */
  function typed({ name, type }: ts.VariableDeclaration): void {
    if (type === undefined || isTypeOfModule(type)) return;
    const shown = ts.isIdentifier(name) ? name.text : t('the pattern');
    object(name, t('`{0}` has a declared type that others may use too', shown));
  }

  /** `module.exports = …`, `exports.name = …`, `api = …` of a variable that is declared without a value. */
  function assigned(parent: ts.Node, at: ts.Node, path: readonly string[]): boolean {
    if (!ts.isBinaryExpression(parent) || parent.right !== at) return false;
    if (parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
    const name = exportedBy(parent.left);
    const variable = assignedVariable(file, parent);
    // All exports of a CommonJS module are members of one object.
    if (name !== undefined) handOn('', name === '' ? path : [name, ...path]);
    else if (variable !== undefined) {
      typed(variable.declaration.parent as ts.VariableDeclaration);
      binding(variable, path);
    } else return false;
    if (!ts.isExpressionStatement(wrapped(parent).parent)) expression(parent, path);
    return true;
  }

  /** An object that gets a member by a call. */
  function holder(node: ts.Expression, path: readonly string[]): void {
    const at = unwrap(node);
    const held = ts.isIdentifier(at) ? lookup(scopeAt(scopes, at), at.text) : undefined;
    if (exportedBy(at) === '') handOn('', path);
    else if (held?.kind === 'const' || held?.kind === 'let') binding(held, path);
    else object(node, t('`{0}` cannot be followed', node.getText(tree).slice(0, 60)));
  }

  /** A member of an object that is written here: the object is followed in its place. */
  function collected(parent: ts.Node, at: ts.Node, path: readonly string[]): boolean {
    const isShort = ts.isShorthandPropertyAssignment(parent);
    if (isShort || (ts.isPropertyAssignment(parent) && parent.initializer === at)) {
      const name = constantName(parent.name);
      if (name === undefined) return false;
      const given = t('another function may be given as `{0}`', name);
      if (isOverridden(file, parent)) object(parent.name, given, given);
      member(parent.parent, [name, ...path]);
    } else if (ts.isSpreadAssignment(parent) && path.length > 0) {
      member(parent.parent, path);
    } else return false;
    return true;
  }

  /** What an object literal holds is also to be had by `this` in its methods. */
  function member(literal: ts.ObjectLiteralExpression, path: readonly string[]): void {
    const key = `${literal.pos} ${path.join('.')}`;
    if (seen.has(key)) return;
    seen.add(key);
    some(literal, (at) => {
      if (at.kind === ts.SyntaxKind.ThisKeyword && ownerOfThis(at) === literal) expression(at, path);
      return false;
    });
    expression(literal, path);
  }

  function functionUsed(node: ts.Node, parent: ts.Node, at: ts.Node): void {
    const name = node.getText(tree).slice(0, 60).split('\n')[0] ?? '';
    const shown = isFunction(node) ? t('the function') : `\`${name}\``;
    const call = ts.isCallExpression(parent) ? parent : undefined;
    const isGivenOn = call?.arguments[0] === at && (isMapped(file, call) || isPassedByName(file, call));
    const called = call?.expression === at || isGivenOn ? call : calledThrough(at);
    if (called !== undefined) calls.set(called.getStart(tree), spanOf(called));
    else if (adopts(parent, at) || isMock(parent, at, tree)) return;
    else if (isReplaced(parent, at))
      object(node, t('`{0}` is replaced here', name), t('tests replace `{0}`', name));
    else object(node, whyNotFollowed(parent, at, shown));
  }

  function holderUsed(node: ts.Node, parent: ts.Node, at: ts.Node, path: readonly string[]): void {
    const [name, ...rest] = path;
    const called = ts.isCallExpression(parent) && parent.expression === at ? parent : calledThrough(at);
    if (name === result && called !== undefined) {
      expression(called, rest);
      return;
    }
    if (
      (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
      parent.expression === at
    ) {
      const member = memberName(parent);
      if (member === name) {
        if (isTarget(parent)) object(parent, t('`{0}` is assigned to', parent.getText(tree)));
        else expression(parent, rest);
      } else if (member === 'then' && ts.isCallExpression(at)) loadedLater(parent, path);
      else if (member === undefined)
        object(parent, t('a member is picked by a name that is not written here'));
      else if (name === result && isMethodOfFunctions(member)) unseen(node, path);
      return;
    }
    if (name === result ? isHook(parent, at) : isInspected(parent, at)) return;
    if (isMock(parent, at, tree)) return;
    const replaced = replacedMember(parent, at);
    if (replaced !== undefined && replaced !== name) return;
    if (replaced !== undefined) {
      object(node, t('`{0}` is replaced here', replaced), t('tests replace `{0}`', replaced));
      return;
    }
    const receivers = ts.isCallExpression(parent) ? receiversOf(parent, at, path, copied) : undefined;
    if (receivers !== undefined) {
      for (const receiver of receivers)
        if (receiver.changed) holder(receiver.node, receiver.path);
        else expression(receiver.node, receiver.path);
      return;
    }
    if (ts.isObjectLiteralExpression(node)) {
      object(node, t('the object that holds `{0}` is used as a value here', name ?? ''));
      return;
    }
    unseen(node, path);
  }

  /** What holds a function, or gives it, gets to where it cannot be followed. */
  function unseen(node: ts.Node, [name]: readonly string[]): void {
    const shown = node.getText(tree).slice(0, 60);
    if (name === result) object(node, t('`{0}`, which gives the function, is used as a value here', shown));
    else object(node, t('`{0}`, which holds `{1}`, is used as a value here', shown, name ?? ''));
  }

  /** `import('…').then((module) => …)`. */
  function loadedLater(access: ts.Expression, path: readonly string[]): void {
    const parameter = parameterOfCallback(access.parent);
    if (parameter === undefined) object(access, t('what is done with the loaded module is not written here'));
    else pattern(parameter.name, path);
  }

  function pattern(name: ts.BindingName, path: readonly string[]): void {
    if (ts.isIdentifier(name)) {
      const held = lookup(scopeAt(scopes, name), name.text);
      if (held === undefined) object(name, t('`{0}` cannot be followed', name.text));
      else binding(held, path);
      return;
    }
    followPattern(name, path, { object, pattern });
  }
}
