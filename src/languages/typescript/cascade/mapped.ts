import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { arrayEvidence } from '../fixes/evidence.ts';
import { isFunctionLiteral, memberName, unwrap } from '../fixes/nodes.ts';
import type { FixFile } from '../fixes/site.ts';

/**
 * `files.map(readJson)` on what is evidently an array: once `readJson` is async, `Promise.all` awaits what it gives. It
 * gets the same arguments as before.
 */
export function isMapped(file: FixFile, call: ts.CallExpression): boolean {
  const callee = unwrap(call.expression);
  const [passed, ...others] = call.arguments;
  if (passed === undefined || others.length > 0 || isFunctionLiteral(unwrap(passed))) return false;
  if (!ts.isPropertyAccessExpression(callee) || memberName(callee) !== 'map') return false;
  if (ts.isOptionalChain(call) || call.typeArguments !== undefined) return false;
  if (lookup(scopeAt(file.scopes, call), 'Promise') !== undefined) return false;
  return arrayEvidence(callee.expression, file.scopes) === 'array';
}
