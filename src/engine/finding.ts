import type { BlockingApi, Category, Cost } from '../catalog/schema.ts';
import type { Span } from '../facts/span.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** How code comes to run on the event loop; the rows of the design's table. */
export type ContextKind =
  'async-function' | 'promise-function' | 'promise-callback' | 'event-callback' | 'module';

/** The async code in which a call executes. */
export interface AsyncContext {
  readonly kind: ContextKind;
  /** The function's name as a reader would call it; empty when it has none. */
  readonly name: string;
  /** Where that function is named, or the keyword that stands for it. */
  readonly span: Span;
}

/** One step of the way from the flagged call down to the primitive. */
export interface Hop {
  /** Path of the file, in the form of the session that made it. */
  readonly file: string;
  readonly span: Span;
  /** Zero-based line and column of the start of the span. */
  readonly line: number;
  readonly column: number;
  readonly name: string;
}

/** `certain`: it blocks. `possible`: some of what may be called here blocks. */
export type Certainty = 'certain' | 'possible';

/** A record that no catalogue has: what a project says about a call of its own code, or of a package. */
export interface OwnRecord {
  /** As in a catalogue; for the project's own code the path of an entry (`./src/db`), or `.` where a tag says it. */
  readonly module: string;
  readonly api: BlockingApi;
  /** The folder that paths in it are relative to; a tag has none. */
  readonly base?: string;
}

/** A blocking call that executes in an async context. */
export interface Finding {
  readonly file: string;
  /** The callee's name. */
  readonly span: Span;
  /** The whole call. */
  readonly whole: Span;
  /** Catalogue id of the primitive: `node:fs.readFileSync`. */
  readonly api: string;
  /** The record of the primitive; undefined where only its name says that it blocks. */
  readonly record?: OwnRecord;
  readonly category: Category;
  readonly cost: Cost;
  readonly severity: Exclude<Severity, 'off'>;
  readonly certainty: Certainty;
  readonly message: string;
  readonly context: AsyncContext;
  /** The flagged call first, then each hop down to the primitive; one entry for a direct call. */
  readonly path: readonly Hop[];
}

/** A suppression comment that is malformed or suppresses nothing. */
export interface DirectiveProblem {
  readonly file: string;
  readonly span: Span;
  readonly kind: 'unused' | 'malformed';
  readonly message: string;
}

/** All that the engine says about one file. */
export interface FileReport {
  readonly findings: readonly Finding[];
  readonly directives: readonly DirectiveProblem[];
}
