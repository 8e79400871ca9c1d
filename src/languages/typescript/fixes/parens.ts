import { ts } from '../ts.ts';
import { endsItself } from './style.ts';

/**
 * How tightly an expression binds: `await` like `await x`, `tight` like a member access or a call, `none` for a
 * statement.
 */
export type Binds = 'await' | 'tight';

/** Whether a text needs parentheses to stand in the place of an expression. */
export function needsParentheses(node: ts.Node, binds: Binds): boolean {
  const { parent } = node;
  if (ts.isNewExpression(parent)) return parent.expression === node;
  if (binds === 'tight') return false;
  if (
    ts.isPropertyAccessExpression(parent) ||
    ts.isElementAccessExpression(parent) ||
    ts.isCallExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isExpressionWithTypeArguments(parent)
  ) {
    return parent.expression === node;
  }
  if (ts.isTaggedTemplateExpression(parent)) return parent.tag === node;
  if (ts.isBinaryExpression(parent)) {
    return parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken;
  }
  return ts.isPostfixUnaryExpression(parent) || ts.isDecorator(parent);
}

/**
 * `;` where a text that now starts with a parenthesis would otherwise continue the line above; else nothing. The text
 * takes the place of `node`.
 */
export function leadingSemicolon(tree: ts.SourceFile, node: ts.Node, text: string): string {
  if (!/^[([`+\-/]/.test(text)) return '';
  let statement = node;
  while (!ts.isSourceFile(statement) && !ts.isExpressionStatement(statement)) statement = statement.parent;
  if (ts.isSourceFile(statement) || statement.getStart(tree) !== node.getStart(tree)) return '';
  const { parent } = statement;
  if (
    !ts.isBlock(parent) &&
    !ts.isSourceFile(parent) &&
    !ts.isModuleBlock(parent) &&
    !ts.isCaseOrDefaultClause(parent)
  )
    return '';
  const statements: readonly ts.Node[] = parent.statements;
  const before = statements[statements.indexOf(statement) - 1];
  return before !== undefined && joins(tree, before) ? ';' : '';
}

/** Whether a statement ends without a semicolon, so that a parenthesis on the next line would call it. */
function joins(tree: ts.SourceFile, statement: ts.Node): boolean {
  if (tree.text[statement.end - 1] === ';') return false;
  if (endsItself(statement)) return true;
  // `if (a) b` and its like end where their last statement ends.
  let last: ts.Node | undefined;
  if (ts.isIfStatement(statement)) last = statement.elseStatement ?? statement.thenStatement;
  else if (ts.isIterationStatement(statement, false) || ts.isLabeledStatement(statement))
    last = statement.statement;
  return last !== undefined && !ts.isBlock(last) && joins(tree, last);
}
