import { t } from '../../../l10n/translate.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { arrayEvidence } from '../fixes/evidence.ts';
import { isFunctionLiteral, memberName, unwrap } from '../fixes/nodes.ts';
import type { FixFile } from '../fixes/site.ts';

/**
 * `files.map(readJson)` on what may be an array: once `readJson` is async, `Promise.all` awaits what it gives. It
 * gets the same arguments as before.
 */
export function isMapped(file: FixFile, call: ts.CallExpression): boolean {
  const callee = unwrap(call.expression);
  const [passed, ...others] = call.arguments;
  // With a value for `this` it gets the same as before, too.
  if (passed === undefined || others.length > 1 || isFunctionLiteral(unwrap(passed))) return false;
  if (!ts.isPropertyAccessExpression(callee) || memberName(callee) !== 'map') return false;
  if (ts.isOptionalChain(call) || call.typeArguments !== undefined) return false;
  if (lookup(scopeAt(file.scopes, call), 'Promise') !== undefined) return false;
  return arrayEvidence(callee.expression, file.scopes) !== 'other';
}

/** What `map` is called on, where it is not evident that this is an array. */
export function unsureList(file: FixFile, call: ts.CallExpression): string | undefined {
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  if (arrayEvidence(callee.expression, file.scopes) === 'array') return undefined;
  const text = callee.expression.getText(file.tree);
  return /^[\w.$]{1,40}$/.test(text) ? `\`${text}\`` : t('the receiver');
}
