import { ts } from '../ts.ts';
import { isFunction, some } from './nodes.ts';

/** How the loop that a callback becomes is gone on with. */
export interface LoopLabel {
  /** What stands before the loop: a label, where `next` was asked for a place that needs it. */
  readonly before: string;
  /** `continue`, with the label where it stands in another loop of the callback. */
  next(statement: ts.Node): string;
}

/** Works out how the loop goes on that a callback becomes. */
export function loopLabel(body: ts.Block): LoopLabel {
  let isNeeded = false;
  let label = 'each';
  const isTaken = (): boolean => some(body, (node) => isNamed(node, label)) || isWithin(body, label);
  for (let count = 2; isTaken(); count += 1) label = `each${count}`;
  return {
    get before() {
      return isNeeded ? `${label}: ` : '';
    },
    next(statement) {
      if (!isInner(statement, body)) return 'continue';
      isNeeded = true;
      return `continue ${label}`;
    },
  };
}

/** Whether a label of some name is around a node. */
function isWithin(node: ts.Node, label: string): boolean {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) if (isNamed(at, label)) return true;
  return false;
}

function isNamed(node: ts.Node, label: string): boolean {
  return ts.isLabeledStatement(node) && node.label.text === label;
}

/** Whether `continue` in the place of a `return` would go on with another loop. */
function isInner(statement: ts.Node, body: ts.Node): boolean {
  for (let at = statement.parent; at !== body; at = at.parent) {
    if (ts.isIterationStatement(at, false)) return true;
    if (isFunction(at)) return false;
  }
  return false;
}
