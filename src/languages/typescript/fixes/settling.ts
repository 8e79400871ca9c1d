import type { TextEdit } from '../../../fixes/fix.ts';
import { ts } from '../ts.ts';
import { isFunction } from './nodes.ts';
import type { FixFile } from './site.ts';

/** The names of the two functions that settle a promise. */
export interface Settling {
  readonly resolve: string;
  readonly reject: string | undefined;
}

/**
 * Edits that make `return` and `throw` of the calls that settle a promise; undefined unless every way through the code
 * ends with exactly one of them.
 */
export function settledTails(
  file: FixFile,
  body: ts.Block,
  settling: Settling,
): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const known = new Set<ts.Node>();
  if (!ends(body.statements, { caught: false })) return undefined;
  return hasOthers(body) ? undefined : edits;

  /** Whether statements settle the promise and then do nothing more. */
  function ends(statements: readonly ts.Statement[], around: Around): boolean {
    const all = statements.filter((one) => !ts.isEmptyStatement(one));
    const last = all.at(-1);
    // `resolve(value); return;`
    const leaves = last !== undefined && ts.isReturnStatement(last) && last.expression === undefined;
    const settled = leaves ? all.at(-2) : last;
    if (settled === undefined || !all.slice(0, leaves ? -2 : -1).every((one) => passes(one, around)))
      return false;
    if (!end(settled, around)) return false;
    if (leaves) {
      known.add(last);
      const before = settled.end;
      edits.push({ start: before, end: last.end, text: '' });
    }
    return true;
  }

  /** A statement that does not end the executor, or does so in some of its ways only. */
  function passes(statement: ts.Statement, around: Around): boolean {
    if (!ts.isIfStatement(statement) || !mentions(statement)) return !mentions(statement);
    const branches = [statement.thenStatement, statement.elseStatement].filter((one) => one !== undefined);
    return (
      !mentions(statement.expression) &&
      branches.every((branch) => !mentions(branch) || (leavesAt(branch) && endOf(branch, around)))
    );
  }

  function endOf(statement: ts.Statement, around: Around): boolean {
    return ts.isBlock(statement) ? ends(statement.statements, around) : end(statement, around);
  }

  function end(statement: ts.Statement, around: Around): boolean {
    if (ts.isThrowStatement(statement)) return !mentions(statement);
    if (ts.isBlock(statement)) return ends(statement.statements, around);
    if (ts.isIfStatement(statement))
      return (
        !mentions(statement.expression) &&
        statement.elseStatement !== undefined &&
        endOf(statement.thenStatement, around) &&
        endOf(statement.elseStatement, around)
      );
    if (ts.isTryStatement(statement)) {
      const { tryBlock, catchClause, finallyBlock } = statement;
      if (finallyBlock !== undefined || catchClause === undefined) return false;
      return ends(tryBlock.statements, { caught: true }) && ends(catchClause.block.statements, around);
    }
    return settles(statement, around);
  }

  function settles(statement: ts.Statement, { caught }: Around): boolean {
    const isReturn = ts.isReturnStatement(statement);
    const call = isReturn || ts.isExpressionStatement(statement) ? statement.expression : undefined;
    if (call === undefined || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return false;
    const name = call.expression.text;
    const isResolve = name === settling.resolve;
    // What is thrown in `try` would be caught there.
    if (!isResolve && (name !== settling.reject || caught)) return false;
    const [value, ...others] = call.arguments;
    if (others.length > 0 || (value !== undefined && (ts.isSpreadElement(value) || mentions(value))))
      return false;
    known.add(statement);
    const keyword = isResolve ? 'return' : 'throw';
    const start = statement.getStart(file.tree);
    if (value === undefined) {
      edits.push({ start, end: call.end, text: isResolve ? keyword : `${keyword} undefined` });
      return true;
    }
    edits.push({ start, end: value.getStart(file.tree), text: `${keyword} ` });
    edits.push({ start: value.end, end: call.end, text: '' });
    return true;
  }

  function mentions(node: ts.Node): boolean {
    if (ts.isIdentifier(node) && (node.text === settling.resolve || node.text === settling.reject))
      return true;
    return ts.forEachChild(node, (child) => mentions(child) || undefined) ?? false;
  }

  /** A `return` of something else. */
  function hasOthers(node: ts.Node): boolean {
    if (isFunction(node)) return false;
    if (ts.isReturnStatement(node) && !known.has(node)) return true;
    return ts.forEachChild(node, (child) => hasOthers(child) || undefined) ?? false;
  }
}

interface Around {
  /** An error that is thrown here does not leave the executor. */
  readonly caught: boolean;
}

/** Whether a branch is left for good: by `return`, after which nothing else of the executor runs. */
function leavesAt(branch: ts.Statement): boolean {
  const last = ts.isBlock(branch) ? branch.statements.at(-1) : branch;
  return last !== undefined && ts.isReturnStatement(last);
}
