import type { Version, VersionRange } from './schema.ts';

/** Whether a version is one of a range: from its first to the last one below its end. */
export function isWithinVersions(version: Version, { from, below }: VersionRange): boolean {
  return (
    (from === undefined || compareVersions(version, from) >= 0) &&
    (below === undefined || compareVersions(version, below) < 0)
  );
}

/** Compares versions by their numbers; what one of them leaves out counts as zero, and a pre-release as its release. */
function compareVersions(a: Version, b: Version): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: Version): readonly number[] {
  const [numbers = ''] = String(version).split(/[-+]/);
  return numbers.split('.').map((part) => Number.parseInt(part, 10) || 0);
}
