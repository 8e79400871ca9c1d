import type {
  Declaration,
  DeclarationFacts,
  DeclaredExport,
  NamedDeclaration,
} from '../../../facts/declaration-facts.ts';
import { ts } from '../ts.ts';
import { classOfCode, declarationOfCode, membersOfCode, required, signatureOfCode } from './code-types.ts';
import { exportsOf, imports } from './statements.ts';
import { expressionPath } from './types.ts';

/**
 * Reads what the JavaScript of a package says of its functions, for packages without declarations: their names, their
 * parameters, and whether they evidently give promises.
 */
export function extractFromCode(file: ts.SourceFile): DeclarationFacts {
  const names: NamedDeclaration[] = [];
  const exports: DeclaredExport[] = [];
  for (const node of file.statements) {
    const declared = declarations(node);
    names.push(...declared);
    exports.push(...exportsOf(node));
    const flags = (ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined) ?? [];
    const has = (kind: ts.SyntaxKind): boolean => flags.some((flag) => flag.kind === kind);
    if (has(ts.SyntaxKind.ExportKeyword))
      for (const { name } of declared)
        exports.push({
          kind: 'local',
          name: has(ts.SyntaxKind.DefaultKeyword) ? 'default' : name,
          path: [name],
        });
    if (ts.isExpressionStatement(node)) {
      const found = assignment(node.expression);
      names.push(...found.names);
      exports.push(...found.exports);
    }
  }
  return { scope: { names, exports }, modules: [] };
}

function declarations(node: ts.Statement): readonly NamedDeclaration[] {
  if (ts.isFunctionDeclaration(node))
    return [
      {
        name: node.name?.text ?? 'default',
        declaration: { kind: 'function', signature: signatureOfCode(node) },
      },
    ];
  if (ts.isClassDeclaration(node))
    return [{ name: node.name?.text ?? 'default', declaration: classOfCode(node) }];
  if (ts.isImportDeclaration(node)) return imports(node);
  return ts.isVariableStatement(node) ? node.declarationList.declarations.flatMap(variable) : [];
}

function variable({ name, initializer }: ts.VariableDeclaration): readonly NamedDeclaration[] {
  if (initializer === undefined) return [];
  if (ts.isIdentifier(name)) return [{ name: name.text, declaration: declarationOfCode(initializer) }];
  const from = required(initializer);
  if (from?.path.length !== 0 || !ts.isObjectBindingPattern(name)) return [];
  return name.elements.flatMap(({ name: local, propertyName }): readonly NamedDeclaration[] => {
    if (!ts.isIdentifier(local)) return [];
    const imported =
      propertyName !== undefined && ts.isIdentifier(propertyName) ? propertyName.text : local.text;
    return [{ name: local.text, declaration: { kind: 'import', specifier: from.specifier, imported } }];
  });
}

interface Found {
  readonly names: readonly NamedDeclaration[];
  readonly exports: readonly DeclaredExport[];
}

const nothing: Found = { names: [], exports: [] };

/** `module.exports = …`, `exports.load = …`, `load.sync = …`, `Store.prototype.load = …`. */
function assignment(node: ts.Expression): Found {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return nothing;
  const value = lastValue(node.right);
  // `module.exports = exports = …`: each of them is assigned.
  const more = node.right === value ? nothing : assignment(node.right);
  const path = expressionPath(node.left);
  const rest = path[0] === 'module' && path[1] === 'exports' ? path.slice(2) : path.slice(1);
  const isExports = path[0] === 'exports' || rest.length === path.length - 2;
  const own = isExports ? exported(rest, value) : attached(path, declarationOfCode(value));
  return { names: [...own.names, ...more.names], exports: [...own.exports, ...more.exports] };
}

function lastValue(node: ts.Expression): ts.Expression {
  const isChain = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isChain ? lastValue(node.right) : node;
}

function exported([name, ...rest]: readonly string[], value: ts.Expression): Found {
  if (rest.length > 0) return nothing;
  const local = `exports.${name ?? ''}`;
  const own: Found = {
    names: [{ name: local, declaration: declarationOfCode(value) }],
    exports: [{ kind: 'local', name: name ?? '=', path: [local] }],
  };
  if (name !== undefined || !ts.isObjectLiteralExpression(value)) return own;
  // What is spread there is handed on.
  const spread = value.properties.flatMap((property): readonly DeclaredExport[] => {
    const from = ts.isSpreadAssignment(property) ? required(property.expression) : undefined;
    return from?.path.length === 0 ? [{ kind: 'all', specifier: from.specifier }] : [];
  });
  const members = membersOfCode(value).map((member): Found => ({
    names: [{ name: `exports.${member.name}`, declaration: { kind: 'value', type: member.type } }],
    exports: [{ kind: 'local', name: member.name, path: [`exports.${member.name}`] }],
  }));
  return {
    names: [...own.names, ...members.flatMap(({ names }) => names)],
    exports: [...own.exports, ...spread, ...members.flatMap(({ exports }) => exports)],
  };
}

/** A function that is a member of another one, or of what a constructor makes. */
function attached(path: readonly string[], declaration: Declaration): Found {
  const [holder = '', name = '', method] = path;
  if (path.length === 3 && name === 'prototype' && method !== undefined && declaration.kind === 'function') {
    const members = [{ name: method, type: { kind: 'function', signature: declaration.signature } as const }];
    return {
      names: [{ name: holder, declaration: { kind: 'class', members, statics: [], extends: [] } }],
      exports: [],
    };
  }
  if (path.length !== 2) return nothing;
  const scope = {
    names: [{ name, declaration }],
    exports: [{ kind: 'local', name, path: [name] }] as const,
  };
  return { names: [{ name: holder, declaration: { kind: 'namespace', scope } }], exports: [] };
}
