import type { Uses } from '../../../fixes/cascade/model.ts';
import { ts } from '../ts.ts';
import { memberName, some, unwrap } from '../fixes/nodes.ts';
import type { FixFile } from '../fixes/site.ts';
import { constantName } from './places.ts';
import { createTracker } from './track.ts';

/** What a test does with a function that it takes out of its module: `rewire('./load').__get__('read')`. */
export function usesOfTaken(file: FixFile, name: string): Uses {
  const tracker = createTracker(file);
  some(file.tree, (node) => {
    if (isCallOf(node, /^__(?:get|GetDependency)__$/) && textOf(node.arguments[0]) === name)
      tracker.expression(node, []);
    return false;
  });
  return tracker.found();
}

/** Where a test gives a name within a module another value: `loaded.__set__('read', stub)`, `__set__({ read: stub })`. */
export function replacedWithin(file: FixFile, name: string): ts.Node | undefined {
  let found: ts.Node | undefined;
  some(file.tree, (node) => {
    if (!isCallOf(node, /^__(?:set|with|Rewire)__$/)) return false;
    const [first] = node.arguments;
    const listed = first === undefined ? undefined : unwrap(first);
    const isNamed =
      textOf(first) === name ||
      (listed !== undefined &&
        ts.isObjectLiteralExpression(listed) &&
        listed.properties.some((one) => constantName(one.name) === name));
    if (isNamed) found = first;
    return isNamed;
  });
  return found;
}

function isCallOf(node: ts.Node, names: RegExp): node is ts.CallExpression {
  return ts.isCallExpression(node) && names.test(memberName(unwrap(node.expression)) ?? '');
}

function textOf(node: ts.Expression | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}
