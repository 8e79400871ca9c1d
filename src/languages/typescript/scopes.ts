import { declaredNames } from './doc-tags.ts';
import { SyntaxKind, ts } from './ts.ts';

export type BindingKind = 'import' | 'const' | 'let' | 'param' | 'function' | 'class' | 'type' | 'namespace';

/** A declared name. */
export interface Binding {
  /** Position in `Scopes.bindings`. */
  readonly id: number;
  readonly name: string;
  readonly kind: BindingKind;
  /** The declaring identifier; for a destructured parameter the pattern. */
  readonly declaration: ts.Node;
}

/** The names that one stretch of code declares. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly node: ts.Node;
  /** Where `var` goes: a function, a namespace or the file. */
  readonly hoists: boolean;
  readonly values: Map<string, Binding>;
  readonly types: Map<string, Binding>;
}

/** All scopes of a file. */
export interface Scopes {
  readonly root: Scope;
  readonly bindings: readonly Binding[];
  /** The scope that a node opens, if it opens one. */
  opened(node: ts.Node): Scope | undefined;
}

/** Looks a name up from a scope outwards; undefined for a name that nothing in the file declares. */
export function lookup(scope: Scope, name: string): Binding | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.values.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Looks up a name in a type position: types first, then values (classes, imports, namespaces). */
export function lookupType(scope: Scope, name: string): Binding | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.types.get(name) ?? at.values.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The innermost scope at a node of a tree with parent pointers. */
export function scopeAt(scopes: Scopes, node: ts.Node): Scope {
  for (let at: ts.Node = node; ; at = at.parent) {
    const scope = scopes.opened(at);
    if (scope !== undefined) return scope;
    if (ts.isSourceFile(at)) return scopes.root;
  }
}

/**
 * Finds every declaration of a file, with the hoisting of `var` and functions. Parameters and the body of a function
 * share one scope.
 */
