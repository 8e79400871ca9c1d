import { ts } from '../ts.ts';
import { bare } from './memo.ts';

type Loop = ts.WhileStatement | ts.DoStatement | ts.ForStatement;

/**
 * Whether a loop only waits: it goes round until a clock or a shared memory cell says otherwise and does nothing
 * besides. A loop that works off a queue until a deadline is not one.
 */
export function isBusyWait(loop: Loop): boolean {
  const condition = ts.isForStatement(loop) ? loop.condition : loop.expression;
  const parts: ts.Node[] = condition === undefined ? [] : [condition];
  if (ts.isForStatement(loop) && loop.incrementor !== undefined) parts.push(loop.incrementor);
  const conditions: ts.Node[] = condition === undefined ? [] : [condition];
  for (const statement of statementsOf(loop.statement)) {
    if (
      ts.isIfStatement(statement) &&
      statement.elseStatement === undefined &&
      onlyLeaves(statement.thenStatement)
    )
      conditions.push(statement.expression);
    else if (!isIdle(statement)) return false;
    parts.push(statement);
  }
  return conditions.some(readsClock) || readsClockInto(conditions, parts);
}

/** Whether a loop's body gives way to the event loop. */
export function hasAwait(body: ts.Node): boolean {
  let found = false;
  walk(body, (node) => {
    if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) found = true;
    if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) found = true;
  });
  return found;
}

/** `now = Date.now()` in the body, `now < end` in the condition. */
function readsClockInto(conditions: readonly ts.Node[], parts: readonly ts.Node[]): boolean {
  for (const part of parts) {
    let found = false;
    walk(part, (node) => {
      if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return;
      if (!ts.isIdentifier(node.left) || !readsClock(node.right)) return;
      const { text } = node.left;
      found ||= conditions.some((condition) => mentions(condition, text));
    });
    if (found) return true;
  }
  return false;
}

function mentions(node: ts.Node, name: string): boolean {
  let found = false;
  walk(node, (part) => {
    if (ts.isIdentifier(part) && part.text === name) found = true;
  });
  return found;
}

function statementsOf(body: ts.Statement): readonly ts.Statement[] {
  return ts.isBlock(body) ? body.statements : [body];
}

function onlyLeaves(statement: ts.Statement): boolean {
  return statementsOf(statement).every(
    (inner) => ts.isBreakStatement(inner) || (ts.isReturnStatement(inner) && inner.expression === undefined),
  );
}

/** Nothing that another part of the program could notice: no calls but of the clock, no await. */
function isIdle(statement: ts.Statement): boolean {
  if (ts.isEmptyStatement(statement) || ts.isContinueStatement(statement)) return true;
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.every(
      (declaration) => declaration.initializer === undefined || isQuiet(declaration.initializer),
    );
  return ts.isExpressionStatement(statement) && isQuiet(statement.expression);
}

function isQuiet(expression: ts.Expression): boolean {
  let quiet = true;
  walk(expression, (node) => {
    if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) quiet = false;
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && !isClock(node)) quiet = false;
    if (ts.isTaggedTemplateExpression(node)) quiet = false;
  });
  return quiet;
}

function readsClock(node: ts.Node): boolean {
  let found = false;
  let works = false;
  walk(node, (part) => {
    if (!ts.isCallExpression(part) && !ts.isNewExpression(part)) return;
    if (isClock(part)) found = true;
    else works = true;
  });
  return found && !works;
}

const clocks = new Set([
  'Date.now',
  'performance.now',
  'process.hrtime',
  'process.hrtime.bigint',
  'process.uptime',
  'Atomics.load',
]);

function isClock(node: ts.CallExpression | ts.NewExpression): boolean {
  if (ts.isNewExpression(node))
    return ts.isIdentifier(node.expression) && node.expression.text === 'Date' && !node.arguments?.length;
  if (clocks.has(dotted(node.expression))) return true;
  // `new Date().getTime()`, `new Date().valueOf()`
  return (
    ts.isPropertyAccessExpression(node.expression) &&
    ['getTime', 'valueOf'].includes(node.expression.name.text) &&
    ts.isNewExpression(bare(node.expression.expression)) &&
    isClock(bare(node.expression.expression) as ts.NewExpression)
  );
}

function dotted(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? `${dotted(node.expression)}.${node.name.text}` : '';
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => {
    if (!ts.isFunctionLike(child)) walk(child, visit);
  });
}
