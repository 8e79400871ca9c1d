import type { Refusal } from '../../../fixes/fix.ts';
import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import { arrayEvidence } from './evidence.ts';
import { unfit } from './for-each.ts';
import { memberName, some, unwrap, wrapped, type FunctionLiteral } from './nodes.ts';
import { leadingSemicolon, needsParentheses } from './parens.ts';
import type { Placer } from './placement.ts';
import { isRefusal, refuse } from './refusal.ts';
import type { FixFile } from './site.ts';

/** What stands around the callback's answer in the loop, and what there is when it has come to its end. */
interface Loop {
  readonly before: string;
  readonly open: string;
  readonly close: string;
  readonly end: string;
}

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
  const { body, parameters } = literal;
  if (ts.isBlock(body)) return refuse('the callback of `{0}` does more than to give its answer', name);
  const loop = loopOf(file, call, literal, name);
  if (isRefusal(loop)) return loop;
  const element = parameters[isReduce ? 1 : 0];
  const list = callee.expression.getText(file.tree);
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
    `${line}${indent}for (const ${element?.name.getText(file.tree) ?? '_'} of ${list}) ${loop.open}`;
  const tail =
    `${loop.close}${semicolon}${newline}${line}${indent}return ${loop.end}${semicolon}${newline}${line}})()` +
    (wrap ? ')' : '');
  return {
    edits: [
      ...around.edits,
      { start, end: body.getStart(file.tree), text: leadingSemicolon(file.tree, call, head) + head },
      { start: body.end, end: call.end, text: tail },
    ],
    closing: around.closing,
    caveats,
    adopts: false,
  };
};

function loopOf(
  file: FixFile,
  call: ts.CallExpression,
  literal: FunctionLiteral,
  name: string,
): Loop | Refusal {
  const { parameters } = literal;
  const receiver = unwrap(call.expression) as ts.PropertyAccessExpression;
  const reason = unfit(file, literal, receiver.expression);
  if (reason !== undefined) return { reason };
  if (literal.type !== undefined) return refuse('the callback of `{0}` declares what it gives', name);
  if (name !== 'reduce') {
    const [element, index] = parameters;
    if (index !== undefined) return refuse('the callback of `{0}` asks for the index', name);
    if (name === 'find' && (element === undefined || !ts.isIdentifier(element.name)))
      return refuse('the callback of `find` does not name what it looks at');
    const found = element?.name.getText(file.tree) ?? '';
    if (name === 'every') return { before: '', open: 'if (!(', close: ')) return false', end: 'true' };
    return name === 'some'
      ? { before: '', open: 'if (', close: ') return true', end: 'false' }
      : { before: '', open: 'if (', close: `) return ${found}`, end: 'undefined' };
  }
  const [sum] = parameters;
  const first = call.arguments[1];
  if (parameters.length !== 2 || sum === undefined || first === undefined || !ts.isIdentifier(sum.name))
    return refuse('the callback of `reduce` does not name what it gathers');
  const own = sum.name.text;
  if (
    some(first, (node) => ts.isIdentifier(node) && parameters.some((one) => one.name.getText() === node.text))
  )
    return refuse('a parameter of the callback has the name of the first value');
  if (some(receiver.expression, (node) => ts.isIdentifier(node) && node.text === own))
    return refuse('a parameter of the callback has the name of the list');
  const given = call.typeArguments?.[0] ?? sum.type;
  const type = given === undefined ? '' : `: ${given.getText(file.tree)}`;
  return {
    before: `let ${own}${type} = ${first.getText(file.tree)}`,
    open: `${own} = `,
    close: '',
    end: own,
  };
}
