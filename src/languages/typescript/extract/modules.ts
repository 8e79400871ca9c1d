import { unknown, type Value } from '../../../facts/value.ts';
import { lookup, lookupType } from '../scopes.ts';
import { SyntaxKind, ts } from '../ts.ts';
import { assignToNamed, objectsOf } from './patterns.ts';
import { assign, inScope, type Walker } from './walker.ts';

/** The body of `declare module 'x'` or `declare global`: what it exports is not the file's. */
const ambient = -1;

/** Records what an import brings. */
export function importStatement(
  walker: Walker,
  node: ts.ImportDeclaration | ts.ImportEqualsDeclaration,
): void {
  if (ts.isImportEqualsDeclaration(node)) {
    importEquals(walker, node);
    return;
  }
  if (!ts.isStringLiteral(node.moduleSpecifier)) return;
  const specifier = node.moduleSpecifier.text;
  walker.imports.add(specifier);
  const module: Value = { kind: 'module', specifier };
  const clause = node.importClause;
  if (clause?.name !== undefined)
    bind(walker, clause.name, { kind: 'member', object: module, name: 'default' });
  const named = clause?.namedBindings;
  if (named === undefined) return;
  if (ts.isNamespaceImport(named)) bind(walker, named.name, module);
  else
    for (const element of named.elements)
      bind(walker, element.name, {
        kind: 'member',
        object: module,
        name: (element.propertyName ?? element.name).text,
      });
}

type Exported =
  | ts.ExportDeclaration
  | ts.ExportAssignment
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.VariableStatement;

/** Records what a statement exports, if it does; `value` is the function or class that it declares. */
export function exportStatement(walker: Walker, node: Exported, value?: Value): void {
  if (walker.namespace === ambient) return;
  if (ts.isExportDeclaration(node)) exportDeclaration(walker, node);
  else if (ts.isExportAssignment(node)) {
    const exported = walker.expression(node.expression);
    if (node.isExportEquals === true) walker.exports.push({ kind: 'assignment', value: exported });
    else push(walker, 'default', exported);
  } else {
    const modifiers = ts.getModifiers(node) ?? [];
    if (!modifiers.some((modifier) => modifier.kind === SyntaxKind.ExportKeyword)) return;
    if (ts.isVariableStatement(node)) exportVariables(walker, node);
    else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
      exportType(walker, node.name);
    else {
      const isDefault = modifiers.some((modifier) => modifier.kind === SyntaxKind.DefaultKeyword);
      push(
        walker,
        isDefault ? 'default' : (node.name?.text ?? ''),
        local(walker, node.name) ?? value ?? unknown,
      );
    }
  }
}

/** Records a namespace: an object whose members are what it exports, or members of the function or class of its name. */
export function namespaceDeclaration(walker: Walker, node: ts.ModuleDeclaration): void {
  const outer = walker.namespace;
  const name = ts.isIdentifier(node.name) ? node.name : undefined;
  const binding = name === undefined ? undefined : lookup(walker.scope, name.text);
  if (binding?.kind === 'namespace' && objectsOf(walker, binding.id).length === 0) {
    assign(walker, binding, { kind: 'object', id: walker.objects.length });
    walker.objects.push({ members: [], spreads: [] });
  }
  const modifiers = ts.getModifiers(node) ?? [];
  const isExported = modifiers.some((modifier) => modifier.kind === SyntaxKind.ExportKeyword);
  // `namespace A.B` is a namespace in a namespace.
  const isInner = outer !== undefined && walker.scope.node.kind === SyntaxKind.ModuleDeclaration;
  if (
    name !== undefined &&
    (isExported || (isInner && (walker.scope.node as ts.ModuleDeclaration).body === node))
  )
    push(walker, name.text, local(walker, name) ?? unknown);
  inScope(walker, node, () => {
    walker.namespace = binding?.id ?? ambient;
    if (node.body !== undefined) walker.statement(node.body);
  });
  walker.namespace = outer;
}

function bind(walker: Walker, name: ts.Identifier, value: Value): void {
  assign(walker, walker.scopes.root.values.get(name.text), value);
}

function importEquals(walker: Walker, node: ts.ImportEqualsDeclaration): void {
  const { moduleReference: reference } = node;
  const binding = lookup(walker.scope, node.name.text);
  if (ts.isExternalModuleReference(reference)) {
    if (!ts.isStringLiteralLike(reference.expression)) return;
    walker.imports.add(reference.expression.text);
    assign(walker, binding, { kind: 'module', specifier: reference.expression.text });
  } else assign(walker, binding, entityValue(walker, reference));
}

function entityValue(walker: Walker, name: ts.EntityName): Value {
  if (!ts.isIdentifier(name))
    return { kind: 'member', object: entityValue(walker, name.left), name: name.right.text };
  const binding = lookup(walker.scope, name.text);
  return binding === undefined ? { kind: 'global', name: name.text } : { kind: 'local', binding: binding.id };
}

function exportDeclaration(walker: Walker, node: ts.ExportDeclaration): void {
  const from =
    node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)
      ? node.moduleSpecifier.text
      : undefined;
  if (from !== undefined) walker.imports.add(from);
  const clause = node.exportClause;
  if (clause === undefined) {
    if (from !== undefined) walker.exports.push({ kind: 'all', specifier: from });
  } else if (ts.isNamespaceExport(clause)) {
    if (from !== undefined) push(walker, clause.name.text, { kind: 'module', specifier: from });
  } else {
    for (const element of clause.elements) {
      const source = element.propertyName ?? element.name;
      if (from !== undefined)
        push(walker, element.name.text, {
          kind: 'member',
          object: { kind: 'module', specifier: from },
          name: source.text,
        });
      else if (ts.isIdentifier(source)) exportLocal(walker, element.name.text, source);
    }
  }
}

function exportLocal(walker: Walker, name: string, source: ts.Identifier): void {
  const value = local(walker, source);
  if (value !== undefined) push(walker, name, value);
  else exportType(walker, source, name);
}

function exportType(walker: Walker, source: ts.Identifier, name = source.text): void {
  const binding = lookupType(walker.scope, source.text);
  if (binding === undefined) return;
  const type: Value = { kind: 'local', binding: binding.id };
  if (walker.namespace === undefined) walker.exports.push({ kind: 'type', name, type });
  else push(walker, name, type);
}

function exportVariables(walker: Walker, node: ts.VariableStatement): void {
  const visit = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) push(walker, name.text, local(walker, name) ?? unknown);
    else for (const element of name.elements) if (!ts.isOmittedExpression(element)) visit(element.name);
  };
  for (const declaration of node.declarationList.declarations) visit(declaration.name);
}

function local(walker: Walker, name: ts.Identifier | undefined): Value | undefined {
  const binding = name === undefined ? undefined : lookup(walker.scope, name.text);
  return binding === undefined ? undefined : { kind: 'local', binding: binding.id };
}

function push(walker: Walker, name: string, value: Value): void {
  if (value.kind === 'unknown') return;
  if (walker.namespace === undefined) walker.exports.push({ kind: 'value', name, value });
  else assignToNamed(walker, walker.namespace, { name, kind: 'property', value });
}
