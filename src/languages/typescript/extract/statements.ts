import { lookup, lookupType } from '../scopes.ts';
import { docTags, docType } from '../doc-tags.ts';
import { SyntaxKind, ts } from '../ts.ts';
import { construct } from './calls.ts';
import { exportStatement, importStatement, namespaceDeclaration } from './modules.ts';
import { namedExpression, outlives } from './expressions.ts';
import { addReturn } from './functions.ts';
import { hasAwait, isBusyWait, type Loop } from './loops.ts';
import { alternatives, assignsTo, emptyTested, presenceTested, sameText } from './memo.ts';
import { assignTo, destructure, noteObjectType } from './patterns.ts';
import { noteDocumented } from './jsdoc.ts';
import { polledCalls } from './polling.ts';
import { declaredFunction, isTaggedAmbient } from './tags.ts';
import { memberTypes } from './types.ts';
import { inScope, type Walker } from './walker.ts';
import { noteWorkerBranches } from './workers.ts';

/** Walks a statement, or any other node that is not an expression, and records what is in it. */
export function statement(walker: Walker, node: ts.Node): void {
  switch (node.kind) {
    case SyntaxKind.VariableDeclarationList:
      variables(walker, node as ts.VariableDeclarationList);
      return;
    case SyntaxKind.FunctionDeclaration: {
      const made = node as ts.FunctionDeclaration;
      const id = walker.functionLike(made, made.name?.text ?? '');
      if (made.name !== undefined && (made.body !== undefined || isTaggedAmbient(walker, made, id)))
        assignTo(walker, made.name, { kind: 'function', id });
      exportStatement(walker, made, { kind: 'function', id });
      return;
    }
    case SyntaxKind.ClassDeclaration: {
      const made = node as ts.ClassDeclaration;
      const id = walker.classLike(made, made.name?.text ?? '');
      if (made.name !== undefined) assignTo(walker, made.name, { kind: 'class', id });
      exportStatement(walker, made, { kind: 'class', id });
      return;
    }
    case SyntaxKind.InterfaceDeclaration:
    case SyntaxKind.TypeAliasDeclaration:
      declaredType(walker, node as ts.InterfaceDeclaration | ts.TypeAliasDeclaration);
      return;
    case SyntaxKind.ImportDeclaration:
    case SyntaxKind.ImportEqualsDeclaration:
      importStatement(walker, node as ts.ImportDeclaration | ts.ImportEqualsDeclaration);
      return;
    case SyntaxKind.ExportDeclaration:
    case SyntaxKind.ExportAssignment:
      if (ts.isExportAssignment(node)) noteDocumented(walker, node, node.expression);
      exportStatement(walker, node as ts.ExportDeclaration | ts.ExportAssignment);
      return;
    case SyntaxKind.VariableStatement: {
      const { declarationList } = node as ts.VariableStatement;
      noteDocumented(walker, node, declarationList.declarations[0]?.initializer);
      variables(walker, declarationList, docType(docTags(node)));
      declaredVariable(walker, node, declarationList.declarations[0]);
      exportStatement(walker, node as ts.VariableStatement);
      return;
    }
    case SyntaxKind.ReturnStatement: {
      const { expression } = node as ts.ReturnStatement;
      if (expression !== undefined) addReturn(walker, walker.expression(expression));
      return;
    }
    case SyntaxKind.IfStatement:
      ifStatement(walker, node as ts.IfStatement);
      return;
    case SyntaxKind.Block:
    case SyntaxKind.CaseBlock:
      inScope(walker, node, () => {
        block(walker, node);
      });
      return;
    case SyntaxKind.WhileStatement:
    case SyntaxKind.DoStatement:
    case SyntaxKind.ForStatement:
      loop(walker, node as ts.WhileStatement);
      return;
    case SyntaxKind.ForOfStatement:
      forOf(walker, node as ts.ForOfStatement);
      return;
    case SyntaxKind.ModuleDeclaration:
      namespaceDeclaration(walker, node as ts.ModuleDeclaration);
      return;
    case SyntaxKind.ForInStatement:
      inScope(walker, node, () => {
        children(walker, node);
      });
      return;
    case SyntaxKind.CatchClause:
      inScope(walker, node, () => {
        block(walker, (node as ts.CatchClause).block);
      });
      return;
    case SyntaxKind.ExpressionStatement:
      expressionStatement(walker, node as ts.ExpressionStatement);
      return;
    default:
      if (node.kind >= SyntaxKind.FirstTypeNode && node.kind <= SyntaxKind.LastTypeNode) return;
      if (ts.isExpression(node)) walker.expression(node);
      else children(walker, node);
  }
}

/** Walks statements in order; after `if (x) return x;` all runs once, where something there assigns x. */
export function block(walker: Walker, node: ts.Node): void {
  const outer = walker.once;
  const statements: ts.Node[] = [];
  ts.forEachChild(node, (child) => void statements.push(child));
  for (const [index, child] of statements.entries()) {
    if (ts.isIfStatement(child)) noteWorkerBranches(walker, child, node.end);
    statement(walker, child);
    const filled = ts.isIfStatement(child) ? returnedWhenPresent(walker, child) : undefined;
    if (filled !== undefined)
      walker.once ||= statements.slice(index + 1).some((later) => assignsTo(walker.file, later, filled));
  }
  walker.once = outer;
}

