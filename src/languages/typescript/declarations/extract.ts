import type {
  Declaration,
  DeclarationFacts,
  DeclaredExport,
  DeclaredMember,
  DeclaredScope,
  NamedDeclaration,
} from '../../../facts/declaration-facts.ts';
import type { SourceText } from '../../../facts/source-text.ts';
import { parse } from '../parse.ts';
import { ts } from '../ts.ts';
import { extractFromCode } from './code.ts';
import { exportsOf, imports } from './statements.ts';
import { declaredType, entityPath, membersOf, signatureOf } from './types.ts';

/**
 * Reads what a declaration file says of a package's functions, or the JavaScript of a package that has none.
 *
 * @throws RangeError when the text is nested too deeply for the parser.
 */
export function extractDeclarations(source: SourceText): DeclarationFacts {
  const file = parse(source, true);
  if (/\.[cm]?js$/.test(source.path)) return extractFromCode(file);
  const modules = file.statements
    .filter((node): node is ts.ModuleDeclaration => ts.isModuleDeclaration(node))
    .flatMap((node) =>
      ts.isStringLiteral(node.name) && node.body !== undefined && ts.isModuleBlock(node.body)
        ? [{ name: node.name.text, scope: scopeOf(node.body.statements) }]
        : [],
    );
  return { scope: scopeOf(file.statements), modules };
}

/** The name of a default export that has none. */
const unnamed = 'default';

function scopeOf(statements: readonly ts.Statement[]): DeclaredScope {
  const names: NamedDeclaration[] = [];
  const exports: DeclaredExport[] = [];
  // Without an export of another form, all that a declaration file declares is exported.
  const isOpen = !statements.some((node) => ts.isExportDeclaration(node) || ts.isExportAssignment(node));
  for (const node of statements) {
    const declared = declarations(node);
    names.push(...declared);
    const flags = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
    const has = (kind: ts.SyntaxKind): boolean => flags.some((flag) => flag.kind === kind);
    const isDefault = has(ts.SyntaxKind.DefaultKeyword);
    const isExported = has(ts.SyntaxKind.ExportKeyword) || (isOpen && !isImport(node));
    for (const { name } of isExported ? declared : [])
      exports.push({ kind: 'local', name: isDefault ? 'default' : name, path: [name] });
    exports.push(...exportsOf(node));
  }
  return { names, exports };
}

function isImport(node: ts.Statement): boolean {
  return ts.isImportDeclaration(node) || ts.isImportEqualsDeclaration(node);
}

function declarations(node: ts.Statement): readonly NamedDeclaration[] {
  if (ts.isFunctionDeclaration(node))
    return [named(node.name, { kind: 'function', signature: signatureOf(node) })];
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.flatMap(({ name, type }) =>
      ts.isIdentifier(name) ? [named(name, { kind: 'value', type: declaredType(type) })] : [],
    );
  if (ts.isClassDeclaration(node)) return [named(node.name, classOf(node))];
  if (ts.isInterfaceDeclaration(node))
    return [
      named(node.name, {
        kind: 'interface',
        members: membersOf(node.members),
        extends: heritage(node.heritageClauses),
      }),
    ];
  if (ts.isTypeAliasDeclaration(node))
    return [named(node.name, { kind: 'alias', type: declaredType(node.type) })];
  if (ts.isModuleDeclaration(node)) return namespace(node);
  if (ts.isImportDeclaration(node)) return imports(node);
  if (!ts.isImportEqualsDeclaration(node)) return [];
  const { moduleReference: reference, name } = node;
  if (!ts.isExternalModuleReference(reference))
    return [named(name, { kind: 'same', path: entityPath(reference) })];
  return ts.isStringLiteral(reference.expression)
    ? [named(name, { kind: 'import', specifier: reference.expression.text, imported: '=' })]
    : [];
}

function named(name: ts.Identifier | undefined, declaration: Declaration): NamedDeclaration {
  return { name: name?.text ?? unnamed, declaration };
}

function classOf({ members, heritageClauses }: ts.ClassDeclaration): Declaration {
  const isStatic = (member: ts.ClassElement): boolean =>
    ts.canHaveModifiers(member) &&
    (ts.getModifiers(member) ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
  const read = (wanted: boolean): readonly DeclaredMember[] =>
    membersOf(members.filter((member) => isStatic(member) === wanted));
  return { kind: 'class', members: read(false), statics: read(true), extends: heritage(heritageClauses) };
}

function heritage(clauses: readonly ts.HeritageClause[] | undefined) {
  return (clauses ?? [])
    .filter(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
    .flatMap(({ types }) => types.map(declaredType));
}

function namespace(node: ts.ModuleDeclaration): readonly NamedDeclaration[] {
  const { name, body } = node;
  if (!ts.isIdentifier(name) || body === undefined) return [];
  if (ts.isModuleBlock(body)) return [named(name, { kind: 'namespace', scope: scopeOf(body.statements) })];
  // `namespace a.b { … }`.
  const inner = ts.isModuleDeclaration(body) ? namespace(body) : [];
  const exports = inner.map((one): DeclaredExport => ({ kind: 'local', name: one.name, path: [one.name] }));
  return [named(name, { kind: 'namespace', scope: { names: inner, exports } })];
}
