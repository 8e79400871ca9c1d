import { ts } from '../ts.ts';
import { isSimple, unwrap } from './nodes.ts';
import type { FixFile } from './site.ts';

/** How long a loop goes on, as its condition says. */
export interface Wait {
  /** The remaining milliseconds as an expression. */
  readonly text: string;
  /** The clock as it is read. */
  readonly clock: ts.Expression;
  readonly rest:
    | { readonly kind: 'until'; readonly limit: ts.Expression }
    | { readonly kind: 'elapsed'; readonly start: ts.Expression; readonly limit: ts.Expression }
    | { readonly kind: 'other' };
}

/** Reads `Date.now() < end`, `Date.now() - start < duration`, `end - Date.now() > 0` and their mirror images. */
export function remaining(file: FixFile, condition: ts.Expression): Wait | undefined {
  const at = unwrap(condition);
  if (!ts.isBinaryExpression(at)) return undefined;
  const { kind } = at.operatorToken;
  const less = kind === ts.SyntaxKind.LessThanToken || kind === ts.SyntaxKind.LessThanEqualsToken;
  const more = kind === ts.SyntaxKind.GreaterThanToken || kind === ts.SyntaxKind.GreaterThanEqualsToken;
  if (!less && !more) return undefined;
  // The loop goes on while `small` is less than `large`.
  const small = less ? at.left : at.right;
  const large = less ? at.right : at.left;
  const inSmall = clocksIn(small);
  const inLarge = clocksIn(large);
  const [clock, ...more2] = [...inSmall, ...inLarge];
  if (clock === undefined || more2.length > 0 || !isQuiet(small) || !isQuiet(large)) return undefined;
  const sign = inSmall.length > 0 ? signOf(small, clock) : -signOf(large, clock);
  if (sign !== 1) return undefined;
  const text = difference(file, large, small);
  return { text, clock, rest: restOf(small, large, clock) };
}

function restOf(small: ts.Expression, large: ts.Expression, clock: ts.Expression): Wait['rest'] {
  const at = unwrap(small);
  if (at === clock) return { kind: 'until', limit: large };
  if (
    ts.isBinaryExpression(at) &&
    at.operatorToken.kind === ts.SyntaxKind.MinusToken &&
    unwrap(at.left) === clock
  ) {
    return { kind: 'elapsed', start: at.right, limit: large };
  }
  return { kind: 'other' };
}

function difference(file: FixFile, large: ts.Expression, small: ts.Expression): string {
  const left = large.getText(file.tree);
  if (small.getText(file.tree) === '0') return left;
  const right = small.getText(file.tree);
  return `${left} - ${ts.isBinaryExpression(small) ? `(${right})` : right}`;
}

/** Whether the clock adds (1) to an expression or takes away from it (-1); 0 where it does neither plainly. */
function signOf(node: ts.Expression, clock: ts.Expression): number {
  const at = unwrap(node);
  if (at === clock) return 1;
  if (!ts.isBinaryExpression(at)) return 0;
  const left = signOf(at.left, clock);
  const right = signOf(at.right, clock);
  if (at.operatorToken.kind === ts.SyntaxKind.PlusToken) return left + right;
  return at.operatorToken.kind === ts.SyntaxKind.MinusToken ? left - right : 0;
}

/** Nothing but numbers, names and clocks, added and subtracted (or multiplied, away from the clock). */
function isQuiet(node: ts.Expression): boolean {
  const at = unwrap(node);
  if (isClock(at) || isSimple(at)) return true;
  if (ts.isPrefixUnaryExpression(at)) return at.operator === ts.SyntaxKind.MinusToken && isQuiet(at.operand);
  if (!ts.isBinaryExpression(at)) return false;
  const { kind } = at.operatorToken;
  const arithmetic =
    kind === ts.SyntaxKind.PlusToken ||
    kind === ts.SyntaxKind.MinusToken ||
    kind === ts.SyntaxKind.AsteriskToken ||
    kind === ts.SyntaxKind.SlashToken;
  return arithmetic && isQuiet(at.left) && isQuiet(at.right);
}

function clocksIn(node: ts.Expression): readonly ts.Expression[] {
  const at = unwrap(node);
  if (isClock(at)) return [at];
  return ts.isBinaryExpression(at) ? [...clocksIn(at.left), ...clocksIn(at.right)] : [];
}

/** A reading of a clock in milliseconds. */
function isClock(node: ts.Expression): boolean {
  if (ts.isPrefixUnaryExpression(node)) {
    return node.operator === ts.SyntaxKind.PlusToken && isNewDate(unwrap(node.operand));
  }
  if (!ts.isCallExpression(node) || node.arguments.length > 0) return false;
  const callee = unwrap(node.expression);
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const object = unwrap(callee.expression);
  if (ts.isIdentifier(object)) {
    return callee.name.text === 'now' && (object.text === 'Date' || object.text === 'performance');
  }
  return ['getTime', 'valueOf'].includes(callee.name.text) && isNewDate(object);
}

function isNewDate(node: ts.Expression): boolean {
  return (
    ts.isNewExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'Date' &&
    (node.arguments?.length ?? 0) === 0
  );
}
