/** The modules that a text names in imports, exports, `require` and import types, read without parsing. */
export function scanImports(text: string): string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(specifier)) found.add(match[2] ?? '');
  return [...found];
}

/*
 * Comments and strings that look like imports are taken along: a file too many is parsed then, none is missed. A
 * specifier has no blanks, which keeps ordinary sentences out.
 */
const specifier = /\b(?:from|import|require)\s*\(?\s*(["'`])([^"'`\s]+)\1/g;
