import { ts } from '../ts.ts';
import { enclosingFunction, isFunction, memberName, unwrap } from './nodes.ts';
import { propertyOf } from './guards.ts';

const checks = /^(?:exists|pathExists|access|l?stat)(?:Sync)?$/;
const writes =
  /^(?:writeFile|appendFile|mkdir|unlink|rm|rmdir|rename|copyFile|cp|symlink|link|truncate|open)(?:Sync)?$/;

/**
 * Whether a call asks for a file that is then written, or writes one that was asked for: with an `await` between, other
 * code may do the same in the meantime. What is the same when it is done twice is no matter.
 */
export function isFileRace(node: ts.Node): boolean {
  const at = callOf(node);
  if (at === undefined) return false;
  const own = nameOf(at);
  const isCheck = checks.test(own);
  if (!isCheck && !isOneTime(at)) return false;
  const body = enclosingFunction(at)?.body ?? at.getSourceFile();
  let found = false;
  const visit = (other: ts.Node): void => {
    if (found || isFunction(other)) return;
    if (ts.isCallExpression(other) && other !== at && sharesPath(at, other)) {
      const [first, second] = at.pos < other.pos ? [at, other] : [other, at];
      found = checks.test(nameOf(first)) && isOneTime(second);
    }
    ts.forEachChild(other, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}

function callOf(node: ts.Node): ts.CallExpression | undefined {
  return ts.isCallExpression(node) ? node : undefined;
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

function sharesPath(a: ts.CallExpression, b: ts.CallExpression): boolean {
  const paths = (call: ts.CallExpression): readonly string[] =>
    call.arguments.slice(0, 2).map((argument) => argument.getText().replace(/\s+/g, ''));
  const others = paths(b);
  return paths(a).some(
    (path) => others.includes(path) && /[A-Za-z]/.test(path) && !/^['"`]utf-?8/.test(path),
  );
}
