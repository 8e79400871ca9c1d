import type { Step } from '../../../fixes/cascade/model.ts';
import { t } from '../../../l10n/translate.ts';
import { lookup, scopeAt, type Binding } from '../scopes.ts';
import { ts } from '../ts.ts';
import { moduleSystem } from '../fixes/header.ts';
import { isFunctionLiteral, some, spanOf, wrapped } from '../fixes/nodes.ts';
import { isMemberName, type FixFile } from '../fixes/site.ts';
import { nameOf } from './describe.ts';

/**
 * Another name for a function that becomes async and is named as if it were not (`readSync`). What others may know it by
 * stays, and that is said.
 */
export function withoutSync(file: FixFile, node: ts.FunctionLikeDeclaration): Step {
  const name = nameOf(node);
  if (!/(?:^s|[a-z\d]S)ync$/.test(name)) return { edits: [], caveats: [] };
  const uses = usesOf(file, node);
  const fresh = uses === undefined ? undefined : freeName(file, name);
  if (uses === undefined || fresh === undefined)
    return { edits: [], caveats: [t('`{0}` keeps its name though it is async then', name)] };
  return { edits: uses.map((use) => ({ ...spanOf(use), text: fresh })), caveats: [] };
}

/** All identifiers that name a function; undefined where it is known by its name to others. */
function usesOf(file: FixFile, node: ts.FunctionLikeDeclaration): readonly ts.Identifier[] | undefined {
  const declaration = declarationOf(node);
  const name = declaration?.name;
  if (declaration === undefined || name === undefined || !ts.isIdentifier(name)) return undefined;
  const binding = lookup(scopeAt(file.scopes, name), name.text);
  if (binding === undefined || isShared(file, declaration)) return undefined;
  const uses: ts.Identifier[] = [];
  const isOdd = some(file.tree, (at) => {
    if (!ts.isIdentifier(at) || !names(file, at, binding)) return false;
    uses.push(at);
    return !isPlain(at);
  });
  return isOdd ? undefined : uses;
}

function declarationOf(
  node: ts.FunctionLikeDeclaration,
): ts.FunctionDeclaration | ts.VariableDeclaration | undefined {
  if (ts.isFunctionDeclaration(node)) return node;
  const { parent } = wrapped(node);
  // The name of a function expression is one more.
  return isFunctionLiteral(node) && node.name === undefined && ts.isVariableDeclaration(parent)
    ? parent
    : undefined;
}

/** Other files may use it: they import it, or all share the names of the top level. */
function isShared(file: FixFile, declaration: ts.FunctionDeclaration | ts.VariableDeclaration): boolean {
  const statement = ts.isFunctionDeclaration(declaration) ? declaration : declaration.parent.parent;
  const isExported =
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
  return isExported || (ts.isSourceFile(statement.parent) && moduleSystem(file) === 'none');
}

function names(file: FixFile, at: ts.Identifier, binding: Binding): boolean {
  return (
    at.text === binding.name && !isMemberName(at) && lookup(scopeAt(file.scopes, at), at.text) === binding
  );
}

/** It is declared there, called, or passed on: the name is nothing but a name. */
function isPlain(at: ts.Identifier): boolean {
  const { parent } = at;
  return (
    ts.isCallExpression(parent) ||
    ts.isTypeQueryNode(parent) ||
    ((ts.isFunctionDeclaration(parent) || ts.isVariableDeclaration(parent)) && parent.name === at)
  );
}

function freeName(file: FixFile, name: string): string | undefined {
  const plain = name.replace(/Sync$/, '');
  if (plain === name) return undefined;
  return [plain, `${plain}Async`].find((one) => !file.names.has(one) && isIdentifier(one));
}

/** `deleteSync` without its end is a word of the language. */
function isIdentifier(text: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  return scanner.scan() === ts.SyntaxKind.Identifier && !/^(?:arguments|eval|undefined)$/.test(text);
}
