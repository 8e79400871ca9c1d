import type { Scopes } from '../scopes.ts';
import { ts } from '../ts.ts';
import { loadsModule, modulePath } from './module-path.ts';
import { some } from './nodes.ts';
import type { FixFile } from './site.ts';

/** How a file loads modules; `none` when it loads none and could be of either kind. */
export type ModuleSystem = 'esm' | 'commonjs' | 'import-equals' | 'none';

/** The module system that new imports have to follow. */
export function moduleSystem(file: FixFile): ModuleSystem {
  const { tree, scopes } = file;
  const imports = tree.statements.some(
    (statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement),
  );
  if (imports || /\.m[jt]s$/i.test(tree.fileName)) return 'esm';
  if (tree.statements.some((statement) => ts.isImportEqualsDeclaration(statement))) return 'import-equals';
  const exported = tree.statements.some(
    (statement) =>
      ts.isExportAssignment(statement) ||
      (ts.canHaveModifiers(statement) &&
        ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)),
  );
  if (exported) return /\.cts$/i.test(tree.fileName) ? 'import-equals' : 'esm';
  if (/\.cjs$/i.test(tree.fileName) || usesCommonJs(tree, scopes)) return 'commonjs';
  return /\.cts$/i.test(tree.fileName) ? 'import-equals' : 'none';
}

function usesCommonJs(tree: ts.SourceFile, scopes: Scopes): boolean {
  return some(tree, (node) => {
    if (ts.isCallExpression(node)) {
      return (
        ts.isIdentifier(node.expression) && node.expression.text === 'require' && loadsModule(node, scopes)
      );
    }
    return (
      ts.isPropertyAccessExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 'module' &&
      node.name.text === 'exports'
    );
  });
}

/** A place for new top-level statements, and whether the file's code comes right after it. */
export interface HeaderPlace {
  readonly position: number;
  /** `after` follows an import; `top` stands before the first statement. */
  readonly kind: 'after' | 'top';
}

/** Where a new import goes: after the last import, or at the top below license, shebang and directives. */
export function headerPlace(file: FixFile, system: ModuleSystem): HeaderPlace {
  const { tree, text } = file;
  const last = system === 'commonjs' ? lastRequire(file) : lastImport(tree);
  if (last !== undefined) return { position: endOfLine(text, last.end), kind: 'after' };
  const directive = lastDirective(tree);
  if (directive !== undefined) return { position: endOfLine(text, directive.end), kind: 'after' };
  return { position: topOf(tree), kind: 'top' };
}

function lastImport(tree: ts.SourceFile): ts.Statement | undefined {
  return tree.statements.findLast(
    (statement) => ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement),
  );
}

/** The last statement of the first run of them: later ones may come too late for code between. */
function lastRequire(file: FixFile): ts.Statement | undefined {
  let found: ts.Statement | undefined;
  for (const statement of file.tree.statements) {
    if (isRequireStatement(statement, file.scopes)) found = statement;
    else if (found !== undefined) return found;
  }
  return found;
}

/** Whether a statement only loads modules. */
export function isRequireStatement(statement: ts.Statement, scopes: Scopes): boolean {
  if (ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement)) return true;
  if (!ts.isVariableStatement(statement)) return false;
  return statement.declarationList.declarations.every(
    ({ initializer }) => initializer !== undefined && modulePath(initializer, scopes) !== undefined,
  );
}

function lastDirective(tree: ts.SourceFile): ts.Statement | undefined {
  let found: ts.Statement | undefined;
  for (const statement of tree.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break;
    found = statement;
  }
  return found;
}

/** The end of a statement's line, past a comment that belongs to it. */
function endOfLine(text: string, position: number): number {
  const comment = (ts.getTrailingCommentRanges(text, position) ?? []).at(-1);
  const end = comment?.end ?? position;
  // Code that follows on the same line stays behind what is inserted.
  return /^[ \t]*(?:\r?\n|$)/.test(text.slice(end)) ? end : position;
}

/** Comments that must stay the first thing in a file. */
const pragma =
  /^\/\*!|^\/\/\/|@ts-|@license|@licence|copyright|eslint|@jsx|@jest|@vitest|@flow|@prettier|@format|globals? /i;

function topOf(tree: ts.SourceFile): number {
  const { text } = tree;
  const shebang = ts.getShebang(text);
  let position = shebang === undefined ? 0 : (/^.*(?:\r?\n)?/.exec(text)?.[0].length ?? 0);
  if (text.charCodeAt(0) === 0xfeff) position = Math.max(position, 1);
  const comments = ts.getLeadingCommentRanges(text, shebang?.length ?? 0) ?? [];
  for (const comment of comments) {
    const after = /^[ \t]*(\r?\n)?([ \t]*\r?\n)?/.exec(text.slice(comment.end));
    const detached = after?.[2] !== undefined || after?.[1] === undefined;
    const next = comment.end + (after?.[0].length ?? 0);
    if (detached || pragma.test(text.slice(comment.pos, comment.end))) position = next;
  }
  return position;
}
