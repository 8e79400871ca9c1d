import type { SourceText } from '../../../facts/source-text.ts';
import type { Span } from '../../../facts/span.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { arrayEvidence } from './evidence.ts';
import { isSimple, memberName, some, unwrap } from './nodes.ts';
import type { FixFile } from './site.ts';

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
 * `files.filter(isReadable)`, `files.forEach(this.load, this)` on what may be an array: a function of its own can take the
 * name's place there, `(item) => isReadable(item)`, and what it does can be awaited.
 */
export function isPassedByName(file: FixFile, call: ts.CallExpression): boolean {
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || ts.isOptionalChain(call) || call.typeArguments !== undefined)
    return false;
  const leading = before.get(callee.name.text);
  const [passed, ...others] = call.arguments;
  if (leading === undefined || passed === undefined) return false;
  const name = unwrap(passed);
  if (others.length !== leading && !isOwnThis(name, others, leading)) return false;
  if (!isNamed(file, name)) return false;
  return arrayEvidence(callee.expression, file.scopes) !== 'other';
}

/** A name that the file declares, or a member of what has a name. */
function isNamed({ scopes }: FixFile, name: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(name)) return !ts.isOptionalChain(name) && isSimple(name.expression);
  return ts.isIdentifier(name) && lookup(scopeAt(scopes, name), name.text) !== undefined;
}

/** `forEach(this.load, this)`: a method gets the object that it is a member of. */
function isOwnThis(name: ts.Expression, others: readonly ts.Expression[], leading: number): boolean {
  const [own] = others;
  return (
    leading === 0 &&
    others.length === 1 &&
    own !== undefined &&
    ts.isPropertyAccessExpression(name) &&
    unwrap(own).getText() === name.expression.getText()
  );
}

/** Whether a method that is passed by its name runs without the object that it is a member of. */
export function losesThis({ arguments: [passed, ...others] }: ts.CallExpression): boolean {
  const name = passed === undefined ? undefined : unwrap(passed);
  return name !== undefined && ts.isPropertyAccessExpression(name) && !isOwnThis(name, others, 0);
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
  const leading = memberName(callee) === 'map' ? 0 : before.get(memberName(callee) ?? '');
  const [passed, ...others] = call.arguments;
  if (leading === undefined || passed === undefined || takes > leading + 2) return undefined;
  const names = ['result', 'item', 'index'].slice(1 - leading).map((name) => freeName(call, name));
  const parameters = names.slice(0, Math.max(takes, leading + 1));
  const start = passed.getStart(file.tree);
  const head = `(${parameters.join(', ')}) => `;
  const own = `${passed.getText(file.tree)}(${names.slice(0, takes).join(', ')})`;
  const end = leading === 0 ? (others.at(-1)?.end ?? passed.end) : passed.end;
  // A comment between what goes would be lost.
  if (file.text.slice(passed.end, end).includes('/')) return undefined;
  const text = file.text.slice(0, start) + head + own + file.text.slice(end);
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
