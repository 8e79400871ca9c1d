import { ts } from '../ts.ts';
import { memberName } from '../fixes/nodes.ts';

/** The string in `require('…')`, `import('…')`, or what `require` is called by a tool for tests. */
export function loadedBy(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const [specifier] = node.arguments;
  if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return undefined;
  const { expression } = node;
  const isLoad =
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && /^(?:require|rewire|proxyquire|esmock)$/.test(expression.text)) ||
    /^(?:requireActual|importActual|requireMock|importMock)$/.test(memberName(expression) ?? '');
  return isLoad ? specifier.text : undefined;
}
