import { ts } from '../ts.ts';
import { isAwaitedBetween, isBetween, isOnTheWay } from './between.ts';
import { enclosingFunction, isFunction, memberName, unwrap, wrapped } from './nodes.ts';
import { propertyOf } from './guards.ts';

const checks = /^(?:exists|pathExists|access|l?stat)(?:Sync)?$/;
const writes =
  /^(?:writeFile|appendFile|mkdir|unlink|rm|rmdir|rename|copyFile|cp|symlink|link|truncate|open)(?:Sync)?$/;

/**
 * Whether an `await` at a node stands between asking for a file and writing it: other code may do the same in the
 * meantime. What is the same when it is done twice is no matter, nor is it where other code could run in between all
 * along.
 */
export function isFileRace(node: ts.Node): boolean {
  const body = enclosingFunction(node)?.body ?? node.getSourceFile();
  const asked: ts.CallExpression[] = [];
  let found = false;
  const visit = (at: ts.Node): void => {
    if (found || isFunction(at)) return;
    ts.forEachChild(at, visit);
    if (!ts.isCallExpression(at)) return;
    if (isOneTime(at))
      found = asked.some(
        (check) => isRace(check, at) && (check === node || at === node || isBetween(check, node, at)),
      );
    if (checks.test(nameOf(at))) asked.push(at);
  };
  ts.forEachChild(body, visit);
  return found;
}

function isRace(check: ts.CallExpression, write: ts.CallExpression): boolean {
  return writesPathOf(check, write) && !isAsyncAnyway(check, write) && !isReadBefore(check, write);
}

function nameOf(call: ts.CallExpression): string {
  const callee = unwrap(call.expression);
  return ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
}

/** A write whose second time differs from its first. */
function isOneTime(call: ts.CallExpression): boolean {
  if (!writes.test(nameOf(call)) || opensForReading(call)) return false;
  const last = call.arguments.at(-1);
  const options = last === undefined ? undefined : unwrap(last);
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return true;
  const isSet = (name: string): boolean => {
    const property = propertyOf(options, name);
    return (
      property !== undefined &&
      ts.isPropertyAssignment(property) &&
      property.initializer.kind === ts.SyntaxKind.TrueKeyword
    );
  };
  const name = nameOf(call);
  return !(
    (name.startsWith('mkdir') && isSet('recursive')) ||
    (/^rm(?:Sync)?$/.test(name) && isSet('force'))
  );
}

/** To read is the default of `open`. */
function opensForReading(call: ts.CallExpression): boolean {
  if (!nameOf(call).startsWith('open')) return false;
  const flags = call.arguments[1] && unwrap(call.arguments[1]);
  return flags === undefined || (ts.isStringLiteralLike(flags) && /^rs?$/.test(flags.text));
}

/** What is written waits for its turn, or something else does before. */
function isAsyncAnyway(first: ts.CallExpression, second: ts.CallExpression): boolean {
  const isAwaited = !nameOf(second).endsWith('Sync') && ts.isAwaitExpression(wrapped(second).parent);
  return isAwaited || isAwaitedBetween(first, second);
}

/**
 * `if (exists(p)) { …read(p)… write(p) }`: what is written comes of what was read, and the check only says whether there is
 * anything to read.
 */
function isReadBefore(check: ts.CallExpression, write: ts.CallExpression): boolean {
  if (!/^writeFile(?:Sync)?$/.test(nameOf(write))) return false;
  const [path] = pathsOf(write);
  let found = false;
  const visit = (at: ts.Node): void => {
    if (found || isFunction(at)) return;
    found =
      ts.isCallExpression(at) &&
      /^readFile(?:Sync)?$/.test(nameOf(at)) &&
      pathsOf(at)[0] === path &&
      isOnTheWay(at, check, write);
    ts.forEachChild(at, visit);
  };
  ts.forEachChild(enclosingFunction(write)?.body ?? write.getSourceFile(), visit);
  return found;
}

/** These take from their first argument what they write to the second. */
const copies = /^(?:copyFile|cp|copy|link|symlink)(?:Sync)?$/;

function writesPathOf(check: ts.CallExpression, write: ts.CallExpression): boolean {
  const written = pathsOf(write).slice(copies.test(nameOf(write)) ? 1 : 0);
  return pathsOf(check).some(
    (path) => written.includes(path) && /[A-Za-z]/.test(path) && !/^['"`]utf-?8/.test(path),
  );
}

function pathsOf(call: ts.CallExpression): readonly string[] {
  return call.arguments.slice(0, 2).map((argument) => argument.getText().replace(/\s+/g, ''));
}
