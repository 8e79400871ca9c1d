import type { Refusal, TextEdit } from '../../../fixes/fix.ts';
import { ts } from '../ts.ts';
import { isFunction, type FunctionLiteral } from './nodes.ts';
import { refuse } from './refusal.ts';
import type { FixFile } from './site.ts';

/** Edits that make a function literal async: the keyword, and its declared return type. */
export function makeAsync(file: FixFile, literal: FunctionLiteral): readonly TextEdit[] | Refusal {
  const start = literal.getStart(file.tree);
  const keyword = { start, end: start, text: 'async ' };
  const { type } = literal;
  if (type === undefined) return [keyword];
  if (ts.isTypePredicateNode(type)) return refuse('the function narrows a type, which a promise cannot do');
  return [keyword, ...promiseType(file, type)];
}

/** Wraps a type in `Promise<…>`. */
export function promiseType(file: FixFile, type: ts.TypeNode): readonly TextEdit[] {
  const start = type.getStart(file.tree);
  return [
    { start, end: start, text: 'Promise<' },
    { start: type.end, end: type.end, text: '>' },
  ];
}

/** What a function may return, in the order of the text; an expression body counts. */
export function returnsOf(literal: FunctionLiteral): readonly ts.Expression[] {
  return returnedBy(literal.body);
}

/** What a function with this body may return. */
export function returnedBy(body: ts.ConciseBody): readonly ts.Expression[] {
  if (!ts.isBlock(body)) return [body];
  return returnStatements(body).flatMap(({ expression }) => (expression === undefined ? [] : [expression]));
}

/** The `return` statements of a function body, without those of functions in it. */
export function returnStatements(body: ts.Block): readonly ts.ReturnStatement[] {
  const found: ts.ReturnStatement[] = [];
  const visit = (node: ts.Node): void => {
    if (isFunction(node)) return;
    if (ts.isReturnStatement(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}
