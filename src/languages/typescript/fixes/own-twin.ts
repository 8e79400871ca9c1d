import type { AwaitedForm } from '../../../catalog/schema.ts';
import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import type { CallShape } from './call-shape.ts';
import { isFunction, unwrap } from './nodes.ts';

/** Why a method of the same object is no twin: it is the method around the call, which would call itself for ever. */
export function insideTwin({ callee, node }: CallShape, { expression }: AwaitedForm): string | undefined {
  const twin = /\{receiver\}\.([\w$]+)\(/.exec(expression)?.[1];
  const at = unwrap(callee);
  if (twin === undefined || !ts.isPropertyAccessExpression(at)) return undefined;
  if (unwrap(at.expression).kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  return nameOfMethod(node) === twin
    ? t('the awaited form is the function around it, which would call itself')
    : undefined;
}

/** The name of the method whose `this` a place sees. */
function nameOfMethod(node: ts.Node): string | undefined {
  for (let at: ts.Node = node.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isPropertyDeclaration(at)) return at.name.getText();
    if (!isFunction(at) || ts.isArrowFunction(at)) continue;
    const named = ts.isFunctionExpression(at) && ts.isPropertyAssignment(at.parent) ? at.parent : at;
    return named.name?.getText();
  }
  return undefined;
}
