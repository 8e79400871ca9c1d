import type { DeclaredExport, NamedDeclaration } from '../../../facts/declaration-facts.ts';
import { ts } from '../ts.ts';
import { expressionPath } from './types.ts';

/** The names that an import gives. */
export function imports({
  importClause: clause,
  moduleSpecifier,
}: ts.ImportDeclaration): readonly NamedDeclaration[] {
  if (clause === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
  const specifier = moduleSpecifier.text;
  const { name, namedBindings: bindings } = clause;
  const found =
    name === undefined ? [] : [imported(name, { kind: 'import', specifier, imported: 'default' })];
  if (bindings === undefined) return found;
  if (ts.isNamespaceImport(bindings))
    return [...found, imported(bindings.name, { kind: 'import', specifier, imported: '*' })];
  return [
    ...found,
    ...bindings.elements.map((element) =>
      imported(element.name, {
        kind: 'import',
        specifier,
        imported: (element.propertyName ?? element.name).text,
      }),
    ),
  ];
}

/** What a statement exports that declares nothing. */
export function exportsOf(node: ts.Statement): readonly DeclaredExport[] {
  if (ts.isExportAssignment(node)) {
    const path = expressionPath(node.expression);
    return path.length === 0 ? [] : [{ kind: 'local', name: node.isExportEquals ? '=' : 'default', path }];
  }
  if (!ts.isExportDeclaration(node)) return [];
  const { exportClause: clause, moduleSpecifier } = node;
  const specifier =
    moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
  if (clause === undefined) return specifier === undefined ? [] : [{ kind: 'all', specifier }];
  if (ts.isNamespaceExport(clause))
    return specifier === undefined
      ? []
      : [{ kind: 'from', name: clause.name.text, specifier, imported: '*' }];
  return clause.elements.map((element): DeclaredExport => {
    const imported = (element.propertyName ?? element.name).text;
    const name = element.name.text;
    return specifier === undefined
      ? { kind: 'local', name, path: [imported] }
      : { kind: 'from', name, specifier, imported };
  });
}

function imported(name: ts.Identifier, declaration: NamedDeclaration['declaration']): NamedDeclaration {
  return { name: name.text, declaration };
}
