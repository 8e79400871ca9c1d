import type { Taken } from '../../../fixes/cascade/model.ts';
import type { Span } from '../../../facts/span.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isReading } from '../fixes/callback-effects.ts';
import {
  isAsync,
  isFunction,
  isFunctionLiteral,
  memberName,
  spanOf,
  unwrap,
  wrapped,
} from '../fixes/nodes.ts';
import { nodeAt, type FixFile } from '../fixes/site.ts';
import { testAround } from '../fixes/test-callback.ts';
import { isMapped } from './mapped.ts';
import { isPassedByName } from './passed-by-name.ts';

/**
 * What becomes of the promise that a call gives: whether a throw of the called function comes to the same as a rejection.
 *
 * @param apis Catalogue ids of what the called function blocks on; undefined where it also does something else.
 */
export function takenBy(file: FixFile, span: Span, apis: readonly string[] | undefined): Taken {
  const call = nodeAt(file, span, ts.isCallExpression);
  if (call === undefined || isPassedByName(file, call)) return 'otherwise';
  // Of several that begin at the same time, none may meet what another one does.
  const isHarmless = apis?.every(isReading) === true;
  if (isMapped(file, call)) return afterAll(call);
  return taken(call);

  function taken(expression: ts.Node): Taken {
    const at = wrapped(expression);
    const { parent } = at;
    if (ts.isAwaitExpression(parent)) return 'awaited';
    if (ts.isReturnStatement(parent)) return returned(parent);
    if (ts.isArrowFunction(parent) && parent.body === at) return givenBy(parent);
    if (isBranch(parent, at)) return taken(parent);
    const next = reaction(parent, at);
    if (next !== undefined) return taken(next);
    if (isExpected(parent, at)) return 'awaited';
    return ts.isArrayLiteralExpression(parent) ? afterAll(parent) : 'otherwise';
  }

  /** `Promise.all` rejects as soon as one of its promises does. */
  function afterAll(list: ts.Expression): Taken {
    const at = wrapped(list);
    const { parent } = at;
    const isAll =
      ts.isCallExpression(parent) &&
      parent.arguments[0] === at &&
      parent.arguments.length === 1 &&
      parent.expression.getText() === 'Promise.all' &&
      lookup(scopeAt(file.scopes, parent), 'Promise') === undefined;
    const whole = isAll ? taken(parent) : 'otherwise';
    return isHarmless || isAlone(list) || whole === 'otherwise' ? whole : 'together';
  }

  function returned(statement: ts.ReturnStatement): Taken {
    for (let at: ts.Node = statement; ; at = at.parent) {
      if (isFunction(at)) return givenBy(at);
      if (ts.isSourceFile(at.parent) || declaresUsing(at.parent) || catches(at)) return 'otherwise';
    }
  }

  function givenBy(owner: ts.FunctionLikeDeclaration): Taken {
    if (isAsync(owner)) return 'awaited';
    if (owner.asteriskToken !== undefined) return 'otherwise';
    if (!isFunctionLiteral(owner)) return { returnedBy: spanOf(owner) };
    const at = wrapped(owner);
    const { parent } = at;
    if (!ts.isCallExpression(parent)) return { returnedBy: spanOf(owner) };
    if (parent.expression === at) return taken(parent);
    const name = memberName(unwrap(parent.expression));
    if (name === 'then' || name === 'catch' || name === 'finally') return 'awaited';
    if (testAround(file, owner) !== undefined || name === 'rejects' || name === 'doesNotReject')
      return 'awaited';
    return name === 'map' && parent.arguments[0] === at ? afterAll(parent) : 'otherwise';
  }
}

/** A list of one promise. */
function isAlone(list: ts.Expression): boolean {
  return ts.isArrayLiteralExpression(list) && list.elements.length === 1;
}

/** `promise.then(next)`, which hands on a rejection: the promise that it gives. */
function reaction(parent: ts.Node, at: ts.Node): ts.CallExpression | undefined {
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== at || parent.name.text !== 'then')
    return undefined;
  if (parent.questionDotToken !== undefined) return undefined;
  const call = wrapped(parent).parent;
  const [first] = ts.isCallExpression(call) ? call.arguments : [];
  return ts.isCallExpression(call) &&
    call.expression === parent &&
    call.arguments.length === 1 &&
    first !== undefined &&
    !ts.isSpreadElement(first)
    ? call
    : undefined;
}

/** What an expression gives where one of its parts is chosen. */
function isBranch(parent: ts.Node, at: ts.Node): boolean {
  if (ts.isConditionalExpression(parent)) return parent.condition !== at;
  if (!ts.isBinaryExpression(parent) || parent.right !== at) return false;
  const { kind } = parent.operatorToken;
  return (
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}

/** `expect(load()).rejects`, `expectAsync(load())`, `assert.rejects(load())`: a test that has got a promise until now. */
function isExpected(parent: ts.Node, at: ts.Node): boolean {
  if (!ts.isCallExpression(parent) || parent.arguments[0] !== at) return false;
  const callee = unwrap(parent.expression);
  const name = ts.isIdentifier(callee) ? callee.text : memberName(callee);
  if (name === 'expectAsync' || name === 'rejects' || name === 'doesNotReject') return true;
  const { parent: matcher } = parent;
  return (
    name === 'expect' &&
    ts.isPropertyAccessExpression(matcher) &&
    /^(?:rejects|resolves)$/.test(matcher.name.text)
  );
}

/** What is thrown within is caught, or tidied up behind, there; what is rejected is so only where it is awaited. */
function catches(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isTryStatement(parent) &&
    (node === parent.tryBlock || (node === parent.catchClause && parent.finallyBlock !== undefined))
  );
}

function declaresUsing(node: ts.Node): boolean {
  return (
    ts.isBlock(node) &&
    node.statements.some(
      (statement) =>
        ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Using) !== 0,
    )
  );
}
