/** What the star of a pattern stands for in a name; an empty text where there is no star; undefined for no match. */
export function matchPattern(pattern: string, name: string): string | undefined {
  const star = pattern.indexOf('*');
  if (star === -1) return pattern === name ? '' : undefined;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  const fits = name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after);
  return fits ? name.slice(before.length, name.length - after.length) : undefined;
}

/** Puts what a star stood for into a target. */
export function substitute(target: string, rest: string): string {
  return target.replaceAll('*', () => rest);
}
