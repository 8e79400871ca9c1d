import type {
  CallRedirect,
  Redirected,
  RedirectedCall,
  Redirection,
} from '../../../fixes/cascade/copy-model.ts';
import type { Span } from '../../../facts/span.ts';
import type { TextEdit } from '../../../fixes/fix.ts';
import { lookup, scopeAt, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { editList } from '../fixes/list-edits.ts';
import { isFunction, isFunctionLiteral, some, spanOf, unwrap } from '../fixes/nodes.ts';
import { nodeAt, type FixFile } from '../fixes/site.ts';
import { declarationOf, isUsed } from '../fixes/unused.ts';
import { namedCallee } from './called-through.ts';
import { loadedBy } from './loaded-by.ts';

/** An import, and the names that calls take from it now. */
interface ImportChange {
  readonly binding: Binding;
  readonly names: Set<string>;
  /** Stretches of text in which the old name is not used any more. */
  readonly gone: Span[];
}

/** Makes calls run other functions that stand where the called ones do, and imports those. */
export function redirectCalls(file: FixFile, redirections: readonly Redirection[]): Redirected {
  const imports = new Map<Binding, ImportChange>();
  const calls = redirections.map((redirection) =>
    redirection.calls.map((call) => redirect(file, redirection, call, imports)),
  );
  return { calls, edits: [...imports.values()].flatMap((change) => importNames(file, change)) };
}

function redirect(
  file: FixFile,
  { of, name }: Redirection,
  { call: span, copied }: RedirectedCall,
  imports: Map<Binding, ImportChange>,
): CallRedirect | undefined {
  const call = nodeAt(file, span, ts.isCallExpression);
  if (call === undefined) return undefined;
  const callee = namedCallee(call, of);
  // What is around the name belongs to the object: it has the other member as well.
  if (ts.isPropertyAccessExpression(callee)) return { edit: { ...spanOf(callee.name), text: name } };
  if (!ts.isIdentifier(callee)) return undefined;
  const binding = lookup(scopeAt(file.scopes, callee), callee.text);
  if (binding === undefined) return undefined;
  const edit = { ...spanOf(callee), text: name };
  const from = loadedFrom(binding);
  if (from === undefined) return holdsFunction(binding) ? { edit } : undefined;
  const change = imports.get(binding) ?? { binding, names: new Set(), gone: [] };
  imports.set(binding, change);
  change.names.add(name);
  if (!copied) change.gone.push(spanOf(callee));
  return { edit, from };
}

/** The specifier of the module that a name is loaded from by itself. */
function loadedFrom({ declaration }: Binding): string | undefined {
  const { parent } = declaration;
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent)) {
    const clause = ts.isImportClause(parent) ? parent : parent.parent.parent;
    const { moduleSpecifier } = clause.parent as ts.ImportDeclaration;
    return ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
  }
  if (!ts.isBindingElement(parent) || !ts.isObjectBindingPattern(parent.parent)) return undefined;
  const variable = parent.parent.parent;
  if (!ts.isVariableDeclaration(variable) || variable.initializer === undefined) return undefined;
  const load = unwrap(variable.initializer);
  return loadedBy(ts.isAwaitExpression(load) ? unwrap(load.expression) : load);
}

/** The name is that of the function itself, and not another one for it. */
function holdsFunction(binding: Binding): boolean {
  if (ts.isFunctionDeclaration(binding.declaration.parent)) return true;
  const value = declarationOf(binding)?.initializer;
  return value !== undefined && isFunctionLiteral(unwrap(value));
}

function importNames(file: FixFile, { binding, names, gone }: ImportChange): readonly TextEdit[] {
  const { parent } = binding.declaration;
  const fresh = [...names];
  const isLeft = isUsed(file, binding, gone);
  if (ts.isImportSpecifier(parent) || ts.isBindingElement(parent)) {
    const list: ts.NodeArray<ts.Node> = parent.parent.elements;
    return editList(file.tree, list, new Set<ts.Node>(isLeft ? [] : [parent]), fresh);
  }
  if (!ts.isImportClause(parent)) return [];
  const { namedBindings } = parent;
  const own = spanOf(binding.declaration);
  if (namedBindings !== undefined && ts.isNamedImports(namedBindings)) {
    const added = editList(file.tree, namedBindings.elements, new Set(), fresh);
    const dropped = { start: own.start, end: namedBindings.getStart(file.tree), text: '' };
    return isLeft ? added : [dropped, ...added];
  }
  const { padding } = file.style;
  const braces = `{${padding}${fresh.join(', ')}${padding}}`;
  if (namedBindings === undefined)
    return [isLeft ? { start: own.end, end: own.end, text: `, ${braces}` } : { ...own, text: braces }];
  // `import load, * as all`: names of its own need a statement of its own.
  const { newline, semicolon } = file.style;
  const statement = parent.parent as ts.ImportDeclaration;
  const text = `${newline}import ${braces} from ${statement.moduleSpecifier.getText(file.tree)}${semicolon}`;
  return [{ start: statement.end, end: statement.end, text }];
}

/** Hands on another name wherever a file hands on one of what it loads. */
export function passOnCopy(
  file: FixFile,
  specifiers: readonly string[],
  name: string,
  copy: string,
): readonly TextEdit[] {
  return file.tree.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) return [];
    const { exportClause, moduleSpecifier } = statement;
    if (!ts.isStringLiteral(moduleSpecifier) || !specifiers.includes(moduleSpecifier.text)) return [];
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
    const { elements } = exportClause;
    const holds = elements.some((one) => (one.propertyName ?? one.name).text === name);
    return holds ? editList(file.tree, elements, new Set(), [copy]) : [];
  });
}

/** Whether a file declares something of some name. */
export function declaresName(file: FixFile, name: string): boolean {
  return some(file.tree, (node) => {
    const declares =
      isFunction(node) ||
      ts.isVariableDeclaration(node) ||
      ts.isPropertyAssignment(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isImportSpecifier(node);
    return declares && node.name?.getText(file.tree) === name;
  });
}
