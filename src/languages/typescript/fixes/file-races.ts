import { ts } from '../ts.ts';
import { enclosingFunction, isFunction, memberName, unwrap } from './nodes.ts';
import { alwaysComesBefore, comesBefore } from './order.ts';
import { propertyOf } from './guards.ts';

const checks = /^(?:exists|pathExists|access|l?stat)(?:Sync)?$/;
const writes =
  /^(?:writeFile|appendFile|mkdir|unlink|rm|rmdir|rename|copyFile|cp|symlink|link|truncate|open)(?:Sync)?$/;

/**
 * Whether a node asks for a file that is then written, writes one that was asked for, or stands between the two: with an
 * `await` there, other code may do the same in the meantime. What is the same when it is done twice is no matter, nor is
 * one more `await` where there is one already.
 */
export function isFileRace(node: ts.Node): boolean {
  const body = enclosingFunction(node)?.body ?? node.getSourceFile();
  const asked: ts.CallExpression[] = [];
  const written: ts.CallExpression[] = [];
  const awaits: ts.Node[] = [];
  const visit = (at: ts.Node): void => {
    if (isFunction(at)) return;
    if (ts.isCallExpression(at)) {
      if (checks.test(nameOf(at))) asked.push(at);
      else if (isOneTime(at)) written.push(at);
    }
    if (ts.isAwaitExpression(at)) awaits.push(at);
    ts.forEachChild(at, visit);
  };
  ts.forEachChild(body, visit);
  return asked.some((check) =>
    written.some(
      (write) =>
        check.pos < write.pos &&
        (node === check || node === write || (check.end <= node.pos && comesBefore(node, write))) &&
        sharesPath(check, write) &&
        !awaits.some((at) => check.end <= at.end && alwaysComesBefore(at, write)),
    ),
  );
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
