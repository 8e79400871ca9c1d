import type { Refusal } from '../../../fixes/fix.ts';

/** Why a conversion is not offered. */
export function refuse(reason: string): Refusal {
  return { reason };
}

/** Whether an answer is a refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'reason' in value;
}
