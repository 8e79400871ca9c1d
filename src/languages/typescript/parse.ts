import path from 'node:path';
import type { SourceText } from '../../facts/source-text.ts';
import { ts } from './ts.ts';

const kinds: ReadonlyMap<string, ts.ScriptKind> = new Map([
  ['.ts', ts.ScriptKind.TS],
  ['.mts', ts.ScriptKind.TS],
  ['.cts', ts.ScriptKind.TS],
  ['.tsx', ts.ScriptKind.TSX],
  // Plain JavaScript is parsed with JSX: projects without a build step for types use it in `.js` as well.
  ['.js', ts.ScriptKind.JSX],
  ['.mjs', ts.ScriptKind.JSX],
  ['.cjs', ts.ScriptKind.JSX],
  ['.jsx', ts.ScriptKind.JSX],
]);

/** Parses a file without binding or checking it. `parents` fills in `node.parent`, which only fixes need. */
export function parse(source: SourceText, parents: boolean): ts.SourceFile {
  const kind = kinds.get(path.extname(source.path).toLowerCase()) ?? ts.ScriptKind.TS;
  const javascript = kind === ts.ScriptKind.JSX;
  return ts.createSourceFile(
    source.path,
    source.text,
    {
      languageVersion: ts.ScriptTarget.Latest,
      jsDocParsingMode: javascript ? ts.JSDocParsingMode.ParseAll : ts.JSDocParsingMode.ParseNone,
    },
    parents,
    kind,
  );
}

/**
 * Parses a text that differs in one stretch from one that was parsed with parents, taking over what is the same. The
 * tree that it was parsed to must not be used any more.
 */
export function reparse(file: ts.SourceFile, text: string): ts.SourceFile {
  const before = file.text;
  const shorter = Math.min(before.length, text.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === text.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === text.charCodeAt(text.length - 1 - same)
  )
    same++;
  const span = { start, length: before.length - same - start };
  return ts.updateSourceFile(file, text, { span, newLength: text.length - same - start });
}

/** Syntax errors of a parsed file; empty when the text is well-formed. */
export function syntaxErrors(file: ts.SourceFile): readonly ts.Diagnostic[] {
  // Kept by the parser on every source file, but left out of the public declaration.
  return (file as unknown as { readonly parseDiagnostics: readonly ts.Diagnostic[] }).parseDiagnostics;
}