export function bindScopes(file: ts.SourceFile): Scopes {
  const bindings: Binding[] = [];
  const opened = new Map<ts.Node, Scope>();
  const root = open(file, undefined, true);
  let scope = root;
  for (const statement of file.statements) visit(statement);
  for (const node of [...file.statements, file.endOfFileToken])
    for (const name of declaredNames(node)) declare(root, name.text, 'type', name);
  return { root, bindings, opened: (node) => opened.get(node) };

  function open(node: ts.Node, parent: Scope | undefined, hoists: boolean): Scope {
    const created: Scope = { parent, node, hoists, values: new Map(), types: new Map() };
    opened.set(node, created);
    return created;
  }

  function declare(into: Scope, name: string, kind: BindingKind, declaration: ts.Node): void {
    const table = kind === 'type' ? into.types : into.values;
    const before = table.get(name);
    // A second declaration of the same name in the same scope is an overload, a merge or a repeated `var`.
    if (before !== undefined && name !== '' && before.kind !== 'import') return;
    const binding: Binding = { id: bindings.length, name, kind, declaration };
    bindings.push(binding);
    table.set(name === '' ? `#${binding.id}` : name, binding);
  }

  function hoisted(): Scope {
    let at = scope;
    while (!at.hoists && at.parent !== undefined) at = at.parent;
    return at;
  }

  function declarePattern(name: ts.BindingName, kind: BindingKind, into: Scope): void {
    if (ts.isIdentifier(name)) {
      declare(into, name.text, kind, name);
      return;
    }
    for (const element of name.elements) {
      if (!ts.isOmittedExpression(element)) declarePattern(element.name, kind, into);
    }
  }

  function within(node: ts.Node, hoists: boolean, body: () => void): void {
    const outer = scope;
    scope = open(node, outer, hoists);
    body();
    scope = outer;
  }

  function children(node: ts.Node): void {
    ts.forEachChild(node, visit);
  }

  function functionLike(node: ts.SignatureDeclaration): void {
    within(node, true, () => {
      if (ts.isFunctionExpression(node) && node.name !== undefined) {
        declare(scope, node.name.text, 'function', node.name);
      }
      for (const parameter of node.parameters) {
        // A parameter hides the function expression's own name.
        if (ts.isIdentifier(parameter.name)) scope.values.delete(parameter.name.text);
        if (ts.isIdentifier(parameter.name)) declare(scope, parameter.name.text, 'param', parameter.name);
        else {
          declare(scope, '', 'param', parameter.name);
          declarePattern(parameter.name, 'let', scope);
        }
      }
      for (const parameter of node.typeParameters ?? [])
        declare(scope, parameter.name.text, 'type', parameter.name);
      for (const parameter of node.parameters) {
        parameter.modifiers?.forEach(visit);
        visit(parameter.name);
        if (parameter.initializer !== undefined) visit(parameter.initializer);
      }
      const body = (node as ts.FunctionLikeDeclaration).body;
      if (body === undefined) return;
      if (ts.isBlock(body)) children(body);
      else visit(body);
    });
  }

  function classLike(node: ts.ClassLikeDeclaration): void {
    if (node.name !== undefined && ts.isClassDeclaration(node))
      declare(scope, node.name.text, 'class', node.name);
    within(node, false, () => {
      if (node.name !== undefined && ts.isClassExpression(node))
        declare(scope, node.name.text, 'class', node.name);
      for (const parameter of node.typeParameters ?? [])
        declare(scope, parameter.name.text, 'type', parameter.name);
      children(node);
    });
  }

  function importDeclaration(node: ts.ImportDeclaration): void {
    const clause = node.importClause;
    if (clause?.name !== undefined) declare(root, clause.name.text, 'import', clause.name);
    const named = clause?.namedBindings;
    if (named === undefined) return;
    if (ts.isNamespaceImport(named)) declare(root, named.name.text, 'import', named.name);
    else for (const element of named.elements) declare(root, element.name.text, 'import', element.name);
  }

  function variables(list: ts.VariableDeclarationList): void {
    const block = (list.flags & ts.NodeFlags.BlockScoped) !== 0;
    const kind = (list.flags & ts.NodeFlags.Const) !== 0 ? 'const' : 'let';
    for (const declaration of list.declarations) {
      declarePattern(declaration.name, kind, block ? scope : hoisted());
    }
    children(list);
  }

  function visit(node: ts.Node): void {
    // Names, literals and types declare nothing: most nodes are of these kinds.
    if (node.kind <= SyntaxKind.LastToken) return;
    if (node.kind >= SyntaxKind.FirstTypeNode && node.kind <= SyntaxKind.LastTypeNode) return;
    switch (node.kind) {
      case SyntaxKind.ImportDeclaration:
        importDeclaration(node as ts.ImportDeclaration);
        return;
      case SyntaxKind.ImportEqualsDeclaration: {
        const name = (node as ts.ImportEqualsDeclaration).name;
        declare(scope, name.text, 'import', name);
        return;
      }
      case SyntaxKind.VariableDeclarationList:
        variables(node as ts.VariableDeclarationList);
        return;
      case SyntaxKind.FunctionDeclaration: {
        const name = (node as ts.FunctionDeclaration).name;
        if (name !== undefined) declare(scope, name.text, 'function', name);
        functionLike(node as ts.FunctionDeclaration);
        return;
      }
      case SyntaxKind.FunctionExpression:
      case SyntaxKind.ArrowFunction:
        functionLike(node as ts.FunctionExpression);
        return;
      case SyntaxKind.MethodDeclaration:
      case SyntaxKind.GetAccessor:
      case SyntaxKind.SetAccessor: {
        const method = node as ts.MethodDeclaration;
        method.modifiers?.forEach(visit);
        if (ts.isComputedPropertyName(method.name)) visit(method.name);
        functionLike(method);
        return;
      }
      case SyntaxKind.Constructor:
        functionLike(node as ts.ConstructorDeclaration);
        return;
      case SyntaxKind.ClassDeclaration:
      case SyntaxKind.ClassExpression:
        classLike(node as ts.ClassLikeDeclaration);
        return;
      case SyntaxKind.ClassStaticBlockDeclaration:
        within(node, true, () => {
          children((node as ts.ClassStaticBlockDeclaration).body);
        });
        return;
      case SyntaxKind.InterfaceDeclaration:
      case SyntaxKind.TypeAliasDeclaration: {
        const name = (node as ts.InterfaceDeclaration).name;
        declare(scope, name.text, 'type', name);
        within(node, false, () => {
          for (const parameter of (node as ts.InterfaceDeclaration).typeParameters ?? [])
            declare(scope, parameter.name.text, 'type', parameter.name);
        });
        return;
      }
      case SyntaxKind.EnumDeclaration: {
        const name = (node as ts.EnumDeclaration).name;
        declare(scope, name.text, 'const', name);
        children(node);
        return;
      }
      case SyntaxKind.ModuleDeclaration: {
        const module = node as ts.ModuleDeclaration;
        if (ts.isIdentifier(module.name)) declare(scope, module.name.text, 'namespace', module.name);
        if (module.body !== undefined)
          within(node, true, () => {
            children(module);
          });
        return;
      }
      case SyntaxKind.CatchClause: {
        const clause = node as ts.CatchClause;
        within(node, false, () => {
          if (clause.variableDeclaration !== undefined)
            declarePattern(clause.variableDeclaration.name, 'let', scope);
          children(clause.block);
        });
        return;
      }
      case SyntaxKind.Block:
      case SyntaxKind.ForStatement:
      case SyntaxKind.ForInStatement:
      case SyntaxKind.ForOfStatement:
      case SyntaxKind.CaseBlock:
        within(node, false, () => {
          children(node);
        });
        return;
      case SyntaxKind.BinaryExpression: {
        // Long chains of one operator lean to the left: walk them in a loop, not by recursion.
        let at: ts.Expression = node as ts.BinaryExpression;
        while (ts.isBinaryExpression(at)) {
          visit(at.right);
          at = at.left;
        }
        visit(at);
        return;
      }
      default:
        children(node);
    }
  }
}
