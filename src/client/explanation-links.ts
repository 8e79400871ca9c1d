import type { Place } from '../server/protocol.ts';

/** A link of our own pages: to a line of a file. */
const fileLink = /\]\((file:[^)\s]+)#L(\d+)\)/g;

/**
 * Turns the links to lines of files in a Markdown text into links that run a command with the {@link Place} there: a page
 * of the editor follows no link to a file.
 */
export function linksToCommands(markdown: string, command: string): string {
  return markdown.replace(fileLink, (_link, uri: string, number: string) => {
    const place: Place = { uri, line: Number(number) - 1, start: 0, end: 0 };
    // Parentheses would end the link.
    const parameters = encodeURIComponent(JSON.stringify([place])).replace(/[()]/g, (sign) =>
      sign === '(' ? '%28' : '%29',
    );
    return `](command:${command}?${parameters})`;
  });
}
