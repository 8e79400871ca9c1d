import ts from 'typescript';

/*
 * The one import of the compiler. TypeScript 6.0 is the last release whose API is JavaScript.
 */
export { ts };

/** The kinds of nodes, read once: every access through the module would go through a getter. */
export const SyntaxKind = ts.SyntaxKind;
