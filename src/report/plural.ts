/** "1 file", "2 files". For nouns whose plural ends in a plain s. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
