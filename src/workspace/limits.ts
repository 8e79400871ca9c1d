/** What a file may measure to be analysed; beyond it lie generated and minified files. */
export interface FileLimits {
  readonly maxBytes: number;
  /** Longest line, in UTF-16 code units. */
  readonly maxLineLength: number;
}

/** One megabyte, and lines of 20,000 characters. */
export const defaultLimits: FileLimits = { maxBytes: 1_000_000, maxLineLength: 20_000 };

/** Whether some line of the text is longer than that many characters; every kind of line end counts. */
export function hasLineLongerThan(text: string, maximum: number): boolean {
  let start = 0;
  while (start < text.length) {
    // Almost always one of the next `maximum` characters ends a line: look no further than that.
    const window = text.slice(start, start + maximum + 1);
    if (window.length <= maximum) return false;
    const lastEnd = Math.max(window.lastIndexOf('\n'), window.lastIndexOf('\r'));
    if (lastEnd < 0) return true;
    start += lastEnd + 1;
  }
  return false;
}
