import { defaultLimits, hasLineLongerThan } from '../workspace/limits.ts';

/**
 * Why a text is not analysed, or undefined when it is. Texts beyond the limits are bundles, generated code or data,
 * which nobody edits by hand and which would hold up the files that somebody does.
 */
export function exceededLimit(text: string): string | undefined {
  if (text.length > defaultLimits.maxBytes) {
    return `has more than ${defaultLimits.maxBytes.toLocaleString('en')} characters`;
  }
  if (hasLineLongerThan(text, defaultLimits.maxLineLength)) {
    return `has a line of more than ${defaultLimits.maxLineLength.toLocaleString('en')} characters`;
  }
  return undefined;
}
