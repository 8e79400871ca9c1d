import { memberName, unwrap, walk } from '../fixes/nodes.ts';
import { ts } from '../ts.ts';
import { keyOf } from './members.ts';
import { bare, calledName, type Names } from './names.ts';

/** Functions that load one file with stand-ins for what it imports. */
const withStubs = /^(?:proxyquire|proxyquireStrict|esmock|SandboxedModule|sandboxed-module|rewiremock)$/i;

/** The functions of the test runner `tap` that do so. */
const ofTap = /^(?:mock|mockRequire|mockImport|mockAll)$/;

/** Whether a call loads a file with stand-ins for its imports, or so that they can be put in later; undefined for others. */
export function subjectLoader(node: ts.CallExpression, names: Names): 'stubs' | 'rewire' | undefined {
  const [first, second] = node.arguments;
  if (first === undefined) return undefined;
  const name = nameOf(node.expression, names);
  if (name === 'rewire' && ts.isIdentifier(unwrap(node.expression))) return 'rewire';
  if (second === undefined) return undefined;
  if (withStubs.test(name)) return 'stubs';
  const isTap = /^(?:t|tap)$/.test(name) && ofTap.test(calledName(node));
  return isTap && ts.isObjectLiteralExpression(bare(second)) ? 'stubs' : undefined;
}

/** `proxyquire` of `proxyquire.noCallThru().load`, and of a name that was given such a thing; empty where there is none. */
function nameOf(callee: ts.Expression, names: Names, seen: Set<ts.Node> = new Set()): string {
  const at = bare(callee);
  if (seen.has(at)) return '';
  seen.add(at);
  const module = names.moduleOf(at)?.module;
  if (module !== undefined) return module;
  if (ts.isIdentifier(at)) {
    const given = names.valuesOf(at.text).map((value) => nameOf(value, names, seen));
    return withStubs.test(at.text) ? at.text : (given.find((name) => withStubs.test(name)) ?? at.text);
  }
  // With arguments it gives what it has loaded.
  if (ts.isCallExpression(at)) return at.arguments.length > 0 ? '' : nameOf(at.expression, names, seen);
  return memberName(at) === undefined
    ? ''
    : nameOf((at as ts.PropertyAccessExpression).expression, names, seen);
}

/** What stands in for the module of a name. */
export interface Entry {
  readonly name: string;
  readonly value: ts.Expression;
}

/** The stand-ins that an expression lists by module. Where it is not evident which, all objects of the file may be meant. */
export function entriesOf(
  node: ts.Expression,
  names: Names,
  tree: ts.SourceFile,
  seen: Set<ts.Node> = new Set(),
): readonly Entry[] {
  const at = bare(node);
  if (seen.has(at)) return [];
  seen.add(at);
  if (ts.isConditionalExpression(at))
    return [at.whenTrue, at.whenFalse].flatMap((part) => entriesOf(part, names, tree, seen));
  if (ts.isObjectLiteralExpression(at))
    return at.properties.flatMap((property): readonly Entry[] => {
      if (ts.isSpreadAssignment(property)) return entriesOf(property.expression, names, tree, seen);
      return entryOf(property);
    });
  const values = ts.isIdentifier(at) ? names.valuesOf(at.text) : [];
  if (values.length > 0) return values.flatMap((value) => entriesOf(value, names, tree, seen));
  const found: Entry[] = [];
  walk(tree, (part) => {
    if (ts.isObjectLiteralExpression(part)) found.push(...part.properties.flatMap(entryOf));
    return true;
  });
  return found;
}

function entryOf(property: ts.ObjectLiteralElementLike): readonly Entry[] {
  const name = keyOf(property);
  if (name === undefined) return [];
  // `{ requires: { fs } }` of SandboxedModule
  if (ts.isPropertyAssignment(property)) {
    const value = bare(property.initializer);
    return name === 'requires' && ts.isObjectLiteralExpression(value)
      ? value.properties.flatMap(entryOf)
      : [{ name, value }];
  }
  return ts.isShorthandPropertyAssignment(property) ? [{ name, value: property.name }] : [];
}
