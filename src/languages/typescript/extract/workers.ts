import { contains, type Span } from '../../../facts/span.ts';
import type { Value } from '../../../facts/value.ts';
import { SyntaxKind, ts } from '../ts.ts';
import { bare } from './memo.ts';
import { spanOf, type Walker } from './walker.ts';

const telling = new Set(['parentPort', 'workerData', 'isMainThread']);

/** Notes that a name is read that tells workers from the main thread. */
export function noteWorkerName(walker: Walker, name: string | undefined, value: Value): void {
  if (name === undefined || !telling.has(name)) return;
  const member = ofWorkerThreads(walker, value);
  if (member === undefined) return;
  if (member === 'isMainThread') walker.workers.dual = true;
  else walker.workers.readers.push(walker.function);
}

/** Notes what an `if` keeps to workers; `rest` is where the block around it ends. */
export function noteWorkerBranches(walker: Walker, node: ts.IfStatement, rest: number): void {
  const thread = testedThread(walker, node.expression);
  if (thread === undefined) return;
  const { branches } = walker.workers;
  const [main, worker] =
    thread === 'main' ? [node.thenStatement, node.elseStatement] : [node.elseStatement, node.thenStatement];
  if (worker !== undefined) branches.push(spanOf(worker, walker.file));
  if (main !== undefined && thread === 'main' && leaves(main)) branches.push({ start: node.end, end: rest });
}

/** The stretches of a file that run in workers only. */
export function workerCode(walker: Walker): Span[] {
  const { branches, readers, dual } = walker.workers;
  if (!dual) return readers.length > 0 ? [{ start: 0, end: walker.file.text.length }] : [];
  const functions = readers.flatMap((id) => outermost(walker, id) ?? []);
  return [...branches, ...functions.filter((span) => !branches.some((branch) => contains(span, branch)))];
}

/** The function at the top level of the module that contains a function. */
function outermost(walker: Walker, id: number): Span | undefined {
  let found: Span | undefined;
  for (let at = walker.functions[id]; at !== undefined && at.parent !== -1; at = walker.functions[at.parent])
    found = at.span;
  return found;
}

/** The thread in which a condition holds. */
function testedThread(walker: Walker, condition: ts.Expression): 'main' | 'worker' | undefined {
  const node = bare(condition);
  if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken) {
    const thread = testedThread(walker, node.operand);
    return thread === undefined ? undefined : thread === 'main' ? 'worker' : 'main';
  }
  const asks =
    ts.isIdentifier(node) || (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression));
  if (!asks) return undefined;
  // Only looked at here: what is read counts where the statement itself is walked.
  const reads = walker.reads.length;
  const value = walker.expression(node);
  walker.reads.length = reads;
  return ofWorkerThreads(walker, value) === 'isMainThread' ? 'main' : undefined;
}

function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}

/** The name of a member of `node:worker_threads` that a value is. */
function ofWorkerThreads(walker: Walker, value: Value): string | undefined {
  if (value.kind === 'local') {
    const given = constantOf(walker, value.binding);
    return given === undefined ? undefined : ofWorkerThreads(walker, given);
  }
  return value.kind === 'member' && isWorkerThreads(walker, value.object) ? value.name : undefined;
}

function isWorkerThreads(walker: Walker, value: Value): boolean {
  if (value.kind === 'module') return /^(?:node:)?worker_threads$/.test(value.specifier);
  if (value.kind === 'member') return value.name === 'default' && isWorkerThreads(walker, value.object);
  const given = value.kind === 'local' ? constantOf(walker, value.binding) : undefined;
  return given !== undefined && isWorkerThreads(walker, given);
}

/** What a constant or an import is; names that are assigned again could lead back to themselves. */
function constantOf(walker: Walker, id: number): Value | undefined {
  const binding = walker.bindings[id];
  const fixed = binding?.kind === 'const' || binding?.kind === 'import';
  return fixed && binding.values.length === 1 ? binding.values[0] : undefined;
}
