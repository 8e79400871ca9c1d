import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isFunction, unwrap, type FunctionLiteral } from './nodes.ts';
import type { FixFile } from './site.ts';
import { writtenBy } from './written-by.ts';

/** APIs that only look: many of them at once give what one after the other gives. */
const reading =
  /\.(?:readFileSync|readdirSync|statSync|lstatSync|statfsSync|existsSync|accessSync|realpathSync|realpathSync\.native|readlinkSync|globSync)$/;

/**
 * Whether it matters that callbacks run one after the other: the blocking call itself changes something, or the
 * callback does something beyond giving its result.
 */
export function orderMatters(
  file: FixFile,
  literal: FunctionLiteral,
  awaited: ts.Node,
  api: string,
): boolean {
  return !isReading(api) || hasEffects(file, literal, awaited);
}

/** Whether an API only looks or computes. */
export function isReading(api: string): boolean {
  return reading.test(api) || /^node:(?:crypto|zlib)\./.test(api);
}

/** Whether a function does something beyond giving its result; `awaited` is not looked at. */
export function hasEffects(file: FixFile, literal: ts.FunctionLikeDeclaration, awaited?: ts.Node): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    if (found || isFunction(node)) return;
    const target = writtenBy(node);
    if (target !== undefined && !isOwn(literal.body, file, target)) found = true;
    // A call whose result nobody takes is made for what it does.
    if (ts.isExpressionStatement(node)) {
      const call = unwrap(node.expression);
      if (call !== awaited && (ts.isCallExpression(call) || ts.isAwaitExpression(call))) found = true;
    }
    ts.forEachChild(node, visit);
  };
  if (literal.body !== undefined) visit(literal.body);
  return found;
}

/** Whether what is written is a variable that the body of a function declares, or a part of one. */
export function isOwn(body: ts.Node | undefined, file: FixFile, target: ts.Expression): boolean {
  let at = unwrap(target);
  while (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) at = unwrap(at.expression);
  if (!ts.isIdentifier(at)) return false;
  const binding = lookup(scopeAt(file.scopes, at), at.text);
  if (binding === undefined) return false;
  const { declaration } = binding;
  return body !== undefined && declaration.pos >= body.pos && declaration.end <= body.end;
}
