import type { Span } from './span.ts';

/** Something that a test puts in the place of a module, or of functions of one. */
export interface StubFact {
  /** The module as the catalogue calls it: `node:fs`; `*` where only the name of the function is known. */
  readonly module: string;
  /** What of it is replaced: `existsSync`; all of it where this is left out. */
  readonly members?: readonly string[];
  /** The specifier of the only file that gets it; left out where all does that the test loads. */
  readonly subject?: string;
  readonly span: Span;
}

/** A call that is a statement of its own, with others after it that do not wait for what it does. */
export interface UnawaitedCall {
  readonly name: string;
  readonly span: Span;
}

/** What the file of a test replaces, and what it does not wait for. */
export interface StubFacts {
  /** It has tests itself; a file that has none, and replaces something, does so for those that load it. */
  readonly tests: boolean;
  readonly stubs: readonly StubFact[];
  /** Specifiers of the project's own modules that are replaced as a whole: their code does not run in the test. */
  readonly replaced: readonly string[];
  /** Of each name the first. */
  readonly unawaited: readonly UnawaitedCall[];
}
