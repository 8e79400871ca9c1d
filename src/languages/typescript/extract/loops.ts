import { SyntaxKind, ts } from '../ts.ts';
import { bare } from './memo.ts';

export type Loop = ts.WhileStatement | ts.DoStatement | ts.ForStatement;

/** Whether a name means at a place what it means everywhere: `Date` is the clock unless the file declares another. */
type MeansItself = (name: string) => boolean;

/**
 * Whether a loop only waits: it goes round until a clock or a shared memory cell says otherwise and does nothing
 * besides. A loop that works off a queue until a deadline is not one.
 */
export function isBusyWait(loop: Loop, meansItself: MeansItself): boolean {
  const isClock = clockCalls(meansItself);
  const condition = ts.isForStatement(loop) ? loop.condition : loop.expression;
  const conditions: ts.Node[] = condition === undefined ? [] : [condition];
  const parts: ts.Node[] = [...conditions];
  if (ts.isForStatement(loop) && loop.incrementor !== undefined) parts.push(loop.incrementor);
  for (const statement of statementsOf(loop.statement)) {
    if (
      ts.isIfStatement(statement) &&
      statement.elseStatement === undefined &&
      onlyLeaves(statement.thenStatement)
    )
      conditions.push(statement.expression);
    else if (!isIdle(statement, isClock)) return false;
    parts.push(statement);
  }
  if (conditions.some(hasAwait)) return false;
  return conditions.some((part) => readsClock(part, isClock)) || readsClockInto(conditions, parts, isClock);
}

/** Whether a stretch of code gives way to the event loop. */
export function hasAwait(code: ts.Node): boolean {
  let found = false;
  walk(code, (node) => {
    if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) found = true;
    if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) found = true;
  });
  return found;
}

/** The statements of a loop's or a branch's body. */
export function statementsOf(body: ts.Statement): readonly ts.Statement[] {
  return ts.isBlock(body) ? body.statements : [body];
}

/** Visits a node and all below it, nested functions aside. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => {
    if (!ts.isFunctionLike(child)) walk(child, visit);
  });
}

type Call = ts.CallExpression | ts.NewExpression;
type IsClock = (node: Call) => boolean;

/** `now = Date.now()` in the body, `now < end` in the condition. */
function readsClockInto(
  conditions: readonly ts.Node[],
  parts: readonly ts.Node[],
  isClock: IsClock,
): boolean {
  const isAsked = (name: ts.Node, value: ts.Expression | undefined): boolean =>
    ts.isIdentifier(name) &&
    value !== undefined &&
    readsClock(value, isClock) &&
    conditions.some((condition) => mentions(condition, name.text));
  let found = false;
  for (const part of parts) {
    walk(part, (node) => {
      if (ts.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.EqualsToken)
        found ||= isAsked(node.left, node.right);
      if (ts.isVariableDeclaration(node)) found ||= isAsked(node.name, node.initializer);
    });
  }
  return found;
}

function mentions(node: ts.Node, name: string): boolean {
  let found = false;
  walk(node, (part) => {
    if (ts.isIdentifier(part) && part.text === name) found = true;
  });
  return found;
}

function onlyLeaves(statement: ts.Statement): boolean {
  return statementsOf(statement).every(
    (inner) => ts.isBreakStatement(inner) || (ts.isReturnStatement(inner) && inner.expression === undefined),
  );
}

/** Nothing that another part of the program could notice: no calls but of the clock, no await. */
function isIdle(statement: ts.Statement, isClock: IsClock): boolean {
  if (ts.isEmptyStatement(statement) || ts.isContinueStatement(statement)) return true;
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.every(
      (declaration) => declaration.initializer === undefined || isQuiet(declaration.initializer, isClock),
    );
  return ts.isExpressionStatement(statement) && isQuiet(statement.expression, isClock);
}

function isQuiet(expression: ts.Expression, isClock: IsClock): boolean {
  return !hasAwait(expression) && callsIn(expression).every((call) => isClock(call) || isConversion(call));
}

function readsClock(node: ts.Node, isClock: IsClock): boolean {
  const calls = callsIn(node).filter((call) => !isConversion(call));
  return calls.length > 0 && calls.every(isClock);
}

function callsIn(node: ts.Node): readonly Call[] {
  const found: Call[] = [];
  walk(node, (part) => {
    if (ts.isCallExpression(part) || ts.isNewExpression(part)) found.push(part);
  });
  return found;
}

/** Functions that only make another number of a number. */
const conversions = /^(?:Number|BigInt|Math\.(?:abs|ceil|floor|max|min|round|trunc))$/;

function isConversion(node: Call): boolean {
  return ts.isCallExpression(node) && conversions.test(dotted(node.expression));
}

const clocks = new Set([
  'Date.now',
  'performance.now',
  'process.hrtime',
  'process.hrtime.bigint',
  'process.uptime',
  'Atomics.load',
]);

function clockCalls(meansItself: MeansItself): IsClock {
  const isDate = (node: ts.Expression): boolean =>
    ts.isNewExpression(node) && dotted(node.expression) === 'Date' && !node.arguments?.length;
  return (node) => {
    if (ts.isNewExpression(node)) return isDate(node) && meansItself('Date');
    const name = dotted(node.expression);
    if (clocks.has(name)) return meansItself(name.slice(0, name.indexOf('.')));
    // `new Date().getTime()`, `new Date().valueOf()`
    return (
      ts.isPropertyAccessExpression(node.expression) &&
      ['getTime', 'valueOf'].includes(node.expression.name.text) &&
      isDate(bare(node.expression.expression))
    );
  };
}

function dotted(node: ts.Expression): string {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? `${dotted(node.expression)}.${node.name.text}` : '';
}
