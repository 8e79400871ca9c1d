import { propertyOf } from './guards.ts';
import { isFunction, memberName, unwrap, wrapped } from './nodes.ts';
import { ts } from '../ts.ts';

/** Methods that call a listener at every event. */
const listening = /^(?:on|addListener|prependListener|addEventListener|subscribe|watch|watchFile)$/;

/** Names of properties and methods of which a callback is called at every event. */
const eventNames =
  /^on(?:Did|Will)[A-Z]|^on\w*(?:chang(?:e|ed)|message|data|event|updated?|save[ds]?|input|click|tick|line|signal|progress)$/i;

/** Each of these events has a client, a request or a connection of its own. */
const requests =
  /^(?:request|connection|secureConnection|upgrade|connect|stream|session|fetch|checkContinue|checkExpectation)$/;

/** What happens no more than once to the same thing. */
const ends =
  /^(?:close|end|finish|exit|ready|spawn|listening|open|load|unload|DOMContentLoaded|install|activate)$/;

const words =
  /\b(?:on|addListener|prependListener|addEventListener|subscribe|watch|watchFile|setInterval)\s*[(<?]|\bon(?:[A-Z]\w*|message)\b|Observer\b/;

/** Whether a text may give a callback to something that calls it at every event. */
export function mentionsEvents(text: string): boolean {
  return words.test(text);
}

/** Whether a function expression, or a name of a function, is given to something that calls it at every event. */
export function isGivenToEvents(node: ts.Node): boolean {
  const at = wrapped(node);
  const { parent } = at;
  if (ts.isCallExpression(parent)) {
    if (parent.expression === at) return false;
    return isRepeating(parent) || (isWrapper(parent) && isGivenToEvents(parent));
  }
  // `this.rebuild.bind(this)`
  if (ts.isPropertyAccessExpression(parent) && parent.expression === at && parent.name.text === 'bind') {
    const bound = wrapped(parent).parent;
    return ts.isCallExpression(bound) && isGivenToEvents(bound);
  }
  if (ts.isNewExpression(parent)) return /Observer$/.test(parent.expression.getText());
  if (ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent))
    return eventNames.test(node.name.getText());
  if (ts.isPropertyAssignment(parent)) return eventNames.test(parent.name.getText());
  if (ts.isJsxExpression(parent) && ts.isJsxAttribute(parent.parent))
    return /^on[A-Z]/.test(parent.parent.name.getText());
  return ts.isBinaryExpression(parent) && parent.right === at && eventNames.test(nameOf(parent.left));
}

/** Whether the callbacks of a call run more than once, and not for somebody of its own each time. */
function isRepeating(call: ts.CallExpression): boolean {
  const name = nameOf(call.expression);
  if (name === 'setInterval') return true;
  if (eventNames.test(name) && name !== 'on') return true;
  if (!listening.test(name)) return false;
  const [first, second] = call.arguments;
  if (isRoute(second)) return false;
  const options = call.arguments.at(-1);
  const literal = options === undefined ? undefined : unwrap(options);
  const once =
    literal !== undefined && ts.isObjectLiteralExpression(literal) ? propertyOf(literal, 'once') : undefined;
  if (once !== undefined && once.getText().endsWith('true')) return false;
  const event = first === undefined ? undefined : unwrap(first);
  return event === undefined || !ts.isStringLiteralLike(event) || isRepeatedEvent(event.text);
}

function isRepeatedEvent(event: string): boolean {
  return !requests.test(event) && !ends.test(event);
}

/** `router.on('GET', '/users', …)`. */
function isRoute(argument: ts.Expression | undefined): boolean {
  const at = argument === undefined ? undefined : unwrap(argument);
  return at !== undefined && ts.isStringLiteralLike(at) && at.text.startsWith('/');
}

/** `debounce(f, 100)`: what gets a function and may give one that calls it. */
function isWrapper(call: ts.CallExpression): boolean {
  return nameOf(call.expression) !== 'once' && !isFunction(unwrap(call.expression));
}

function nameOf(expression: ts.Expression): string {
  const at = unwrap(expression);
  return ts.isIdentifier(at) ? at.text : (memberName(at) ?? '');
}
