import type { Refusal } from '../../../fixes/fix.ts';

/** Why a conversion is not offered. */
export function refuse(reason: string): Refusal {
  return { reason };
}

/** Whether an answer is a refusal. */
export function isRefusal(value: object): value is Refusal {
  return 'reason' in value;
}
