import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isOwn } from './callback-effects.ts';
import { memberName, some, unwrap } from './nodes.ts';
import { isPlainMethod } from './promise-values.ts';
import type { FixFile } from './site.ts';
import { writtenBy } from './written-by.ts';

/** Functions that only look at files, or only compute. */
const reading =
  /^(?:(?:readFile|readdir|l?stat|statfs|exists|access|realpath|readlink|glob)(?:Sync)?|(?:pbkdf2|scrypt|hkdf|gzip|gunzip|deflate|inflate|brotli\w+)Sync)$/;
const pure =
  /^(?:(?:JSON|Math|Number|String|BigInt|Array|Buffer|path|Date)\.\w+|Object\.(?:keys|values|entries|fromEntries)|String|Number|Boolean|BigInt|parseInt|parseFloat|structuredClone|(?:en|de)codeURI(?:Component)?|Promise\.(?:all|resolve))$/;
const made = /^(?:Set|Map|Date|URL|RegExp|Array|TextDecoder|TextEncoder|(?:\w*)Error)$/;

/**
 * Whether two runs of a function at the same time may get in each other's way, as far as its text says: it writes
 * something that is not its own, or calls anything but what only looks or computes.
 */
export function hasSharedEffects(file: FixFile, { body }: ts.FunctionLikeDeclaration): boolean {
  if (body === undefined) return true;
  return some(body, (node) => {
    const target = writtenBy(node);
    if (target !== undefined && !(isOwn(body, file, target) && (isVariable(node) || isFresh(target))))
      return true;
    if (ts.isCallExpression(node)) return !isHarmless(node);
    if (ts.isNewExpression(node)) return !made.test(node.expression.getText());
    return ts.isTaggedTemplateExpression(node) || ts.isYieldExpression(node);
  });

  function isHarmless(call: ts.CallExpression): boolean {
    const callee = unwrap(call.expression);
    const name = ts.isIdentifier(callee) ? callee.text : memberName(callee);
    if (name === undefined || call.expression.kind === ts.SyntaxKind.ImportKeyword) return false;
    if (pure.test(callee.getText()) || reading.test(name) || isPlainMethod(name)) return true;
    if (ts.isIdentifier(callee)) return false;
    const root = rootOf(callee);
    // What is called on the result of another call is looked at by that call.
    return ts.isCallExpression(root) || ts.isAwaitExpression(root) || ts.isLiteralExpression(root)
      ? true
      : ts.isIdentifier(root) && body !== undefined && isOwn(body, file, root) && isFresh(root);
  }

  /** Whether a variable of the function holds something that was made in it. */
  function isFresh(target: ts.Expression): boolean {
    const root = rootOf(target);
    const binding = ts.isIdentifier(root) ? lookup(scopeAt(file.scopes, root), root.text) : undefined;
    const declaration = binding?.declaration.parent;
    if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
    const value = declaration.initializer === undefined ? undefined : unwrap(declaration.initializer);
    return (
      value !== undefined &&
      !ts.isIdentifier(value) &&
      !ts.isPropertyAccessExpression(value) &&
      !ts.isElementAccessExpression(value) &&
      !ts.isConditionalExpression(value) &&
      !(ts.isBinaryExpression(value) && /^(?:\|\||&&|\?\?)$/.test(value.operatorToken.getText()))
    );
  }
}

/** `count += 1`: the variable itself gets another value, rather than what it holds. */
function isVariable(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) return ts.isIdentifier(unwrap(node.left));
  return (
    (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
    ts.isIdentifier(unwrap(node.operand))
  );
}

/** What an expression is a part of: a variable, a call, a literal. */
function rootOf(expression: ts.Expression): ts.Expression {
  let at = unwrap(expression);
  while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) at = unwrap(at.expression);
  return at;
}
