import { SyntaxKind, ts } from '../ts.ts';
import { endsItself } from './style.ts';

/**
 * How tightly an expression binds: `await` like `await x`, `tight` like a member access or a call, `none` for a
 * statement.
 */
export type Binds = 'await' | 'tight';

/**
 * Whether a text needs parentheses to stand in the place of an expression: where the language requires them, and around
 * an `await` among operators, where Prettier sets them and readers look for them.
 */
export function needsParentheses(node: ts.Node, binds: Binds): boolean {
  const { parent } = node;
  if (ts.isNewExpression(parent)) return parent.expression === node;
  if (binds === 'tight') return false;
  switch (parent.kind) {
    case SyntaxKind.PropertyAccessExpression:
    case SyntaxKind.ElementAccessExpression:
    case SyntaxKind.CallExpression:
    case SyntaxKind.ExpressionWithTypeArguments:
      return (parent as ts.CallExpression).expression === node;
    case SyntaxKind.TaggedTemplateExpression:
      return (parent as ts.TaggedTemplateExpression).tag === node;
    case SyntaxKind.ConditionalExpression:
      return (parent as ts.ConditionalExpression).condition === node;
    case SyntaxKind.BinaryExpression: {
      const operator = (parent as ts.BinaryExpression).operatorToken.kind;
      const isAssignment = operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment;
      return !isAssignment && operator !== SyntaxKind.CommaToken;
    }
    case SyntaxKind.AsExpression:
    case SyntaxKind.Decorator:
    case SyntaxKind.DeleteExpression:
    case SyntaxKind.NonNullExpression:
    case SyntaxKind.PostfixUnaryExpression:
    case SyntaxKind.PrefixUnaryExpression:
    case SyntaxKind.SatisfiesExpression:
    case SyntaxKind.SpreadAssignment:
    case SyntaxKind.SpreadElement:
    case SyntaxKind.TypeOfExpression:
    case SyntaxKind.VoidExpression:
      return true;
    default:
      return false;
  }
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
