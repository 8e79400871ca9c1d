import type { Finding } from '../engine/finding.ts';

/**
 * What tells a finding from the others of its file, wherever in the file it stands: the function that makes the call, the
 * call, and what blocks. Findings for which all of that is the same are told apart by their order.
 */
export function identityOf({ context, path, api }: Finding): string {
  const unnamed = context.kind === 'module' ? '(module)' : '(anonymous)';
  return [context.name === '' ? unnamed : context.name, path[0]?.name ?? '', api].join(' > ');
}

/** Numbers keys from one, each key for itself: a, b, a gives 1, 1, 2. */
export function createNumbering(): (key: string) => number {
  const counts = new Map<string, number>();
  return (key) => {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count;
  };
}
