import { t } from '../../../l10n/translate.ts';
import { ts } from '../ts.ts';
import type { Tracker } from './track.ts';

/**
 * Follows what a pattern takes out of an object: `const { load } = api`.
 *
 * @param path Leads from the object to the function.
 */
export function followPattern(
  { elements }: ts.BindingPattern,
  path: readonly string[],
  { object, pattern }: Pick<Tracker, 'object' | 'pattern'>,
): void {
  const [wanted, ...rest] = path;
  if (wanted === undefined) return;
  for (const element of elements) {
    if (ts.isOmittedExpression(element)) continue;
    if (element.dotDotDotToken !== undefined) {
      object(element, t('`{0}` may be in the rest of the pattern', wanted));
      continue;
    }
    const key = element.propertyName ?? element.name;
    const text = ts.isIdentifier(key) || ts.isStringLiteralLike(key) ? key.text : undefined;
    if (text === undefined) object(element, t('the pattern cannot be followed'));
    else if (text === wanted) {
      if (element.initializer !== undefined)
        object(element, t('`{0}` may be replaced by a default here', wanted));
      pattern(element.name, rest);
    }
  }
}
