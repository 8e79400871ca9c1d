import type { Refusal } from '../../../fixes/fix.ts';
import type { Span } from '../../../facts/span.ts';
import { lookup, scopeAt } from '../scopes.ts';
import { ts } from '../ts.ts';
import { remaining, type Wait } from './clock.ts';
import { commentsIn, isSimple, spanOf, unwrap } from './nodes.ts';
import type { Piece } from './pieces.ts';
import { References } from './references.ts';
import { refuse } from './refusal.ts';
import type { Rewrite } from './rewrite.ts';
import { nodeAt, type FixFile, type Site } from './site.ts';
import { isUsed } from './unused.ts';

type Loop = ts.WhileStatement | ts.DoStatement | ts.ForStatement;

function isLoop(node: ts.Node): node is Loop {
  return ts.isWhileStatement(node) || ts.isDoStatement(node) || ts.isForStatement(node);
}

/** `while (Date.now() < end) {}` becomes `await setTimeout(end - Date.now())`. */
export function busyWait({ file, finding }: Site): Rewrite | Refusal | undefined {
  if (finding.category !== 'loop') return undefined;
  const loop = nodeAt(file, finding.whole, isLoop);
  if (loop === undefined) return undefined;
  if (!isEmpty(loop.statement)) return refuse('the loop does more than wait');
  if (ts.isLabeledStatement(loop.parent)) return refuse('the loop has a label');
  const condition = ts.isForStatement(loop) ? loop.condition : loop.expression;
  const wait = condition === undefined ? undefined : remaining(file, condition);
  if (wait === undefined) return refuse('the duration cannot be read from the condition of the loop');
  const plain = simplified(file, loop, wait);
  const duration = plain?.duration ?? general(loop, wait);
  if (duration === undefined) return refuse('the loop counts while it waits');
  const references = new References(file, loop, undefined);
  const setTimeout = references.member('node:timers/promises', 'setTimeout');
  const comments = commentsIn(file.tree, spanOf(loop.statement)).flatMap((comment): Piece[] => [
    ' ',
    comment,
  ]);
  if (!/^[ \t]*(?:\r?\n|$)/.test(file.text.slice(loop.end)) && comments.length > 0) {
    return refuse('a comment in the loop would be lost');
  }
  return {
    id: 'busy-wait',
    shown: `await ${setTimeout}(…)`,
    target: loop,
    span: plain?.span,
    pieces: [`await ${setTimeout}(`, duration, `)${file.style.semicolon}`, ...comments],
    binds: 'await',
    caveats: [],
    others: () => references.edits([]),
  };
}

function isEmpty(statement: ts.Statement): boolean {
  return (
    ts.isEmptyStatement(statement) ||
    (ts.isBlock(statement) && statement.statements.every(ts.isEmptyStatement))
  );
}

function general(loop: Loop, { text }: Wait): string | undefined {
  return ts.isForStatement(loop) && (loop.initializer !== undefined || loop.incrementor !== undefined)
    ? undefined
    : text;
}

interface Simplified {
  readonly duration: string;
  readonly span: Span;
}

/** The time is taken right before the loop and for nothing else: then the duration itself is at hand. */
function simplified(file: FixFile, loop: Loop, { clock, rest }: Wait): Simplified | undefined {
  const before = declarationBefore(loop);
  if (before === undefined) return undefined;
  const { declaration, start } = before;
  const { initializer, name } = declaration;
  if (initializer === undefined || !ts.isIdentifier(name)) return undefined;
  const binding = lookup(scopeAt(file.scopes, name), name.text);
  const condition = ts.isForStatement(loop) ? loop.condition : loop.expression;
  if (binding === undefined || condition === undefined || isUsed(file, binding, [spanOf(condition)]))
    return undefined;
  const gap = { start: declaration.end, end: condition.getStart(file.tree) };
  if (commentsIn(file.tree, gap).length > 0) return undefined;
  const span = { start, end: loop.end };
  const clockText = clock.getText(file.tree);
  const at = unwrap(initializer);
  // const start = Date.now(); while (Date.now() - start < duration)
  if (at.getText(file.tree) === clockText && rest.kind === 'elapsed') {
    if (rest.start.getText(file.tree) !== name.text || mentions(rest.limit, name.text)) return undefined;
    return { duration: rest.limit.getText(file.tree), span };
  }
  // const end = Date.now() + duration; while (Date.now() < end)
  if (rest.kind !== 'until' || rest.limit.getText(file.tree) !== name.text || !ts.isBinaryExpression(at))
    return undefined;
  if (at.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  if (at.left.getText(file.tree) === clockText) return { duration: at.right.getText(file.tree), span };
  return at.right.getText(file.tree) === clockText
    ? { duration: at.left.getText(file.tree), span }
    : undefined;
}

function mentions(node: ts.Expression, name: string): boolean {
  return !isSimple(node) ? true : node.getText() === name;
}

/** The single declaration right before a loop, or in the head of a `for`. */
function declarationBefore(
  loop: Loop,
): { readonly declaration: ts.VariableDeclaration; readonly start: number } | undefined {
  let list: ts.VariableDeclarationList | undefined;
  let start = loop.getStart();
  if (ts.isForStatement(loop)) {
    if (loop.incrementor !== undefined) return undefined;
    const { initializer } = loop;
    list = initializer !== undefined && ts.isVariableDeclarationList(initializer) ? initializer : undefined;
  } else {
    const { parent } = loop;
    if (!ts.isBlock(parent) && !ts.isSourceFile(parent) && !ts.isCaseOrDefaultClause(parent))
      return undefined;
    const statements: readonly ts.Statement[] = parent.statements;
    const before = statements[statements.indexOf(loop) - 1];
    if (before === undefined || !ts.isVariableStatement(before) || before.modifiers !== undefined)
      return undefined;
    list = before.declarationList;
    start = before.getStart();
  }
  const [declaration, ...others] = list?.declarations ?? [];
  return declaration === undefined || others.length > 0 ? undefined : { declaration, start };
}
