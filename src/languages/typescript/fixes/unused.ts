import type { Span } from '../../../facts/span.ts';
import type { TextEdit } from '../../../fixes/fix.ts';
import { lookup, scopeAt, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { modulePath } from './module-path.ts';
import { isSimple, unwrap } from './nodes.ts';
import { isMemberName, type FixFile } from './site.ts';

/** A declaration that nothing uses any more, and the list that it stands in. */
export interface Leftover {
  readonly binding: Binding;
  /** The statement that declares it. */
  readonly statement: ts.Statement;
}

/** Whether a name is used anywhere but in its declaration and in the given stretches of text. */
export function isUsed(file: FixFile, binding: Binding, gone: readonly Span[]): boolean {
  let used = false;
  const visit = (node: ts.Node): void => {
    if (used || gone.some((span) => span.start <= node.getStart(file.tree) && node.end <= span.end)) return;
    if (ts.isIdentifier(node) && node.text === binding.name && node !== binding.declaration) {
      if (!isMemberName(node) && lookup(scopeAt(file.scopes, node), node.text) === binding) used = true;
    }
    ts.forEachChild(node, visit);
  };
  visit(file.tree);
  return used;
}

/** The statement to edit when a name is taken out; undefined when it must stay or has a form that is left alone. */
export function removable(file: FixFile, binding: Binding): ts.Statement | undefined {
  const { parent } = binding.declaration;
  if (binding.kind === 'import') {
    for (let at: ts.Node = parent; !ts.isSourceFile(at); at = at.parent) {
      if (ts.isImportDeclaration(at)) return at;
      if (ts.isImportEqualsDeclaration(at)) return isExported(at) ? undefined : at;
    }
    return undefined;
  }
  const declaration = declarationOf(binding);
  if ((binding.kind !== 'const' && binding.kind !== 'let') || declaration?.initializer === undefined)
    return undefined;
  // Loading a built-in module or naming its member does nothing else.
  const loads = modulePath(declaration.initializer, file.scopes)?.module.startsWith('node:') === true;
  if (!loads && !isDroppable(declaration.initializer)) return undefined;
  if (ts.isBindingElement(parent)) {
    if (parent.parent.parent !== declaration) return undefined;
    if (parent.parent.elements.some((element) => element.kind !== parent.kind || hasRest(element)))
      return undefined;
  }
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list) || !ts.isVariableStatement(list.parent)) return undefined;
  return isExported(list.parent) ? undefined : list.parent;
}

/** An expression that nobody misses when it is left out: evaluating it does nothing but give a value. */
export function isDroppable(node: ts.Expression): boolean {
  const at = unwrap(node);
  if (isSimple(at)) return true;
  if (ts.isArrayLiteralExpression(at)) return at.elements.every(isDroppable);
  if (ts.isObjectLiteralExpression(at)) {
    return at.properties.every((one) => ts.isPropertyAssignment(one) && isDroppable(one.initializer));
  }
  if (!ts.isNewExpression(at) || !ts.isIdentifier(at.expression)) return false;
  return (
    /^(?:SharedArrayBuffer|\w+Array)$/.test(at.expression.text) && (at.arguments ?? []).every(isDroppable)
  );
}

function hasRest(element: ts.ArrayBindingElement): boolean {
  return ts.isBindingElement(element) && element.dotDotDotToken !== undefined;
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}

/** The variable declaration that declares a name, directly or by a pattern. */
export function declarationOf(binding: Binding): ts.VariableDeclaration | undefined {
  let at: ts.Node = binding.declaration.parent;
  while (ts.isBindingElement(at) || ts.isObjectBindingPattern(at) || ts.isArrayBindingPattern(at))
    at = at.parent;
  return ts.isVariableDeclaration(at) ? at : undefined;
}

/** Removes a whole statement, with its line when nothing else stands on it. Comments stay. */
export function removeStatement(file: FixFile, statement: ts.Statement): TextEdit {
  const { text } = file;
  let start = statement.getStart(file.tree);
  let end = statement.end;
  const after = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end));
  const before = /(?:^|\n)([ \t]*)$/.exec(text.slice(0, start));
  if (after !== null && before !== null) {
    start -= before[1]?.length ?? 0;
    end += after[0].length;
    // The empty line after a header that is gone goes with it.
    if (/(?:^|\n)[ \t]*\r?\n$|^$/.test(text.slice(0, start))) {
      end += /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
    }
  }
  return { start, end, text: '' };
}
