import type { Finding } from '../engine/finding.ts';

/** Whether analysing a text anew finds some findings gone, and no new one. */
export function onlyGone(
  before: readonly Finding[],
  gone: readonly Finding[],
  after: readonly Finding[],
): boolean {
  const allowed = count(before);
  for (const finding of gone) allowed.set(key(finding), (allowed.get(key(finding)) ?? 0) - 1);
  return [...count(after)].every(([name, found]) => found <= (allowed.get(name) ?? 0));
}

function key(finding: Finding): string {
  return `${finding.category} ${finding.api}`;
}

function count(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(key(finding), (counts.get(key(finding)) ?? 0) + 1);
  return counts;
}
