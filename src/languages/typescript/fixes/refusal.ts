import type { Refusal } from '../../../fixes/fix.ts';
import { t, type TextPart } from '../../../l10n/translate.ts';

/**
 * Why a conversion is not offered.
 *
 * @param text For the user, as `t` takes it: a literal in English, with `{0}` for the first of the parts.
 */
export function refuse(text: string, ...parts: readonly TextPart[]): Refusal {
  return { reason: t(text, ...parts) };
}

/** Whether an answer is a refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'reason' in value;
}
