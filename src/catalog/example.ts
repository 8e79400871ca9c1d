/** A whole small program: imports, hoisted declarations, and one async function. */
export interface Program {
  /** Whole import statements without the semicolon. */
  readonly imports: readonly string[];
  /** Declarations between the imports and the function. */
  readonly hoisted?: readonly string[];
  /** Name and parameters: `load(path: string)`. */
  readonly signature: string;
  readonly body: readonly string[];
}

/** The text of a program as a formatter would leave it. */
export function program({ imports, hoisted = [], signature, body }: Program): string {
  const lines = [
    ...imports.map((line) => `${line};`),
    ...(imports.length > 0 ? [''] : []),
    ...(hoisted.length > 0 ? [...hoisted, ''] : []),
    `export async function ${signature} {`,
    ...body.map((line) => (line === '' ? '' : `  ${line}`)),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}
