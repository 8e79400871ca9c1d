import { canonicalModule } from '../../../catalog/canonical-module.ts';
import { lookup, scopeAt, type Binding, type Scopes } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isReassigned } from './assignments.ts';
import { memberName, unwrap } from './nodes.ts';

/** A member of a module: `node:fs` and `['promises', 'readFile']`; an empty path is the module itself. */
export interface ModulePath {
  readonly module: string;
  readonly path: readonly string[];
}

/** Modules that are a property of another one: `fs/promises` is `fs.promises`. */
const nested: ReadonlyMap<string, ModulePath> = new Map(
  ['fs', 'dns', 'readline', 'timers', 'stream'].map((name) => [
    `node:${name}/promises`,
    { module: `node:${name}`, path: ['promises'] },
  ]),
);

/** The one name for a module member that can be written in several ways. */
export function canonical(specifier: string, path: readonly string[]): ModulePath {
  const module = canonicalModule(specifier);
  // The default export of a built-in module or a CommonJS package is the module.
  const direct = path[0] === 'default' ? path.slice(1) : path;
  const parent = nested.get(module);
  return parent === undefined
    ? { module, path: direct }
    : { module: parent.module, path: [...parent.path, ...direct] };
}

/** The path of a catalogue member: `sync`, `promises.readFile`; an empty one is the module itself. */
export function memberPath(member: string): readonly string[] {
  return member === '' ? [] : member.split('.');
}

/** The specifier under which a canonical path is imported, and what is left of the path. */
export function importable(target: ModulePath): {
  readonly specifier: string;
  readonly path: readonly string[];
} {
  for (const [specifier, parent] of nested) {
    if (parent.module === target.module && target.path[0] === 'promises' && target.path.length > 1) {
      return { specifier, path: target.path.slice(1) };
    }
  }
  return { specifier: target.module, path: target.path };
}

/** What a path adds to a shorter one; undefined when that is not its beginning. */
export function below(target: ModulePath, base: ModulePath): readonly string[] | undefined {
  if (base.module !== target.module || base.path.length > target.path.length) return undefined;
  return base.path.every((name, index) => target.path[index] === name)
    ? target.path.slice(base.path.length)
    : undefined;
}

/** The module member that an expression evidently is, by the bindings of its file. */
export function modulePath(node: ts.Expression, scopes: Scopes, depth = 0): ModulePath | undefined {
  if (depth > 20) return undefined;
  const at = unwrap(node);
  if (ts.isIdentifier(at)) {
    const binding = lookup(scopeAt(scopes, at), at.text);
    return binding === undefined ? undefined : bindingPath(binding, scopes, depth + 1);
  }
  const name = memberName(at);
  if (name !== undefined && (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at))) {
    const object = modulePath(at.expression, scopes, depth + 1);
    return object === undefined ? undefined : canonical(object.module, [...object.path, name]);
  }
  if (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.CommaToken) {
    return modulePath(at.right, scopes, depth + 1);
  }
  if (ts.isAwaitExpression(at)) {
    const loaded = unwrap(at.expression);
    return ts.isCallExpression(loaded) && loaded.expression.kind === ts.SyntaxKind.ImportKeyword
      ? specifierOf(loaded)
      : undefined;
  }
  return ts.isCallExpression(at) && loadsModule(at, scopes) ? specifierOf(at) : undefined;
}

function specifierOf(call: ts.CallExpression): ModulePath | undefined {
  const [specifier] = call.arguments;
  return specifier !== undefined && ts.isStringLiteralLike(specifier)
    ? canonical(specifier.text, [])
    : undefined;
}

/** `require('…')` or `process.getBuiltinModule('…')`. */
export function loadsModule(call: ts.CallExpression, scopes: Scopes): boolean {
  const callee = unwrap(call.expression);
  if (ts.isIdentifier(callee)) {
    return callee.text === 'require' && isRequire(lookup(scopeAt(scopes, call), 'require'));
  }
  return (
    ts.isPropertyAccessExpression(callee) &&
    callee.name.text === 'getBuiltinModule' &&
    ts.isIdentifier(callee.expression) &&
    callee.expression.text === 'process'
  );
}

/** A `require` that nothing declares, or that comes from `createRequire(…)`. */
function isRequire(binding: Binding | undefined): boolean {
  if (binding === undefined) return true;
  const { parent } = binding.declaration;
  return (
    ts.isVariableDeclaration(parent) &&
    parent.initializer !== undefined &&
    ts.isCallExpression(parent.initializer) &&
    parent.initializer.expression.getText().endsWith('createRequire')
  );
}

/** The module member that a declared name evidently is. Names that may be assigned again are none. */
export function bindingPath(binding: Binding, scopes: Scopes, depth = 0): ModulePath | undefined {
  const { declaration } = binding;
  const { parent } = declaration;
  if (binding.kind === 'import') return importPath(declaration);
  if (binding.kind !== 'const' && binding.kind !== 'let') return undefined;
  const path = ts.isVariableDeclaration(parent)
    ? parent.initializer && modulePath(parent.initializer, scopes, depth + 1)
    : ts.isBindingElement(parent)
      ? elementPath(parent, scopes, depth)
      : undefined;
  return path !== undefined && binding.kind === 'let' && isReassigned(binding) ? undefined : path;
}

function elementPath(element: ts.BindingElement, scopes: Scopes, depth: number): ModulePath | undefined {
  if (element.dotDotDotToken !== undefined || element.initializer !== undefined) return undefined;
  const key = element.propertyName ?? element.name;
  if (!ts.isIdentifier(key) && !ts.isStringLiteralLike(key)) return undefined;
  if (!ts.isObjectBindingPattern(element.parent)) return undefined;
  const holder = element.parent.parent;
  const base = ts.isBindingElement(holder)
    ? elementPath(holder, scopes, depth + 1)
    : ts.isVariableDeclaration(holder) && holder.initializer !== undefined
      ? modulePath(holder.initializer, scopes, depth + 1)
      : undefined;
  return base === undefined ? undefined : canonical(base.module, [...base.path, key.text]);
}

function importPath(name: ts.Node): ModulePath | undefined {
  const { parent } = name;
  if (ts.isImportEqualsDeclaration(parent)) {
    const reference = parent.moduleReference;
    return !parent.isTypeOnly &&
      ts.isExternalModuleReference(reference) &&
      ts.isStringLiteralLike(reference.expression)
      ? canonical(reference.expression.text, [])
      : undefined;
  }
  let at: ts.Node = parent;
  while (!ts.isImportDeclaration(at)) {
    if (ts.isSourceFile(at)) return undefined;
    at = at.parent;
  }
  const { importClause, moduleSpecifier } = at;
  if (importClause === undefined || !ts.isStringLiteralLike(moduleSpecifier)) return undefined;
  if (importClause.phaseModifier !== undefined) return undefined;
  if (ts.isImportSpecifier(parent)) {
    return parent.isTypeOnly
      ? undefined
      : canonical(moduleSpecifier.text, [(parent.propertyName ?? parent.name).text]);
  }
  return canonical(moduleSpecifier.text, ts.isNamespaceImport(parent) ? [] : ['default']);
}
