import { ts } from '../ts.ts';
import { isAwaitedBetween } from './between.ts';
import { enclosingFunction, isFunction, memberName, unwrap, wrapped } from './nodes.ts';

/** What begins to work by itself, and tells about it by events. */
const starting =
  /^(?:\w+\.)*(?:spawn|exec|execFile|fork|createReadStream|createWriteStream|connect|createConnection|watch)$|^https?\.(?:get|request)$/;
const classes = /^(?:\w+\.)*(?:Worker|SharedWorker|WebSocket|EventSource)$/;
const listening = /^(?:on|once|addListener|addEventListener|prependListener|prependOnceListener)$/;

/**
 * The name of something whose events are listened to only after an `await` at a node, though it has begun before: what
 * it tells in between, nobody hears.
 */
export function missedEvents(node: ts.Node): string | undefined {
  const body = enclosingFunction(node)?.body;
  if (body === undefined) return undefined;
  const started = new Map<string, ts.Node>();
  let missed: string | undefined;
  const visit = (at: ts.Node): void => {
    if (missed !== undefined || isFunction(at)) return;
    if (
      ts.isVariableDeclaration(at) &&
      ts.isIdentifier(at.name) &&
      at.end <= node.pos &&
      isStarted(at.initializer)
    )
      started.set(at.name.text, at);
    if (ts.isIdentifier(at) && at.pos >= node.end) {
      const made = started.get(at.text);
      if (made !== undefined && isListener(at) && !isAwaitedBetween(made, at)) missed = at.text;
    }
    ts.forEachChild(at, visit);
  };
  ts.forEachChild(body, visit);
  return missed;
}

function isStarted(value: ts.Expression | undefined): boolean {
  const at = value === undefined ? undefined : unwrap(value);
  if (at === undefined) return false;
  if (ts.isNewExpression(at)) return classes.test(at.expression.getText());
  return ts.isCallExpression(at) && starting.test(at.expression.getText());
}

/** `child.on(…)`, `child.stdout.on(…)`, `worker.onmessage = …`; who gets it listens later as well. */
function isListener(use: ts.Identifier): boolean {
  let at: ts.Node = wrapped(use);
  if (ts.isReturnStatement(at.parent)) return true;
  while (ts.isPropertyAccessExpression(at.parent) && at.parent.expression === at) {
    const access = at.parent;
    const name = memberName(access) ?? '';
    const outer = wrapped(access);
    const { parent } = outer;
    if (listening.test(name) && ts.isCallExpression(parent) && parent.expression === outer) return true;
    if (/^on[a-z]+$/.test(name) && ts.isBinaryExpression(parent) && parent.left === outer) return true;
    at = outer;
  }
  return false;
}
