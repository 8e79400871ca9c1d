import type { Value } from '../../../facts/value.ts';
import { ts } from '../ts.ts';
import { accessName, accessPlace, memberOf } from './patterns.ts';
import { noteRead } from './reads.ts';
import type { Walker } from './walker.ts';
import { noteWorkerName } from './workers.ts';

/** A member of something; what is called is not read. */
export function access(
  walker: Walker,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  called = false,
): Value {
  const object = walker.expression(node.expression);
  if (ts.isElementAccessExpression(node)) walker.expression(node.argumentExpression);
  else if (!called) noteRead(walker, 'get', object, node.name.text, accessPlace(walker, node));
  const value = memberOf(object, accessName(node));
  noteWorkerName(walker, accessName(node), value);
  return value;
}
