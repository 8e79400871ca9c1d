import { SyntaxKind, ts } from '../ts.ts';
import { walk, statementsOf, type Loop } from './loops.ts';
import { bare, emptyTested, presenceTested } from './memo.ts';

/**
 * The calls that a loop asks again and again until they give something. A loop that goes on for as long as they do, and
 * so takes what is there, is none.
 */
export function polledCalls(loop: Loop): readonly ts.CallExpression[] {
  const condition = ts.isForStatement(loop) ? loop.condition : loop.expression;
  const awaited = [
    ...(condition === undefined ? [] : conjuncts(condition)).flatMap((part) => emptyTested(part) ?? []),
    ...statementsOf(loop.statement).flatMap(leavingWhenPresent),
  ];
  return awaited.flatMap((target) => {
    const asked = bare(target);
    if (ts.isIdentifier(asked)) return assignedCalls(loop.statement, asked.text);
    if (isAssignment(asked)) return callsOf(asked.right);
    return callsOf(asked);
  });
}

/** The parts of a condition that `&&` joins. */
function conjuncts(condition: ts.Expression): readonly ts.Expression[] {
  const parts: ts.Expression[] = [];
  let at = bare(condition);
  while (ts.isBinaryExpression(at) && at.operatorToken.kind === SyntaxKind.AmpersandAmpersandToken) {
    parts.push(at.right);
    at = bare(at.left);
  }
  return [...parts, at];
}

/** x of `if (x) break;` */
function leavingWhenPresent(statement: ts.Statement): readonly ts.Expression[] {
  if (!ts.isIfStatement(statement)) return [];
  const last = statementsOf(statement.thenStatement).at(-1);
  const leaves = last !== undefined && (ts.isBreakStatement(last) || ts.isReturnStatement(last));
  const target = leaves ? presenceTested(statement.expression) : undefined;
  return target === undefined ? [] : [target];
}

function assignedCalls(body: ts.Node, name: string): readonly ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  walk(body, (node) => {
    if (isAssignment(node) && ts.isIdentifier(node.left) && node.left.text === name)
      found.push(...callsOf(node.right));
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name)
      found.push(...callsOf(node.initializer));
  });
  return found;
}

function callsOf(node: ts.Expression | undefined): readonly ts.CallExpression[] {
  const inner = node === undefined ? undefined : bare(node);
  return inner !== undefined && ts.isCallExpression(inner) ? [inner] : [];
}

function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.EqualsToken;
}
