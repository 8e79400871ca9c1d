import { ts } from '../ts.ts';
import { isFunction, memberName, some, unwrap } from './nodes.ts';

/** Fields that the error of a synchronous child process has and that of a promisified one has not, or has otherwise. */
export const differing: ReadonlySet<string> = new Set([
  'status',
  'output',
  'pid',
  'code',
  'errno',
  'syscall',
]);

/** Fields that tell what a command wrote before it failed, and of which process it was. */
export const written: ReadonlySet<string> = new Set(['output', 'pid', 'stdout', 'stderr', 'syscall']);

/** One of some fields of an error that a `catch` around a call reads. */
export function readErrorField(node: ts.Node, fields: ReadonlySet<string>): string | undefined {
  let child = node;
  for (let at = node.parent; !ts.isSourceFile(at) && !isFunction(at); at = at.parent) {
    if (ts.isTryStatement(at) && at.tryBlock === child && at.catchClause !== undefined) {
      const field = fieldIn(at.catchClause, fields);
      if (field !== undefined) return field;
    }
    child = at;
  }
  return undefined;
}

function fieldIn(clause: ts.CatchClause, fields: ReadonlySet<string>): string | undefined {
  const name = clause.variableDeclaration?.name;
  if (name === undefined) return undefined;
  if (ts.isObjectBindingPattern(name)) return taken(name, fields);
  const error = name.getText();
  const isError = (node: ts.Expression): boolean => {
    const at = unwrap(node);
    return ts.isIdentifier(at) && at.text === error;
  };
  let found: string | undefined;
  some(clause.block, (part) => {
    if (ts.isVariableDeclaration(part) && ts.isObjectBindingPattern(part.name)) {
      if (part.initializer !== undefined && isError(part.initializer)) found ??= taken(part.name, fields);
    }
    if (
      (ts.isPropertyAccessExpression(part) || ts.isElementAccessExpression(part)) &&
      isError(part.expression)
    ) {
      const field = memberName(part);
      if (field !== undefined && fields.has(field)) found ??= field;
    }
    return found !== undefined;
  });
  return found;
}

function taken(pattern: ts.ObjectBindingPattern, fields: ReadonlySet<string>): string | undefined {
  return pattern.elements
    .map((element) => (element.propertyName ?? element.name).getText())
    .find((field) => fields.has(field));
}
