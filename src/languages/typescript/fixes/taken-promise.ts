import type { Taken } from '../../../fixes/cascade/model.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isAsync, isFunction, isFunctionLiteral, memberName, spanOf, unwrap, wrapped } from './nodes.ts';
import type { FixFile } from './site.ts';
import { testAround } from './test-callback.ts';

/**
 * What becomes of the promise that an expression gives: whether a throw in its place comes to the same as a rejection.
 *
 * @param isHarmless Several of the kind may run at the same time.
 */
export function takenPromise(file: FixFile, promise: ts.Node, isHarmless: boolean): Taken {
  return taken(promise);

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
    if (ts.isArrayLiteralExpression(parent)) return afterAll(parent);
    return allOf(at) === undefined ? 'otherwise' : afterAll(at);
  }

  /** `Promise.all` rejects as soon as one of its promises does. */
  function afterAll(list: ts.Node): Taken {
    const all = allOf(list);
    const whole = all === undefined ? 'otherwise' : taken(all);
    return isHarmless || isAlone(list) || whole === 'otherwise' ? whole : 'together';
  }

  /** The call of `Promise.all` that gets a list. */
  function allOf(list: ts.Node): ts.CallExpression | undefined {
    const at = wrapped(list);
    const { parent } = at;
    const isAll =
      ts.isCallExpression(parent) &&
      parent.arguments[0] === at &&
      parent.arguments.length === 1 &&
      parent.expression.getText() === 'Promise.all' &&
      lookup(scopeAt(file.scopes, parent), 'Promise') === undefined;
    return isAll ? parent : undefined;
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
function isAlone(list: ts.Node): boolean {
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
