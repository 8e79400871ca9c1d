import { numeral, t } from '../l10n/translate.ts';
import { defaultLimits, hasLineLongerThan } from '../workspace/limits.ts';

/**
 * Why a text is not analysed, or undefined when it is. Texts beyond the limits are bundles, generated code or data,
 * which nobody edits by hand and which would hold up the files that somebody does.
 */
export function exceededLimit(text: string): string | undefined {
  if (text.length > defaultLimits.maxBytes) {
    return t('has more than {0} characters', numeral(defaultLimits.maxBytes));
  }
  if (hasLineLongerThan(text, defaultLimits.maxLineLength)) {
    return t('has a line of more than {0} characters', numeral(defaultLimits.maxLineLength));
  }
  return undefined;
}
