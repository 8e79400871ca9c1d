import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { bindingOf, initializerOf } from './evidence.ts';
import { memberName, some, unwrap } from './nodes.ts';
import type { FixFile } from './site.ts';

/** The options object among the arguments, when it is written there. */
export function optionsOf(args: readonly ts.Expression[]): ts.ObjectLiteralExpression | undefined {
  const last = args.at(-1);
  const at = last === undefined ? undefined : unwrap(last);
  return args.length > 1 && at !== undefined && ts.isObjectLiteralExpression(at) ? at : undefined;
}

/** The options object among the arguments, when it is written there or in a constant. */
export function knownOptions(
  file: FixFile,
  args: readonly ts.Expression[],
): ts.ObjectLiteralExpression | undefined {
  const last = args.at(-1);
  if (last === undefined || args.length < 2) return undefined;
  return optionsOf(args) ?? constantOptions(file, last);
}

/**
 * The options in a constant of the file of which nobody can change a property: it is only given to functions that start
 * processes, or spread.
 */
export function constantOptions(file: FixFile, node: ts.Expression): ts.ObjectLiteralExpression | undefined {
  const binding = bindingOf(node, file.scopes);
  const value = binding === undefined ? undefined : initializerOf(binding);
  const options = value === undefined ? undefined : unwrap(value);
  if (binding === undefined || options === undefined || !ts.isObjectLiteralExpression(options))
    return undefined;
  const list = binding.declaration.parent.parent;
  if (!ts.isVariableStatement(list.parent) || list.parent.modifiers !== undefined) return undefined;
  const isElsewhere = some(file.tree, (at) => {
    if (!ts.isIdentifier(at) || at.text !== binding.name || at === binding.declaration) return false;
    return lookup(scopeAt(file.scopes, at), at.text) === binding && !isHarmless(at);
  });
  return isElsewhere ? undefined : options;
}

const starts = /^(?:exec|execFile|spawn|fork)(?:Sync|Async)?$/;

function isHarmless(use: ts.Identifier): boolean {
  const { parent } = use;
  if (ts.isSpreadAssignment(parent)) return true;
  // A type only, or the name of a member of something else.
  if (ts.isTypeQueryNode(parent) || (ts.isPropertyAccessExpression(parent) && parent.name === use))
    return true;
  if (!ts.isCallExpression(parent) || !parent.arguments.some((one) => one === use)) return false;
  const callee = unwrap(parent.expression);
  return starts.test(ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? ''));
}
