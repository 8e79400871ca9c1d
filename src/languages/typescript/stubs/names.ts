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
  /** What names were found to give: there may be very many ways to one. */
  readonly #modules = new Map<string, readonly ModulePart[]>();
  readonly #texts = new Map<string, readonly string[]>();
  /** Names that something of the project's own files is imported by. */
  readonly #own = new Set<string>();

  constructor(tree: ts.SourceFile) {
    const given = new Map<string, (readonly ts.Expression[])[]>();
    const parameters: Parameter[] = [];
    const loops: (readonly [ts.BindingName, ts.Expression])[] = [];
    walk(tree, (node) => {
      this.#note(node);
      if (ts.isCallExpression(node)) {
        const callee = unwrap(node.expression);
        const name = ts.isIdentifier(callee) ? callee.text : '';
        const known = given.get(name);
        if (known === undefined) given.set(name, [node.arguments]);
        else known.push(node.arguments);
      } else if (ts.isParameter(node)) parameters.push(...parameterOf(node));
      loops.push(...loopsAt(node));
      return true;
    });
    for (const [name, list] of loops) for (const value of this.#elementsOf(list)) this.#bind(name, value, []);
    // A parameter stands for all that the function gets in this file.
    for (const { name, of, index } of parameters)
      for (const values of given.get(of) ?? []) {
        const value = values[index];
        if (value !== undefined) this.#bind(name, value, []);
      }
  }

  /** Whether an expression is a name of which this file does not say what it stands for. */
  isUnknown(node: ts.Expression): boolean {
    const at = bare(node);
    return ts.isIdentifier(at) && !this.#origins.has(at.text) && !this.#own.has(at.text);
  }

  /** The expressions that a name is given, without those that it is only a part of. */
  valuesOf(name: string): readonly ts.Expression[] {
    return (this.#origins.get(name) ?? []).flatMap((origin) =>
      'value' in origin && origin.path.length === 0 ? [origin.value] : [],
    );
  }

  /** The module that an expression gives, or a part of one; the first one of several, undefined where that is not evident. */
  moduleOf(node: ts.Expression): ModulePart | undefined {
    return this.modulesOf(node)[0];
  }

  /** The modules, or parts of them, that an expression may give; none where that is not evident. */
  modulesOf(node: ts.Expression): readonly ModulePart[] {
    const at = bare(node);
    if (ts.isIdentifier(at))
      return once(this.#modules, at.text, () =>
        (this.#origins.get(at.text) ?? []).flatMap((origin) =>
          'part' in origin
            ? [origin.part]
            : this.modulesOf(origin.value).map((part) => below(part, origin.path)),
        ),
      );
    const name = memberName(at);
    if (name !== undefined) {
      const parts = this.modulesOf((at as ts.PropertyAccessExpression).expression);
      return parts.map((part) => below(part, [name]));
    }
    const [argument] = ts.isCallExpression(at) ? at.arguments : [];
    if (!ts.isCallExpression(at) || argument === undefined) return [];
    const called = calledName(at);
    if (called === 'mocked') return this.modulesOf(argument);
    return (loaders.test(called) ? this.textsOf(argument) : []).flatMap((specifier) =>
      isRelative(specifier) ? [] : [{ module: canonicalModule(specifier), path: [] }],
    );
  }

  /** The text that an expression gives; the first one of several, undefined where that is not evident. */
  textOf(node: ts.Expression): string | undefined {
    return this.textsOf(node)[0];
  }

  /** The texts that an expression may give: a literal, a constant, a path beside this file; none where that is not evident. */
  textsOf(node: ts.Expression): readonly string[] {
    const at = bare(node);
    if (ts.isStringLiteralLike(at)) return [at.text];
    if (ts.isIdentifier(at))
      return once(this.#texts, at.text, () => this.valuesOf(at.text).flatMap((value) => this.textsOf(value)));
    if (!ts.isCallExpression(at)) return [];
    const [first, ...rest] = at.arguments;
    if (first === undefined) return [];
    const called = calledName(at);
    // `vi.mock(import('./load'))`, `require.resolve('./load')`
    if (called === 'import' || (called === 'resolve' && rest.length === 0)) return this.textsOf(first);
    if (!/^(?:join|resolve)$/.test(called) || !/^(?:__dirname|import\.meta\.dirname)$/.test(first.getText()))
      return [];
    const parts = rest.map((part) => this.textsOf(part)[0]);
    return parts.includes(undefined) ? [] : [`./${parts.join('/')}`];
  }

  /** The elements of a list that is written in this file. */
  #elementsOf(list: ts.Expression): readonly ts.Expression[] {
    const at = bare(list);
    if (ts.isArrayLiteralExpression(at)) return at.elements;
    const values = ts.isIdentifier(at) ? this.valuesOf(at.text).map(bare) : [];
    return values.flatMap((value) => (ts.isArrayLiteralExpression(value) ? [...value.elements] : []));
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
    if (isRelative(specifier)) this.#own.add(name);
    else this.#add(name, { part: below({ module: canonicalModule(specifier), path: [] }, path) });
  }

  #add(name: string, origin: Origin): void {
    const known = this.#origins.get(name);
    if (known === undefined) this.#origins.set(name, [origin]);
    else known.push(origin);
  }
}

/** What a name gives, each only once, worked out once; nothing while that is under way, where names lead in a circle. */
function once<Found>(
  known: Map<string, readonly Found[]>,
  name: string,
  find: () => readonly Found[],
): readonly Found[] {
  const before = known.get(name);
  if (before !== undefined) return before;
  known.set(name, []);
  const found = [...new Map(find().map((one) => [JSON.stringify(one), one])).values()];
  known.set(name, found);
  return found;
}

/** A parameter with the name of its function, by which it is called. */
interface Parameter {
  readonly name: ts.BindingName;
  readonly of: string;
  readonly index: number;
}

/** `for (const module of modules)`, `modules.forEach((module) => …)` */
function loopsAt(node: ts.Node): readonly (readonly [ts.BindingName, ts.Expression])[] {
  if (ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer))
    return node.initializer.declarations.map(({ name }) => [name, node.expression] as const);
  if (!ts.isCallExpression(node) || calledName(node) !== 'forEach') return [];
  const [callback] = node.arguments;
  const callee = unwrap(node.expression);
  const isFunction =
    callback !== undefined && (ts.isArrowFunction(callback) || ts.isFunctionExpression(callback));
  const [parameter] = isFunction ? callback.parameters : [];
  return parameter === undefined || !ts.isPropertyAccessExpression(callee)
    ? []
    : [[parameter.name, callee.expression]];
}

function parameterOf(node: ts.ParameterDeclaration): readonly Parameter[] {
  const { parent: owner } = node;
  const holder = owner.parent;
  const named =
    owner.name ??
    (ts.isVariableDeclaration(holder) || ts.isPropertyAssignment(holder) ? holder.name : undefined);
  if (named === undefined || !ts.isIdentifier(named)) return [];
  return [{ name: node.name, of: named.text, index: owner.parameters.indexOf(node) }];
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
