/** A file's text and the path that names it; the path decides the dialect (`.tsx`, `.cts`). */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}