function expressionStatement(walker: Walker, node: ts.ExpressionStatement): void {
  const { expression } = node;
  if (ts.isBinaryExpression(expression)) noteDocumented(walker, node, expression.right);
  walker.expression(expression);
  const type = walker.type(docType(docTags(node)));
  if (type.kind === 'other' || walker.this.kind !== 'this') return;
  // `/** @type {Store} */ this.store = …` declares a field, in JavaScript.
  const target = ts.isBinaryExpression(expression) ? expression.left : expression;
  if (!ts.isPropertyAccessExpression(target) || target.expression.kind !== SyntaxKind.ThisKeyword) return;
  const { class: id, static: isStatic } = walker.this;
  walker.classes[id]?.members.push({
    name: target.name.text,
    static: isStatic,
    kind: 'field',
    values: [],
    type,
  });
}

function children(walker: Walker, node: ts.Node): void {
  ts.forEachChild(node, (child) => {
    statement(walker, child);
  });
}

function variables(walker: Walker, list: ts.VariableDeclarationList, documented?: ts.TypeNode): void {
  for (const declaration of list.declarations) variable(walker, declaration, documented);
}

function variable(walker: Walker, node: ts.VariableDeclaration, documented: ts.TypeNode | undefined): void {
  const name = ts.isIdentifier(node.name) ? node.name.text : '';
  const type = walker.type(node.type ?? documented);
  if (type.kind !== 'other' && ts.isIdentifier(node.name)) {
    const binding = walker.scope.values.get(name);
    const fact = binding === undefined ? undefined : walker.bindings[binding.id];
    if (fact !== undefined) fact.type = type;
  }
  if (node.initializer === undefined) return;
  const value = namedExpression(walker, node.initializer, name);
  noteObjectType(walker, value, type);
  destructure(walker, node.name, value);
}

/** `declare const load: () => string`, where its comment says what it does. */
function declaredVariable(walker: Walker, node: ts.Node, first: ts.VariableDeclaration | undefined): void {
  if (first?.initializer !== undefined || first?.type === undefined || !ts.isIdentifier(first.name)) return;
  if (!ts.isFunctionTypeNode(first.type)) return;
  const id = declaredFunction(walker, node, first.name, first.type.type);
  if (id !== undefined) assignTo(walker, first.name, { kind: 'function', id });
}

function declaredType(walker: Walker, node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): void {
  inScope(walker, node, () => {
    const facts = ts.isInterfaceDeclaration(node)
      ? {
          extends: (node.heritageClauses ?? []).flatMap((clause) =>
            clause.types.map((type) => walker.type(type)),
          ),
          members: memberTypes(walker, node.members),
        }
      : { extends: [], members: [], alias: walker.type(node.type) };
    const binding = lookupType(walker.scope, node.name.text)?.id ?? -1;
    walker.types.push({ binding, name: node.name.text, ...facts });
  });
  exportStatement(walker, node);
}

function ifStatement(walker: Walker, node: ts.IfStatement): void {
  walker.expression(node.expression);
  const outer = walker.once;
  walker.once ||= alternatives(node.expression).some((condition) => {
    const target = emptyTested(condition);
    return (
      target !== undefined && outlives(walker, target) && assignsTo(walker.file, node.thenStatement, target)
    );
  });
  statement(walker, node.thenStatement);
  walker.once = outer;
  if (node.elseStatement !== undefined) statement(walker, node.elseStatement);
}

/** x of `if (x) return x;` where x lives longer than the function's run. */
function returnedWhenPresent(walker: Walker, node: ts.IfStatement): ts.Expression | undefined {
  const target = presenceTested(node.expression);
  if (target === undefined || !outlives(walker, target)) return undefined;
  const inner = ts.isBlock(node.thenStatement) ? node.thenStatement.statements[0] : node.thenStatement;
  if (inner === undefined || !ts.isReturnStatement(inner)) return undefined;
  return inner.expression === undefined || sameText(walker.file, inner.expression, target)
    ? target
    : undefined;
}

function loop(walker: Walker, node: Loop): void {
  if (isBusyWait(node, (name) => meansItself(walker, name))) {
    const start = node.getStart(walker.file);
    const keyword = ts.isForStatement(node) ? 'for' : ts.isDoStatement(node) ? 'do' : 'while';
    construct(walker, 'busy-wait', { start, end: start + keyword.length }, { start, end: node.end });
  }
  if (!hasAwait(node)) for (const call of polledCalls(node)) walker.polled.add(call);
  inScope(walker, node, () => {
    children(walker, node);
  });
}

/** Whether a name is the global object of that name, or the one that a module of Node exports under it. */
function meansItself(walker: Walker, name: string): boolean {
  const binding = lookup(walker.scope, name);
  const exported = name === 'performance' || name === 'process';
  return binding === undefined || (exported && (binding.kind === 'import' || binding.kind === 'const'));
}

function forOf(walker: Walker, node: ts.ForOfStatement): void {
  inScope(walker, node, () => {
    const list = walker.expression(node.expression);
    const item = { kind: 'element', object: list } as const;
    if (ts.isVariableDeclarationList(node.initializer)) {
      for (const declaration of node.initializer.declarations)
        destructure(walker, declaration.name, list.kind === 'unknown' ? list : item);
    } else assignTo(walker, node.initializer, item);
    statement(walker, node.statement);
  });
}
