import type { Span } from '../../../facts/span.ts';
import type { Uses } from '../../../fixes/cascade/model.ts';
import { t } from '../../../l10n/translate.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { memberName, some, wrapped } from '../fixes/nodes.ts';
import { nodeAt, type FixFile } from '../fixes/site.ts';
import { constantName, exportedBy } from './places.ts';
import { createTracker, type Tracker } from './track.ts';

/** What its own file does with a function that names and objects hold. */
export function usesOfFunction(file: FixFile, node: ts.FunctionLikeDeclaration): Uses {
  const tracker = createTracker(file);
  if (ts.isFunctionDeclaration(node)) {
    const held = node.name && lookup(scopeAt(file.scopes, node.parent), node.name.text);
    if (held !== undefined) tracker.binding(held, []);
    else tracker.handOn('default', []);
    if (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true)
      tracker.handOn('default', []);
  } else if (ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent)) {
    const name = constantName(node.name);
    if (name === undefined) tracker.object(node, t('its name is computed'));
    else tracker.member(node.parent, [name]);
  } else {
    if (ts.isFunctionExpression(node) && node.name !== undefined) {
      const own = lookup(scopeAt(file.scopes, node), node.name.text);
      if (own !== undefined) tracker.binding(own, []);
    }
    tracker.expression(node, []);
  }
  return withOwnExports(file, tracker);
}

/** Under which names a file hands on a class. */
export function exportsOfClass(file: FixFile, span: Span): Uses['handedOn'] {
  const name = nodeAt(file, span, ts.isIdentifier)?.parent;
  if (name !== undefined && (ts.isInterfaceDeclaration(name) || ts.isTypeAliasDeclaration(name)))
    return exportsOfType(file.tree, name);
  const node = name !== undefined && ts.isClassLike(name) ? name : nodeAt(file, span, ts.isClassLike);
  const tracker = createTracker(file);
  if (node === undefined) return [];
  const held = node.name && lookup(scopeAt(file.scopes, node.parent), node.name.text);
  if (held !== undefined) tracker.binding(held, []);
  else if (ts.isClassExpression(node)) tracker.expression(node, []);
  else tracker.handOn('default', []);
  return tracker.found().handedOn;
}

function exportsOfType(
  { statements }: ts.SourceFile,
  { name, modifiers }: ts.InterfaceDeclaration | ts.TypeAliasDeclaration,
): Uses['handedOn'] {
  const has = (kind: ts.SyntaxKind): boolean =>
    modifiers?.some((modifier) => modifier.kind === kind) === true;
  const names = new Set<string>();
  if (has(ts.SyntaxKind.ExportKeyword)) names.add(has(ts.SyntaxKind.DefaultKeyword) ? 'default' : name.text);
  for (const statement of statements) {
    if (ts.isExportAssignment(statement) && statement.expression.getText() === name.text)
      names.add('default');
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) continue;
    const { exportClause } = statement;
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) continue;
    for (const element of exportClause.elements)
      if ((element.propertyName ?? element.name).text === name.text) names.add(element.name.text);
  }
  return [...names].map((exported) => ({ name: exported, path: [] }));
}

/** A file of CommonJS may use what it exports through `module.exports` itself. */
function withOwnExports(file: FixFile, tracker: Tracker): Uses {
  let before = -1;
  for (let found = tracker.found(); found.handedOn.length !== before; found = tracker.found()) {
    before = found.handedOn.length;
    for (const { name, path } of found.handedOn) {
      if (name !== '') continue;
      some(file.tree, (node) => {
        if (isExports(node, file) && !isAssignedTo(node)) tracker.expression(node, path);
        return false;
      });
    }
  }
  return tracker.found();
}

/** `exports` or `module.exports`, as a whole. */
function isExports(node: ts.Node, { scopes }: FixFile): node is ts.Expression {
  const free = (at: ts.Node, name: string): boolean =>
    ts.isIdentifier(at) && at.text === name && lookup(scopeAt(scopes, at), name) === undefined;
  if (ts.isPropertyAccessExpression(node))
    return node.name.text === 'exports' && free(node.expression, 'module');
  return free(node, 'exports') && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node);
}

/** The target of `module.exports = …` or `exports.name = …`, which hands things on. */
function isAssignedTo(node: ts.Expression): boolean {
  const at = wrapped(node);
  const member = ts.isPropertyAccessExpression(at.parent) && at.parent.expression === at ? at.parent : at;
  const { parent } = member;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === member &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    exportedBy(parent.left) !== undefined
  );
}

/** The string in `require('…')`, `import('…')`, or what `require` is called by a tool for tests. */
export function loadedBy(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const [specifier] = node.arguments;
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return undefined;
  const { expression } = node;
  const isLoad =
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    // Tools for tests load a module anew, with stand-ins for some of what it imports; its functions are the same.
    (ts.isIdentifier(expression) && /^(?:require|rewire|proxyquire|esmock)$/.test(expression.text)) ||
    /^(?:requireActual|importActual|requireMock|importMock)$/.test(memberName(expression) ?? '');
  return isLoad ? specifier.text : undefined;
}
