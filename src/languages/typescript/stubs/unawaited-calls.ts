import type { UnawaitedCall } from '../../../facts/stubs.ts';
import { spanOf, unwrap, walk } from '../fixes/nodes.ts';
import { ts } from '../ts.ts';
import { calledName } from './names.ts';

/** The calls whose promise, if they give one, is dropped, with more statements after them: of each name the first. */
export function unawaitedCalls(tree: ts.SourceFile): readonly UnawaitedCall[] {
  const found = new Map<string, UnawaitedCall>();
  walk(tree, (node) => {
    if (!ts.isBlock(node) && !ts.isSourceFile(node)) return true;
    for (const statement of node.statements.slice(0, -1)) {
      const call = ts.isExpressionStatement(statement) ? dropped(statement.expression) : undefined;
      const name = call === undefined ? '' : calledName(call);
      if (call !== undefined && name !== '' && !found.has(name))
        found.set(name, { name, span: spanOf(call) });
    }
    return true;
  });
  return [...found.values()];
}

/** `run();`, `void run();` */
function dropped(node: ts.Expression): ts.CallExpression | undefined {
  const at = unwrap(node);
  if (ts.isVoidExpression(at)) return dropped(at.expression);
  return ts.isCallExpression(at) ? at : undefined;
}
