import type { SourceText } from '../../../facts/source-text.ts';
import type { Span } from '../../../facts/span.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { arrayEvidence } from '../fixes/evidence.ts';
import { memberName, some, unwrap } from '../fixes/nodes.ts';
import type { FixFile } from '../fixes/site.ts';

/** What a method of arrays gives a function that it is given: how many arguments stand before the element. */
const before: ReadonlyMap<string, number> = new Map([
  ['filter', 0],
  ['flatMap', 0],
  ['forEach', 0],
  ['some', 0],
  ['every', 0],
  ['find', 0],
  ['reduce', 1],
]);

/**
 * `files.filter(isReadable)` on what is evidently an array: a function of its own can take the name's place there,
 * `(item) => isReadable(item)`, and what it does can be awaited.
 */
export function isPassedByName(file: FixFile, call: ts.CallExpression): boolean {
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || ts.isOptionalChain(call) || call.typeArguments !== undefined)
    return false;
  const leading = before.get(callee.name.text);
  const [passed] = call.arguments;
  if (leading === undefined || passed === undefined || call.arguments.length !== 1 + leading) return false;
  const name = unwrap(passed);
  // Who knows a method only by its object gets another `this`.
  if (!ts.isIdentifier(name) || lookup(scopeAt(file.scopes, name), name.text) === undefined) return false;
  return arrayEvidence(callee.expression, file.scopes) === 'array';
}

/** A text in which a function literal stands in the place of a name, and its call in it. */
export interface Expanded {
  readonly source: SourceText;
  readonly call: Span;
}

/**
 * Puts a function literal in the place of a function's name. It gives on as many arguments as the function may look at.
 *
 * @param takes How many these are.
 */
export function expandName(file: FixFile, call: ts.CallExpression, takes: number): Expanded | undefined {
  const callee = unwrap(call.expression);
  const leading = before.get(memberName(callee) ?? '');
  const [passed] = call.arguments;
  if (leading === undefined || passed === undefined || takes > leading + 2) return undefined;
  const names = ['result', 'item', 'index'].slice(1 - leading).map((name) => freeName(call, name));
  const parameters = names.slice(0, Math.max(takes, leading + 1));
  const start = passed.getStart(file.tree);
  const head = `(${parameters.join(', ')}) => `;
  const own = `${passed.getText(file.tree)}(${names.slice(0, takes).join(', ')})`;
  const text = file.text.slice(0, start) + head + own + file.text.slice(passed.end);
  const at = start + head.length;
  return { source: { path: file.tree.fileName, text }, call: { start: at, end: at + own.length } };
}

/** A name that nothing in the call has, and so nothing that the literal's names would hide. */
function freeName(call: ts.CallExpression, name: string): string {
  const isTaken = (free: string): boolean =>
    some(call, (node) => ts.isIdentifier(node) && node.text === free);
  let free = name;
  for (let count = 2; isTaken(free); count += 1) free = name + String(count);
  return free;
}
