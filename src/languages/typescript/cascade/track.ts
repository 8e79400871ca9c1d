import type { HandedOn, Obstacle, Uses } from '../../../fixes/cascade/model.ts';
import type { Span } from '../../../facts/span.ts';
import { t } from '../../../l10n/translate.ts';
import { lookup, scopeAt, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { hasOneValue, isReassigned } from '../fixes/assignments.ts';
import { isFunction, memberName, some, spanOf, wrapped } from '../fixes/nodes.ts';
import { isMemberName, type FixFile } from '../fixes/site.ts';
import { isMapped } from './mapped.ts';
import { isPassedByName } from './passed-by-name.ts';
import {
  ownerOfThis,
  adopts,
  isMock,
  compared,
  isTarget,
  inTypeQuery,
  isNameOf,
  isRetyped,
  takenName,
  replacedMember,
  exportedBy,
  constantName,
  calleeText,
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
  object(node: ts.Node, reason: string): void;
  found(): Uses;
}

/** Starts to follow what a function's names do in a file. Whatever is not understood is an obstacle. */
export function createTracker(file: FixFile): Tracker {
  const { tree, scopes } = file;
  const calls = new Map<number, Span>();
  const handedOn = new Map<string, HandedOn>();
  const obstacles: Obstacle[] = [];
  const seen = new Set<string>();
  const getsOneValue = (held: Binding): boolean =>
    hasOneValue(held, (name) => lookup(scopeAt(scopes, name), name.text) !== held);

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

  function object(node: ts.Node, reason: string): void {
    obstacles.push({ reason, span: spanOf(node) });
  }

  function handOn(name: string, path: readonly string[]): void {
    handedOn.set([name, ...path].join('.'), { name, path });
  }

  function binding(held: Binding, path: readonly string[]): void {
    const key = `${held.id} ${path.join('.')}`;
    if (seen.has(key)) return;
    seen.add(key);
    const mayChange = (held.kind === 'const' || held.kind === 'let') && isReassigned(held);
    if (mayChange && !getsOneValue(held)) {
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
      object(node, t('a type is made of `{0}`', node.text));
      return;
    }
    if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return;
    if (ts.isBinaryExpression(parent) && parent.left === node && getsOneValue(held)) return;
    if (ts.isVariableDeclaration(parent) && parent.name === node) return;
    expression(node, path);
  }

  function expression(node: ts.Node, path: readonly string[]): void {
    const at = wrapped(node);
    const { parent } = at;
    if (path.length > 0 && isRetyped(node, at)) {
      object(node, t('what holds `{0}` gets another type here', path[0] ?? ''));
    }
    if (ts.isVariableDeclaration(parent) && parent.initializer === at) {
      if (parent.type !== undefined && (path.length > 0 || isNameOf(parent.type))) {
        const name = ts.isIdentifier(parent.name) ? parent.name.text : t('the pattern');
        object(parent.name, t('`{0}` has a declared type that others may use too', name));
      }
      pattern(parent.name, path);
      return;
    }
    if (ts.isAwaitExpression(parent)) expression(parent, path);
    else if (ts.isExpressionStatement(parent) || ts.isTypeOfExpression(parent)) return;
    else if (ts.isExportAssignment(parent)) handOn(parent.isExportEquals === true ? '' : 'default', path);
    else if (assigned(parent, at, path) || collected(parent, at, path) || compared(parent, at)) return;
    else if (kept(parent, at, path) || taken(parent, at, path)) return;
    else if (path.length === 0) functionUsed(node, parent, at);
    else holderUsed(node, parent, at, path);
  }

  /** `module.exports = …`, `exports.name = …`. */
  function assigned(parent: ts.Node, at: ts.Node, path: readonly string[]): boolean {
    if (!ts.isBinaryExpression(parent) || parent.right !== at) return false;
    if (parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
    const name = exportedBy(parent.left);
    if (name === undefined) return false;
    // All exports of a CommonJS module are members of one object.
    handOn('', name === '' ? path : [name, ...path]);
    if (!ts.isExpressionStatement(wrapped(parent).parent)) expression(parent, path);
    return true;
  }

  /** `let load;` that gets the function, or what holds it, later, and nothing else: in a hook of a test. */
  function kept(parent: ts.Node, at: ts.Node, path: readonly string[]): boolean {
    if (!ts.isBinaryExpression(parent) || parent.right !== at || !ts.isExpressionStatement(parent.parent))
      return false;
    const { left, operatorToken } = parent;
    if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isIdentifier(left)) return false;
    const held = lookup(scopeAt(scopes, left), left.text);
    const isKept = held !== undefined && getsOneValue(held);
    if (isKept) binding(held, path);
    return isKept;
  }

  /** What rewire takes out of a module by its name. */
  function taken(parent: ts.Node, at: ts.Node, [wanted]: readonly string[]): boolean {
    const name = takenName(parent, at);
    if (name !== undefined && name === wanted) expression(parent, []);
    return name !== undefined;
  }

  /** A member of an object that is written here: the object is followed in its place. */
  function collected(parent: ts.Node, at: ts.Node, path: readonly string[]): boolean {
    if (ts.isShorthandPropertyAssignment(parent)) {
      member(parent.parent, [parent.name.text, ...path]);
    } else if (ts.isPropertyAssignment(parent) && parent.initializer === at) {
      const name = constantName(parent.name);
      if (name === undefined) return false;
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
    if (ts.isCallExpression(parent) && parent.expression === at) {
      calls.set(parent.getStart(tree), spanOf(parent));
    } else if (
      ts.isCallExpression(parent) &&
      parent.arguments[0] === at &&
      (isMapped(file, parent) || isPassedByName(file, parent))
    ) {
      calls.set(parent.getStart(tree), spanOf(parent));
    } else if (adopts(parent, at) || isMock(parent, at, tree)) return;
    else if (ts.isNewExpression(parent) && parent.expression === at)
      object(node, t('{0} is called with `new`', shown));
    else if (ts.isTaggedTemplateExpression(parent)) object(node, t('{0} is the tag of a template', shown));
    else if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
      object(
        node,
        t('{0} is passed to `{1}`, which may call it and expects no promise', shown, calleeText(parent)),
      );
    } else if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
      object(node, t('{0} is used as an object here, not called', shown));
    } else if (ts.isDecorator(parent)) object(node, t('{0} is a decorator', shown));
    else object(node, t('{0} is used as a value here, so it cannot be seen who calls it', shown));
  }

  function holderUsed(node: ts.Node, parent: ts.Node, at: ts.Node, path: readonly string[]): void {
    const [name, ...rest] = path;
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
      return;
    }
    const replaced = replacedMember(parent, at);
    if (replaced !== undefined && replaced !== name) return;
    if (replaced !== undefined) {
      const reason = t('`{0}` is replaced here', replaced);
      obstacles.push({ reason, span: spanOf(node), caveat: t('tests replace `{0}`', replaced) });
      return;
    }
    if (ts.isObjectLiteralExpression(node)) {
      object(node, t('the object that holds `{0}` is used as a value here', name ?? ''));
      return;
    }
    object(
      node,
      t('`{0}`, which holds `{1}`, is used as a value here', node.getText(tree).slice(0, 60), name ?? ''),
    );
  }

  /** `import('…').then((module) => …)`. */
  function loadedLater(access: ts.Expression, path: readonly string[]): void {
    const { parent } = access;
    const callback = ts.isCallExpression(parent) ? parent.arguments[0] : undefined;
    const parameter =
      callback !== undefined && (ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))
        ? callback.parameters[0]
        : undefined;
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
    const [wanted, ...rest] = path;
    if (wanted === undefined) return;
    for (const element of name.elements) {
      if (ts.isOmittedExpression(element)) continue;
      if (element.dotDotDotToken !== undefined) {
        object(element, t('`{0}` may be in the rest of the pattern', wanted));
        continue;
      }
      const key = element.propertyName ?? element.name;
      const text = ts.isIdentifier(key) || ts.isStringLiteralLike(key) ? key.text : undefined;
      if (text === undefined) object(element, t('the pattern cannot be followed'));
      else if (text === wanted) {
        if (element.initializer !== undefined)
          object(element, t('`{0}` may be replaced by a default here', wanted));
        pattern(element.name, rest);
      }
    }
  }
}
