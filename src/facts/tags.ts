/** What a documentation comment says that a function does, whatever its body looks like. */
export type TagName = 'blocking' | 'nonblocking' | 'offloads';

/** One of the tags `@blocking`, `@nonblocking` and `@offloads` in the documentation comment of a function. */
export interface TagFact {
  readonly name: TagName;
  /** What follows the tag, on one line and without a full stop; empty when nothing does. */
  readonly text: string;
}

/** What every text contains that has such a tag. */
const marker = /@(?:blocking|nonblocking|offloads)(?![\w-])/;

/** Whether a text may have tags: it holds one somewhere, which may be no documentation comment. */
export function mayHaveTags(text: string): boolean {
  return marker.test(text);
}

/** Whether a text may declare a blocking function. */
export function mayDeclareBlocking(text: string): boolean {
  return /@blocking(?![\w-])/.test(text);
}

/**
 * Reads the tags of a documentation comment. What follows a tag reaches to the next tag of any name.
 *
 * @param comment The comment with its delimiters.
 */
export function parseTags(comment: string): readonly TagFact[] {
  const lines = comment
    .replace(/^\/\*\*/, '')
    .replace(/\*\/$/, '')
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*\*?\s*/, '').trimEnd());
  const found: { name: string; text: string[] }[] = [];
  for (const line of lines) {
    const tag = /^@([\w-]+)\s*(.*)$/.exec(line);
    if (tag !== null) found.push({ name: tag[1] ?? '', text: [tag[2] ?? ''] });
    else found.at(-1)?.text.push(line);
  }
  return found.flatMap(({ name, text }) => (isTagName(name) ? [{ name, text: sentence(text) }] : []));
}

function isTagName(name: string): name is TagName {
  return name === 'blocking' || name === 'nonblocking' || name === 'offloads';
}

function sentence(lines: readonly string[]): string {
  return lines
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[-–—]\s+/, '')
    .replace(/\.$/, '');
}
