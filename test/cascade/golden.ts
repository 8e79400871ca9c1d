import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Several files and what becomes of them once a helper is made async. */
export interface CascadeCase {
  readonly name: string;
  readonly files: ReadonlyMap<string, string>;
  /** The title, or `refused: reason (file:line:column)`. */
  readonly outcome: string;
  /** The files that change, with their new texts. */
  readonly after: ReadonlyMap<string, string>;
}

/**
 * Reads `=== name`, then for each file `--- path` and its text, then `>>> outcome` and the same for the files that
 * change.
 */
export function cascadeCases(name: string): readonly CascadeCase[] {
  return readFileSync(pathOf(name), 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const end = block.indexOf('\n');
      const [before = '', after = ''] = block.slice(end + 1).split(/^>>> /m);
      const line = after.indexOf('\n');
      return {
        name: block.slice(0, end),
        files: filesIn(before),
        outcome: after.slice(0, line),
        after: filesIn(after.slice(line + 1)),
      };
    });
}

/** Writes the cases anew, with what came of them. */
export function writeCases(name: string, cases: readonly CascadeCase[]): void {
  const blocks = cases.map(
    ({ name: title, files, outcome, after }) =>
      `=== ${title}\n${filesText(files)}>>> ${outcome}\n${filesText(after)}`,
  );
  writeFileSync(pathOf(name), blocks.join(''));
}

function filesText(files: ReadonlyMap<string, string>): string {
  return [...files].map(([file, text]) => `--- ${file}\n${text}`).join('');
}

function filesIn(text: string): ReadonlyMap<string, string> {
  const files = text.split(/^--- /m).slice(1);
  return new Map(
    files.map((file) => {
      const end = file.indexOf('\n');
      return [file.slice(0, end), file.slice(end + 1)];
    }),
  );
}

function pathOf(name: string): string {
  return path.join(import.meta.dirname, 'cases', `${name}.txt`);
}
