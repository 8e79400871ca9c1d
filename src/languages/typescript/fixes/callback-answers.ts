import type { Refusal, TextEdit } from '../../../fixes/fix.ts';
import { ts } from '../ts.ts';
import { returnStatements } from './async-literal.ts';
import { indentMore } from './dedent.ts';
import { loopLabel } from './loop-label.ts';
import { spanOf, unwrap, type FunctionLiteral } from './nodes.ts';
import { refuse } from './refusal.ts';
import type { FixFile } from './site.ts';

/** What becomes of the answers of a callback whose body is that of a loop. */
export type Answer =
  /** The loop is left with a value where an answer is as it should be. */
  | { readonly kind: 'test'; readonly leaves: boolean; readonly gives: string }
  /** The answer is kept in a variable. */
  | { readonly kind: 'gather'; readonly into: string };

/** What makes the body of a callback that of a loop. */
export interface Answers {
  /** What stands right before and behind the body, where that is an expression. */
  readonly open: string;
  readonly close: string;
  /** What stands before the loop: a label that the body goes on with. */
  readonly label: string;
  readonly edits: readonly TextEdit[];
  /** What closes behind all other edits that end at the same place. */
  readonly closing: readonly TextEdit[];
}

/** Makes the body of a callback that of a loop; around it stand the loop's head and what follows. */
export function answersOf(file: FixFile, { body }: FunctionLiteral, answer: Answer): Answers | Refusal {
  const { semicolon } = file.style;
  if (!ts.isBlock(body)) {
    const { open, close } = around(answer);
    return { open, close: close + semicolon, label: '', edits: [], closing: [] };
  }
  const returns = returnStatements(body);
  if (needsAnswer(answer) && (returns.some((one) => one.expression === undefined) || !leaves(body)))
    return refuse('the callback does not always say what it gives');
  const label = loopLabel(body);
  const all = returns.map((one) => returnEdits(file, one, body, answer, () => label.next(one)));
  return {
    open: '',
    close: '',
    label: label.before,
    edits: [...indentMore(file, spanOf(body)), ...all.flatMap((one) => one.edits)],
    closing: all.flatMap((one) => one.closing),
  };
}

/** No answer is `undefined`, which goes on with the next element where a true one is looked for. */
function needsAnswer(answer: Answer): boolean {
  return answer.kind === 'gather' || !answer.leaves;
}

/** Whether the end of a statement cannot be reached. */
export function leaves(statement: ts.Statement | undefined): boolean {
  if (statement === undefined) return false;
  if (ts.isBlock(statement)) return leaves(statement.statements.at(-1));
  if (ts.isIfStatement(statement)) return leaves(statement.thenStatement) && leaves(statement.elseStatement);
  return ts.isReturnStatement(statement) || ts.isThrowStatement(statement);
}

interface Around {
  readonly open: string;
  readonly close: string;
}

function around(answer: Answer): Around {
  if (answer.kind === 'gather') return { open: `${answer.into} = `, close: '' };
  return answer.leaves
    ? { open: 'if (', close: `) return ${answer.gives}` }
    : { open: 'if (!(', close: `)) return ${answer.gives}` };
}

function returnEdits(
  file: FixFile,
  statement: ts.ReturnStatement,
  body: ts.Block,
  answer: Answer,
  next: () => string,
): Pick<Answers, 'edits' | 'closing'> {
  const { semicolon } = file.style;
  const start = statement.getStart(file.tree);
  const { expression } = statement;
  if (expression === undefined)
    return { edits: [{ start, end: start + 'return'.length, text: next() }], closing: [] };
  const { end } = expression;
  const fixed = fixedAnswer(expression, answer, next);
  if (fixed !== undefined) return { edits: [{ start, end, text: fixed }], closing: [] };
  const { open, close } = around(answer);
  const from = expression.getStart(file.tree);
  const isLast = statement.parent === body && body.statements.at(-1) === statement;
  if (isLast)
    return { edits: [{ start, end: from, text: open }], closing: [{ start: end, end, text: close }] };
  const opened = { start, end: from, text: `{ ${open}` };
  const on = ` ${next()}${semicolon} }`;
  return statement.end > end
    ? {
        edits: [opened, { start: statement.end, end: statement.end, text: on }],
        closing: [{ start: end, end, text: close }],
      }
    : { edits: [opened], closing: [{ start: end, end, text: `${close};${on}` }] };
}

/** What an answer that is written out comes to. */
function fixedAnswer(expression: ts.Expression, answer: Answer, next: () => string): string | undefined {
  const at = unwrap(expression);
  if (answer.kind === 'gather') return ts.isIdentifier(at) && at.text === answer.into ? next() : undefined;
  const isTrue = at.kind === ts.SyntaxKind.TrueKeyword;
  if (!isTrue && at.kind !== ts.SyntaxKind.FalseKeyword) return undefined;
  return isTrue === answer.leaves ? `return ${answer.gives}` : next();
}
