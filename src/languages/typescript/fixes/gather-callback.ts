import type { Refusal, TextEdit } from '../../../fixes/fix.ts';
import { t } from '../../../l10n/translate.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isReassigned } from './assignments.ts';
import { makeAsync, returnStatements } from './async-literal.ts';
import { leaves } from './callback-answers.ts';
import { orderMatters } from './callback-effects.ts';
import { arrayEvidence } from './evidence.ts';
import { memberName, spanOf, unwrap, wrapped, type FunctionLiteral } from './nodes.ts';
import { leadingSemicolon } from './parens.ts';
import type { Placer } from './placement.ts';
import { mayReturnPromise } from './promise-values.ts';
import { raceAt } from './races.ts';
import { isRefusal, refuse } from './refusal.ts';
import type { FixFile } from './site.ts';

/**
 * `xs.flatMap((x) => …)` becomes `(await Promise.all(xs.map(async (x) => …))).flat()`, and `xs.filter((x) => …)` the
 * same with lists of what is kept: all answers first, then what follows from them, in the old order.
 */
export const gatherCallback: Placer = (request, literal, outer) => {
  const { file, node, api } = request;
  const argument = wrapped(literal);
  const call = argument.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== argument) return undefined;
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const name = memberName(callee);
  if (name !== 'filter' && name !== 'flatMap') return undefined;
  if (call.arguments.length > 1) return refuse('`{0}` is also given a value for `this`', name);
  if (ts.isOptionalChain(call))
    return refuse('`Promise.all` takes no missing list, which the optional chain may give');
  if (lookup(scopeAt(file.scopes, call), 'Promise') !== undefined)
    return refuse('`Promise` is another name here');
  if (call.typeArguments !== undefined) return refuse('`{0}` is given types, which do not fit then', name);
  const evidence = arrayEvidence(callee.expression, file.scopes);
  if (evidence === 'other') return refuse('`{0}` is not the one of an array here', name);
  const own = name === 'flatMap' ? plainly(file, literal) : keeping(file, literal);
  if (isRefusal(own)) return own;
  const around = outer(call);
  if (isRefusal(around)) return around;
  const receiver = callee.expression.getText(file.tree);
  const caveats = [...around.caveats];
  if (evidence === 'unknown')
    caveats.push(
      t('only if {0} is an array', /^[\w$.]{1,40}$/.test(receiver) ? `\`${receiver}\`` : t('the receiver')),
    );
  if (orderMatters(file, literal, node, api)) caveats.push(t('the callbacks then run at the same time'));
  const race = raceAt(file, call);
  if (race !== undefined) caveats.push(race);
  if (name === 'flatMap' && mayReturnPromise(literal, node))
    caveats.push(t('promises that the callback returns are awaited, too'));
  const start = call.getStart(file.tree);
  const open = '(await Promise.all(';
  const edits: readonly TextEdit[] = [
    ...around.edits,
    { start, end: start, text: leadingSemicolon(file.tree, call, open) + open },
    { ...spanOf(callee.name), text: 'map' },
    ...own.edits,
    { start: call.end, end: call.end, text: ')).flat()' },
  ];
  return { edits, closing: [...own.closing, ...(around.closing ?? [])], caveats, adopts: false };
};

interface Own {
  readonly edits: readonly TextEdit[];
  readonly closing: readonly TextEdit[];
}

function plainly(file: FixFile, literal: FunctionLiteral): Own | Refusal {
  const edits = makeAsync(file, literal);
  return isRefusal(edits) ? edits : { edits, closing: [] };
}

/** Makes a predicate give a list of what it keeps. */
function keeping(file: FixFile, literal: FunctionLiteral): Own | Refusal {
  const [element] = literal.parameters;
  const { body } = literal;
  if (element === undefined || !ts.isIdentifier(element.name) || element.dotDotDotToken !== undefined)
    return refuse('the callback of `filter` does not name what it looks at');
  if (literal.type !== undefined) return refuse('the callback of `filter` declares what it gives');
  const binding = file.scopes.opened(literal)?.values.get(element.name.text);
  if (element.initializer !== undefined || binding === undefined || isReassigned(binding))
    return refuse('the callback of `filter` changes what it looks at');
  const start = literal.getStart(file.tree);
  const name = element.name.text;
  const async = { start, end: start, text: 'async ' };
  if (!ts.isBlock(body)) {
    const only = kept(file, body, name);
    const from = body.getStart(file.tree);
    return {
      edits: [async, { start: from, end: from, text: '(' }, ...only.edits],
      closing: [...only.closing, { start: body.end, end: body.end, text: ')' }],
    };
  }
  const answers = returnStatements(body).map((one) => answerOf(file, one, name));
  return {
    edits: [async, ...answers.flatMap((one) => one.edits)],
    closing: [...answers.flatMap((one) => one.closing), ...noAnswer(file, body)],
  };
}

/** `return isFull(item)` gives a list of what is kept. */
function answerOf(file: FixFile, statement: ts.ReturnStatement, name: string): Own {
  const { expression } = statement;
  if (expression !== undefined) {
    const at = unwrap(expression);
    const isTrue = at.kind === ts.SyntaxKind.TrueKeyword;
    if (isTrue || at.kind === ts.SyntaxKind.FalseKeyword)
      return { edits: [{ ...spanOf(expression), text: isTrue ? `[${name}]` : '[]' }], closing: [] };
    return kept(file, expression, name);
  }
  const end = statement.getStart(file.tree) + 'return'.length;
  return { edits: [{ start: end, end, text: ' []' }], closing: [] };
}

/** Where the end of the body can be reached, nothing is kept. */
function noAnswer(file: FixFile, body: ts.Block): readonly TextEdit[] {
  if (leaves(body)) return [];
  const { newline, indent, semicolon } = file.style;
  const last = body.statements.at(-1);
  const text = `return []${semicolon}`;
  const at = last?.end ?? body.getStart(file.tree) + 1;
  const line = /(?:^|\n)([ \t]*)[^\n]*$/.exec(file.text.slice(0, body.end - 1))?.[1] ?? '';
  const isOneLine = !file.text.slice(body.getStart(file.tree), body.end).includes('\n');
  return [{ start: at, end: at, text: isOneLine ? ` ${text}` : `${newline}${line}${indent}${text}` }];
}

function kept(file: FixFile, value: ts.Expression, name: string): Own {
  const start = value.getStart(file.tree);
  const isTight = bindsTighter(value);
  return {
    edits: isTight ? [] : [{ start, end: start, text: '(' }],
    closing: [{ start: value.end, end: value.end, text: `${isTight ? '' : ')'} ? [${name}] : []` }],
  };
}

/** Whether an expression can stand before `?` as it is. */
function bindsTighter(value: ts.Expression): boolean {
  if (ts.isBinaryExpression(value)) {
    const { kind } = value.operatorToken;
    return (
      kind !== ts.SyntaxKind.CommaToken &&
      (kind < ts.SyntaxKind.FirstAssignment || kind > ts.SyntaxKind.LastAssignment)
    );
  }
  return !ts.isConditionalExpression(value) && !ts.isArrowFunction(value);
}
