import type { TextEdit } from '../../../fixes/fix.ts';
import { emptyTested } from '../extract/memo.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { isAssignment } from './assignments.ts';
import { keptPlace } from './kept-place.ts';
import { enclosingFunction, isFunction, some, unwrap, wrapped } from './nodes.ts';
import { raceAt } from './races.ts';
import type { FixFile } from './site.ts';

/** Edits around those of an awaited call: what opens comes before them, what closes behind them. */
export interface Wrapping {
  readonly before: readonly TextEdit[];
  readonly after: readonly TextEdit[];
}

/**
 * Keeps one evaluation where a module or an object keeps a value that is made when it is first asked for: whoever asks
 * while it is being made waits for the same promise. When that fails, the next one tries again, as before.
 *
 *     if (!config) config = await (configPromise ??= (async () => (config = parse(await readFile(path))))().finally(…));
 *
 * @param node What is awaited.
 */
export function keepOneEvaluation(file: FixFile, node: ts.Node): Wrapping | undefined {
  const assignment = assignmentAround(node);
  const owner = enclosingFunction(node);
  if (assignment === undefined || owner === undefined) return undefined;
  const kept = keptPlace(file, assignment);
  if (kept === undefined) return undefined;
  const { right } = assignment;
  if (!isFirstTime(assignment, kept.is)) return undefined;
  if (usesOwnNames(file, right, owner) || raceAt(file, node, kept.text) !== undefined) return undefined;
  const { newline, semicolon, indent } = file.style;
  const start = right.getStart(file.tree);
  const line = lineIndent(file.text, start);
  const reset = `${newline}${line}${indent}${kept.promise} = undefined${semicolon}${newline}${line}`;
  return {
    before: [
      kept.declared,
      { start, end: start, text: `await (${kept.promise} ??= (async () => (${kept.text} = ` },
    ],
    after: [{ start: right.end, end: right.end, text: `))().finally(() => {${reset}}))` }],
  };
}

function assignmentAround(node: ts.Node): ts.BinaryExpression | undefined {
  for (let at = node; !isFunction(at.parent) && !ts.isSourceFile(at.parent); at = at.parent) {
    const { parent } = at;
    if (ts.isBinaryExpression(parent) && isAssignment(parent) && parent.right === at) return parent;
  }
  return undefined;
}

/** The assignment is made where there is no value yet, and for no other reason. */
function isFirstTime(
  assignment: ts.BinaryExpression,
  is: (node: ts.Expression | undefined) => boolean,
): boolean {
  const { kind } = assignment.operatorToken;
  if (kind === ts.SyntaxKind.QuestionQuestionEqualsToken || kind === ts.SyntaxKind.BarBarEqualsToken)
    return true;
  if (kind !== ts.SyntaxKind.EqualsToken) return false;
  const outer = wrapped(assignment);
  const { parent } = outer;
  if (ts.isBinaryExpression(parent) && parent.right === outer) {
    const operator = parent.operatorToken.kind;
    const isDefault =
      operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.QuestionQuestionToken;
    return isDefault && is(parent.left);
  }
  if (!ts.isExpressionStatement(parent)) return false;
  const block = ts.isBlock(parent.parent) ? parent.parent : undefined;
  const around = (block ?? parent).parent;
  if (ts.isIfStatement(around) && around.thenStatement === (block ?? parent))
    return is(emptyTested(around.expression));
  return block !== undefined && block.statements.some((one) => one.end <= parent.pos && leavesWith(one, is));
}

/** `if (config) return config;` */
function leavesWith(statement: ts.Statement, is: (node: ts.Expression) => boolean): boolean {
  if (!ts.isIfStatement(statement) || statement.elseStatement !== undefined) return false;
  const condition = unwrap(statement.expression);
  const compared =
    ts.isBinaryExpression(condition) &&
    /^!==?$/.test(condition.operatorToken.getText()) &&
    /^(?:undefined|null)$/.test(condition.right.getText())
      ? condition.left
      : condition;
  const { thenStatement: then } = statement;
  const only = ts.isBlock(then) && then.statements.length === 1 ? then.statements[0] : then;
  return is(compared) && only !== undefined && ts.isReturnStatement(only);
}

/** What is made depends on the call: another call would make something else after a failure. */
function usesOwnNames(file: FixFile, value: ts.Expression, owner: ts.Node): boolean {
  return some(value, (node) => {
    if (ts.isYieldExpression(node) || (ts.isIdentifier(node) && node.text === 'arguments')) return true;
    if (!ts.isIdentifier(node)) return false;
    const binding = lookup(scopeAt(file.scopes, node), node.text);
    if (binding === undefined) return false;
    const { pos, end } = binding.declaration;
    const isOwn = pos >= owner.pos && end <= owner.end;
    return isOwn && !(pos >= value.pos && end <= value.end);
  });
}

function lineIndent(text: string, at: number): string {
  return /(?:^|\n)([ \t]*)[^\n]*$/.exec(text.slice(0, at))?.[1] ?? '';
}
