import { ts } from '../ts.ts';
import { unwrap, wrapped } from '../fixes/nodes.ts';

/** The methods of functions that run them. */
const runs = /^(?:call|apply)$/;

/** Whether a member is one of every function, which runs it or gives one that does. */
export function isMethodOfFunctions(name: string): boolean {
  return runs.test(name) || name === 'bind';
}

/**
 * The call that runs a function by a method of its own: `load.call(this, path)`, `load.apply(this, paths)`; undefined where
 * the function is used otherwise.
 *
 * @param at The function, with the parentheses around it.
 */
export function calledThrough(at: ts.Node): ts.CallExpression | undefined {
  const access = at.parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression !== at || !runs.test(access.name.text))
    return undefined;
  const callee = wrapped(access);
  const { parent } = callee;
  return ts.isCallExpression(parent) && parent.expression === callee ? parent : undefined;
}

/** What a call names that runs a function of some name: the function itself in `load.call(this, path)`. */
export function namedCallee(call: ts.CallExpression, name: string): ts.Expression {
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || !runs.test(callee.name.text) || callee.name.text === name)
    return callee;
  return unwrap(callee.expression);
}
