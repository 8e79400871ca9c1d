import { ts } from '../ts.ts';
import { returnsOf } from './async-literal.ts';
import { memberName, unwrap, type FunctionLiteral } from './nodes.ts';

/**
 * Whether what a function returns may itself be a promise: once the function is async and awaited, such a promise is
 * awaited with it. `awaited` is what the fix awaits in the function, which is none.
 */
export function mayReturnPromise(literal: FunctionLiteral, awaited: ts.Node): boolean {
  return returnsOf(literal).some((value) => mayBePromise(value, awaited));
}

function mayBePromise(node: ts.Expression, awaited: ts.Node): boolean {
  const at = unwrap(node);
  if (at === awaited || comesFrom(at, awaited)) return false;
  if (ts.isConditionalExpression(at)) {
    return mayBePromise(at.whenTrue, awaited) || mayBePromise(at.whenFalse, awaited);
  }
  if (ts.isBinaryExpression(at)) {
    const { kind } = at.operatorToken;
    const passes =
      kind === ts.SyntaxKind.BarBarToken ||
      kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      kind === ts.SyntaxKind.QuestionQuestionToken ||
      kind === ts.SyntaxKind.CommaToken ||
      kind === ts.SyntaxKind.EqualsToken;
    return passes && (mayBePromise(at.left, awaited) || mayBePromise(at.right, awaited));
  }
  if (ts.isNewExpression(at)) return at.expression.getText() === 'Promise';
  if (ts.isCallExpression(at)) return !isPlainCall(at);
  return ts.isAwaitExpression(at) || ts.isTaggedTemplateExpression(at);
}

/** A member of, or a method called on, the awaited value: `readFileSync(p, 'utf8').trim()`. */
function comesFrom(node: ts.Expression, awaited: ts.Node): boolean {
  let at = unwrap(node);
  while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at) || ts.isCallExpression(at)) {
    at = unwrap(at.expression);
    if (at === awaited) return true;
  }
  return false;
}

const plain = /^(?:JSON|Math|Object|Number|String|Boolean|Array|Buffer|path|Symbol|BigInt)(?:\.\w+)?$/;
const plainMethods = new Set([
  'trim',
  'split',
  'join',
  'slice',
  'toString',
  'replace',
  'replaceAll',
  'toUpperCase',
  'toLowerCase',
  'includes',
  'startsWith',
  'endsWith',
  'concat',
  'isFile',
  'isDirectory',
]);

/** Whether a method of texts, lists and the like gives no promise and changes nothing. */
export function isPlainMethod(name: string): boolean {
  return plainMethods.has(name);
}

function isPlainCall(call: ts.CallExpression): boolean {
  if (plain.test(call.expression.getText())) return true;
  const name = memberName(unwrap(call.expression));
  return (name !== undefined && isPlainMethod(name)) || /Sync$/.test(call.expression.getText());
}
