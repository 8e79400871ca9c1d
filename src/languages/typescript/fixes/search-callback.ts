import type { Refusal } from '../../../fixes/fix.ts';
import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import { arrayEvidence } from './evidence.ts';
import { answersOf, type Answer } from './callback-answers.ts';
import { isReassigned } from './assignments.ts';
import { headOf, unfit } from './for-each.ts';
import { isFunction, memberName, some, unwrap, wrapped, type FunctionLiteral } from './nodes.ts';
import { leadingSemicolon, needsParentheses } from './parens.ts';
import type { Placer } from './placement.ts';
import { isRefusal, refuse } from './refusal.ts';
import type { FixFile } from './site.ts';

/**
 * `xs.some((x) => …)` becomes a loop in an async function that is called where it is written. Order and
 * short-circuiting stay: whoever is asked for is asked one after the other, and nobody after the answer is there.
 */
export const searchCallback: Placer = (request, literal, outer) => {
  const { file } = request;
  const argument = wrapped(literal);
  const call = argument.parent;
  if (!ts.isCallExpression(call) || call.arguments[0] !== argument) return undefined;
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const name = memberName(callee);
  if (name === undefined || !/^(?:some|every|find|reduce)$/.test(name)) return undefined;
  const isReduce = name === 'reduce';
  if (isReduce ? call.arguments.length !== 2 : call.arguments.length > 1)
    return isReduce
      ? refuse('`reduce` has no first value here')
      : refuse('`{0}` is also given a value for `this`', name);
  if (ts.isOptionalChain(call)) return refuse('a loop has no equal of the optional chain');
  const evidence = arrayEvidence(callee.expression, file.scopes);
  if (evidence === 'other') return refuse('`{0}` is not the one of an array here', name);
  const loop = loopOf(file, call, literal, name);
  if (isRefusal(loop)) return loop;
  const list = callee.expression.getText(file.tree);
  const answers = answersOf(file, literal, loop.answer);
  if (isRefusal(answers)) return answers;
  const around = outer(call);
  if (isRefusal(around)) return around;
  const caveats =
    evidence === 'unknown'
      ? [
          ...around.caveats,
          t('only if {0} is an array', /^[\w$.]{1,40}$/.test(list) ? `\`${list}\`` : t('the receiver')),
        ]
      : around.caveats;
  const { newline, indent, semicolon } = file.style;
  const start = call.getStart(file.tree);
  const line = /(?:^|\n)([ \t]*)[^\n]*$/.exec(file.text.slice(0, start))?.[1] ?? '';
  const wrap = needsParentheses(call, 'await');
  const head =
    `${wrap ? '(' : ''}await (async () => {${newline}` +
    (loop.before === '' ? '' : `${line}${indent}${loop.before}${semicolon}${newline}`) +
    `${line}${indent}${answers.label}${loop.head}${answers.open}`;
  const tail =
    `${answers.close}${newline}${line}${indent}return ${loop.end}${semicolon}${newline}${line}})()` +
    (wrap ? ')' : '');
  const { body } = literal;
  return {
    edits: [
      ...around.edits,
      { start, end: body.getStart(file.tree), text: leadingSemicolon(file.tree, call, head) + head },
      ...answers.edits,
      { start: body.end, end: call.end, text: tail },
    ],
    closing: [...answers.closing, ...(around.closing ?? [])],
    caveats,
    adopts: false,
  };
};

/** The loop around the callback's body. */
interface Loop {
  /** What stands before it. */
  readonly before: string;
  readonly head: string;
  readonly answer: Answer;
  /** What there is when it has come to its end. */
  readonly end: string;
}

function loopOf(
  file: FixFile,
  call: ts.CallExpression,
  literal: FunctionLiteral,
  name: string,
): Loop | Refusal {
  const { parameters } = literal;
  const receiver = unwrap(call.expression) as ts.PropertyAccessExpression;
  const isReduce = name === 'reduce';
  const reason = unfit(file, literal, receiver.expression, isReduce ? 3 : 2);
  if (reason !== undefined) return { reason };
  if (literal.type !== undefined) return refuse('the callback of `{0}` declares what it gives', name);
  const list = receiver.expression.getText(file.tree);
  const found = parameters[0]?.name.getText(file.tree) ?? '';
  if (name === 'find') {
    const binding = file.scopes.opened(literal)?.values.get(found);
    if (parameters[0] === undefined || !ts.isIdentifier(parameters[0].name))
      return refuse('the callback of `find` does not name what it looks at');
    if (binding === undefined || isReassigned(binding))
      return refuse('the callback of `find` changes what it looks at');
  }
  if (!isReduce) {
    const head = headOf(file, literal, list);
    const answer: Answer =
      name === 'every'
        ? { kind: 'test', leaves: false, gives: 'false' }
        : { kind: 'test', leaves: true, gives: name === 'some' ? 'true' : found };
    return { before: '', head, answer, end: { some: 'false', every: 'true' }[name] ?? 'undefined' };
  }
  const [sum] = parameters;
  const first = call.arguments[1];
  if (parameters.length < 2 || sum === undefined || first === undefined || !ts.isIdentifier(sum.name))
    return refuse('the callback of `reduce` does not name what it gathers');
  const own = sum.name.text;
  if (
    some(first, (node) => ts.isIdentifier(node) && parameters.some((one) => one.name.getText() === node.text))
  )
    return refuse('a parameter of the callback has the name of the first value');
  if (some(receiver.expression, (node) => ts.isIdentifier(node) && node.text === own))
    return refuse('a parameter of the callback has the name of the list');
  const keeps = (node: ts.Node): boolean =>
    isFunction(node) && some(node, (at) => ts.isIdentifier(at) && at.text === own);
  if (some(literal.body, keeps))
    return refuse('a function in the callback of `reduce` knows what it gathers');
  const given = call.typeArguments?.[0] ?? sum.type;
  const type = given === undefined ? '' : `: ${given.getText(file.tree)}`;
  return {
    before: `let ${own}${type} = ${first.getText(file.tree)}`,
    head: headOf(file, literal, list, parameters.slice(1)),
    answer: { kind: 'gather', into: own },
    end: own,
  };
}
