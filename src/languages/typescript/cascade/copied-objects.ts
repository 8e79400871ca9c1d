import { ts } from '../ts.ts';
import { bindingOf } from '../fixes/evidence.ts';
import { unwrap } from '../fixes/nodes.ts';
import type { FixFile } from '../fixes/site.ts';
import { constantName } from './places.ts';

/** Something that has a member once a call has run: what the call gives, or an object that it changes. */
export interface Receiver {
  readonly node: ts.Expression;
  readonly path: readonly string[];
  readonly changed: boolean;
}

/**
 * Where the members of an object are to be found beside the object itself: `Object.freeze(api)`,
 * `Object.assign(module.exports, api)`, `Object.defineProperties(module.exports, { load: { value: load } })`.
 *
 * @param at An argument of the call, which holds something by `path`.
 * @param known Arguments of such calls that were followed before; this one is added.
 * @returns Undefined where the call does something else with it, or may put something else in its place.
 */
export function receiversOf(
  call: ts.CallExpression,
  at: ts.Node,
  path: readonly string[],
  known: Set<ts.Node>,
): readonly Receiver[] | undefined {
  known.add(at);
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || callee.expression.getText() !== 'Object') return undefined;
  const index = call.arguments.findIndex((one) => one === at);
  const [target, ...others] = call.arguments;
  const [name, ...rest] = path;
  if (index === -1 || target === undefined || name === undefined || call.arguments.some(ts.isSpreadElement))
    return undefined;
  const given: Receiver = { node: call, path, changed: false };
  const into = (own: readonly string[]): readonly Receiver[] => [
    { node: call, path: own, changed: false },
    ...(ts.isObjectLiteralExpression(unwrap(target)) ? [] : [{ node: target, path: own, changed: true }]),
  ];
  switch (callee.name.text) {
    case 'freeze':
    case 'seal':
    case 'preventExtensions':
      return [given];
    case 'assign':
      if (!others.slice(index).every((later) => known.has(later) || lacks(later, name))) return undefined;
      return index === 0 ? [given] : into(path);
    case 'defineProperties':
      if (index === 0) return others.every((one) => known.has(one) || lacks(one, name)) ? [given] : undefined;
      return rest[0] === 'value' ? into([name, ...rest.slice(1)]) : undefined;
    case 'defineProperty': {
      const [key, described] = others;
      const own = key !== undefined && ts.isStringLiteralLike(key) ? key.text : undefined;
      if (own === undefined || described === undefined) return undefined;
      if (index === 0) return own !== name || known.has(described) ? [given] : undefined;
      return index === 2 && name === 'value' ? into([own, ...rest]) : undefined;
    }
    default:
      return undefined;
  }
}

/** `{ read: load, ...options }` with a parameter, which may have another `read`. */
export function isOverridden({ scopes }: FixFile, property: ts.ObjectLiteralElementLike): boolean {
  const { properties } = property.parent as ts.ObjectLiteralExpression;
  return properties.slice(properties.indexOf(property) + 1).some((later) => {
    const held = ts.isSpreadAssignment(later) ? bindingOf(later.expression, scopes) : undefined;
    return held?.kind === 'param';
  });
}

/** An object that is written there and has no member of a name. */
function lacks(node: ts.Expression, name: string): boolean {
  const at = unwrap(node);
  return (
    ts.isObjectLiteralExpression(at) &&
    at.properties.every((one) => {
      const own = ts.isSpreadAssignment(one) ? undefined : constantName(one.name);
      return own !== undefined && own !== name;
    })
  );
}
