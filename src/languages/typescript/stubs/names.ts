import { canonicalModule } from '../../../catalog/canonical-module.ts';
import { memberName, unwrap, walk } from '../fixes/nodes.ts';
import { ts } from '../ts.ts';

/** A module, or something of it by its path. */
export interface ModulePart {
  /** As the catalogue calls it. */
  readonly module: string;
  readonly path: readonly string[];
}

/** Where a name comes from: a module, or an expression and the path from there. */
type Origin =
  { readonly part: ModulePart } | { readonly value: ts.Expression; readonly path: readonly string[] };

/** Functions that load a module as it is, by the last part of their names. */
const loaders = /^(?:require|requireActual|requireMock|importActual|importMock|import)$/;

/**
 * What the names of a file stand for. Scopes are left aside: in a test the same name means the same thing, and to take one
 * thing too many for a stub costs a conversion its being safe, no more.
 */
export class Names {
  readonly #origins = new Map<string, Origin[]>();

  constructor(tree: ts.SourceFile) {
    walk(tree, (node) => {
      this.#note(node);
      return true;
    });
  }

  /** The expressions that a name is given, without those that it is only a part of. */
  valuesOf(name: string): readonly ts.Expression[] {
    return (this.#origins.get(name) ?? []).flatMap((origin) =>
      'value' in origin && origin.path.length === 0 ? [origin.value] : [],
    );
  }

  /** The module that an expression gives, or a part of one; undefined where that is not evident. */
  moduleOf(node: ts.Expression, seen: ReadonlySet<string> = new Set()): ModulePart | undefined {
    const at = bare(node);
    if (ts.isIdentifier(at)) {
      if (seen.has(at.text)) return undefined;
      const next = new Set([...seen, at.text]);
      for (const origin of this.#origins.get(at.text) ?? []) {
        const part = 'part' in origin ? origin.part : this.moduleOf(origin.value, next);
        if (part !== undefined) return 'part' in origin ? part : below(part, origin.path);
      }
      return undefined;
    }
    const name = memberName(at);
    if (name !== undefined) {
      const part = this.moduleOf((at as ts.PropertyAccessExpression).expression, seen);
      return part && below(part, [name]);
    }
    const [argument] = ts.isCallExpression(at) ? at.arguments : [];
    if (!ts.isCallExpression(at) || argument === undefined) return undefined;
    const called = calledName(at);
    if (called === 'mocked') return this.moduleOf(argument, seen);
    const specifier = loaders.test(called) ? this.textOf(argument) : undefined;
    return specifier === undefined || isRelative(specifier)
      ? undefined
      : { module: canonicalModule(specifier), path: [] };
  }

  /** The text that an expression gives: a literal, a constant, a path beside this file; undefined where that is not evident. */
  textOf(node: ts.Expression, seen: ReadonlySet<string> = new Set()): string | undefined {
    const at = bare(node);
    if (ts.isStringLiteralLike(at)) return at.text;
    if (ts.isIdentifier(at)) {
      if (seen.has(at.text)) return undefined;
      const next = new Set([...seen, at.text]);
      for (const value of this.valuesOf(at.text)) {
        const text = this.textOf(value, next);
        if (text !== undefined) return text;
      }
      return undefined;
    }
    if (!ts.isCallExpression(at)) return undefined;
    const [first, ...rest] = at.arguments;
    if (first === undefined) return undefined;
    const called = calledName(at);
    // `vi.mock(import('./load'))`, `require.resolve('./load')`
    if (called === 'import' || (called === 'resolve' && rest.length === 0)) return this.textOf(first, seen);
    if (!/^(?:join|resolve)$/.test(called) || !/^(?:__dirname|import\.meta\.dirname)$/.test(first.getText()))
      return undefined;
    const parts = rest.map((part) => this.textOf(part, seen));
    return parts.includes(undefined) ? undefined : `./${parts.join('/')}`;
  }

  #note(node: ts.Node): void {
    if (ts.isImportDeclaration(node)) this.#noteImport(node);
    else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      const { expression } = node.moduleReference;
      if (ts.isStringLiteralLike(expression)) this.#addModule(node.name.text, expression.text, []);
    } else if (ts.isVariableDeclaration(node) && node.initializer !== undefined)
      this.#bind(node.name, node.initializer, []);
    else if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isIdentifier(node.left)
    )
      this.#add(node.left.text, { value: node.right, path: [] });
  }

  #noteImport({ importClause, moduleSpecifier }: ts.ImportDeclaration): void {
    if (importClause === undefined || !ts.isStringLiteralLike(moduleSpecifier)) return;
    const { name, namedBindings } = importClause;
    const { text } = moduleSpecifier;
    if (name !== undefined) this.#addModule(name.text, text, []);
    if (namedBindings === undefined) return;
    if (ts.isNamespaceImport(namedBindings)) this.#addModule(namedBindings.name.text, text, []);
    else
      for (const element of namedBindings.elements)
        this.#addModule(element.name.text, text, [(element.propertyName ?? element.name).text]);
  }

  #bind(name: ts.BindingName, value: ts.Expression, path: readonly string[]): void {
    if (ts.isIdentifier(name)) this.#add(name.text, { value, path });
    else if (ts.isObjectBindingPattern(name))
      for (const element of name.elements) {
        const key = element.propertyName ?? element.name;
        if (ts.isIdentifier(key) || ts.isStringLiteralLike(key))
          this.#bind(element.name, value, [...path, key.text]);
      }
  }

  #addModule(name: string, specifier: string, path: readonly string[]): void {
    if (isRelative(specifier)) return;
    this.#add(name, { part: below({ module: canonicalModule(specifier), path: [] }, path) });
  }

  #add(name: string, origin: Origin): void {
    const known = this.#origins.get(name);
    if (known === undefined) this.#origins.set(name, [origin]);
    else known.push(origin);
  }
}

/** Whether a specifier names a file rather than a package. */
export function isRelative(specifier: string): boolean {
  return /^[./]/.test(specifier);
}

/** An expression without `await` and what does not change its value. */
export function bare(node: ts.Expression): ts.Expression {
  const at = unwrap(node);
  return ts.isAwaitExpression(at) ? bare(at.expression) : at;
}

/** The last part of what is called: `stub` of `sinon.stub(…)`, `import` of `import(…)`; empty where it has no name. */
export function calledName({ expression }: ts.CallExpression): string {
  const callee = unwrap(expression);
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return 'import';
  return ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
}

function below({ module, path }: ModulePart, more: readonly string[]): ModulePart {
  return { module, path: [...path, ...more.filter((name) => name !== 'default')] };
}
