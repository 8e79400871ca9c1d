import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import { isFunctionLiteral } from '../fixes/nodes.ts';

/** Who follows what a pattern takes out. */
interface Follower {
  pattern(name: ts.BindingName, path: readonly string[]): void;
  object(node: ts.Node, reason: string): void;
}

/** The parameter of a function that is written as the first argument of a call. */
export function parameterOfCallback(call: ts.Node): ts.ParameterDeclaration | undefined {
  const callback = ts.isCallExpression(call) ? call.arguments[0] : undefined;
  return callback !== undefined && isFunctionLiteral(callback) ? callback.parameters[0] : undefined;
}

/**
 * Follows what a pattern takes out of an object: `const { load } = api`.
 *
 * @param path Leads from the object to the function.
 */
export function followPattern(
  { elements }: ts.BindingPattern,
  path: readonly string[],
  follower: Follower,
): void {
  const [wanted, ...rest] = path;
  if (wanted === undefined) return;
  for (const element of elements) {
    if (ts.isOmittedExpression(element)) continue;
    if (element.dotDotDotToken !== undefined) {
      follower.object(element, t('`{0}` may be in the rest of the pattern', wanted));
      continue;
    }
    const key = element.propertyName ?? element.name;
    const text = ts.isIdentifier(key) || ts.isStringLiteralLike(key) ? key.text : undefined;
    if (text === undefined) follower.object(element, t('the pattern cannot be followed'));
    else if (text === wanted) {
      if (element.initializer !== undefined)
        follower.object(element, t('`{0}` may be replaced by a default here', wanted));
      follower.pattern(element.name, rest);
    }
  }
}
