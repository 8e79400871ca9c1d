import type { Refusal } from '../../../fixes/fix.ts';
import type { Span } from '../../../facts/span.ts';
import { ts } from '../ts.ts';
import { isSimple, memberName, unwrap } from './nodes.ts';
import { refuse } from './refusal.ts';
import type { Site } from './site.ts';
import { nodeAt } from './site.ts';

/** The flagged call, however it is written. */
export interface CallShape {
  readonly node: ts.CallExpression | ts.NewExpression;
  /** The expression that is the blocking function: `fs.readFileSync` also in `fs.readFileSync.call(fs, p)`. */
  readonly callee: ts.Expression;
  readonly args: readonly ts.Expression[];
  /** The arguments as written, without the parentheses. */
  readonly argsSpan: Span;
  /** What stands between the callee and the opening parenthesis: comments, type arguments. */
  readonly gap: Span;
}

function isCall(node: ts.Node): node is ts.CallExpression | ts.NewExpression {
  return ts.isCallExpression(node) || ts.isNewExpression(node);
}

/** Finds the flagged call in the tree. */
export function callShape({ file, finding }: Site): CallShape | Refusal {
  const node = nodeAt(file, finding.whole, isCall);
  if (node === undefined) return refuse('this form of call has no automatic conversion');
  const inCallee = finding.span.end <= node.expression.end;
  if (!inCallee)
    return refuse('the blocking function is passed to another one here, which expects an answer at once');
  if (ts.isCallExpression(node) && node.questionDotToken !== undefined) {
    return refuse(
      'the call is skipped where the function does not exist, and its awaited form may not exist either',
    );
  }
  const args = node.arguments ?? ts.factory.createNodeArray<ts.Expression>();
  const open = node.arguments === undefined ? node.end : args.pos - 1;
  const shape: CallShape = {
    node,
    callee: node.expression,
    args,
    argsSpan: {
      start: Math.min(open + 1, node.end),
      end: node.arguments === undefined ? node.end : node.end - 1,
    },
    gap: { start: node.expression.end, end: open },
  };
  return throughMethod(shape, finding.api);
}

/** Sees through `.call(…)` and `.apply(…)`. */
function throughMethod(shape: CallShape, api: string): CallShape | Refusal {
  const through = unwrap(shape.callee);
  const name = memberName(through);
  const flagged = /[\w$]+$/.exec(api)?.[0];
  if (name === undefined || name === flagged || !ts.isPropertyAccessExpression(through)) {
    const bound = ts.isCallExpression(through) && memberName(unwrap(through.expression)) === 'bind';
    return bound ? refuse('the function is bound before it is called; call it directly first') : shape;
  }
  if (memberName(unwrap(through.expression)) !== flagged && !ts.isIdentifier(unwrap(through.expression)))
    return shape;
  if (name !== 'call' && name !== 'apply') return shape;
  const [self, ...rest] = shape.args;
  if (self === undefined || !isSimple(self))
    return refuse('the call through `.{0}` is not a plain one', name);
  const base = {
    node: shape.node,
    callee: through.expression,
    gap: { start: shape.gap.end, end: shape.gap.end },
  };
  const end = shape.argsSpan.end;
  if (name === 'call') {
    const start = rest[0]?.getStart() ?? end;
    return { ...base, args: rest, argsSpan: { start, end } };
  }
  const [list, ...more] = rest;
  if (list === undefined || more.length > 0 || !ts.isArrayLiteralExpression(list)) {
    return refuse('the arguments of `.apply` are not written out');
  }
  return { ...base, args: list.elements, argsSpan: { start: list.elements.pos, end: list.end - 1 } };
}
