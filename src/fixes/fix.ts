import type { Finding } from '../engine/finding.ts';
import type { SourceText } from '../facts/source-text.ts';
import type { Span } from '../facts/span.ts';

/** Replaces a stretch of text; an empty span inserts. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** A change that a user can choose. */
export interface Fix {
  /** Stable name of the kind of fix: `await-twin`, `suppress-line`. */
  readonly id: string;
  /** What the light bulb shows: "Convert to `await readFile(…)`". */
  readonly title: string;
  /** Safe as the design's first law has it: only safe fixes are preferred, batched or run on save. */
  readonly safe: boolean;
  /** What it changes beside interleaving, as clauses; nothing for a safe one. */
  readonly caveats?: readonly string[];
  /** Edits of the finding's own file that do not overlap, in ascending order. */
  readonly edits: readonly TextEdit[];
}

/** Why a finding has no conversion, for the user: "its `stdio` option has no awaited form". */
export interface Refusal {
  readonly reason: string;
  /** Where the call has no awaited form, what to do instead; empty where nobody knows. */
  readonly remedy?: string;
}

/** The conversion of one finding: at most one, or the reason why there is none. */
export type Conversion = { readonly fix: Fix } | { readonly refusal: Refusal };

/**
 * How a module is used: run as a program of its own, loaded by nobody that can be seen, or loaded by others, in the
 * project or, as an entry of a package, outside of it.
 */
export type ModuleUse = 'program' | 'not-imported' | 'imported';

/** A file that loads another one, by the specifiers that it uses for it. */
export interface LoadingFile {
  readonly source: SourceText;
  readonly specifiers: readonly string[];
}

/** The files that load a file; asked only where it matters who calls what is in it. */
export type LoadedBy = () => readonly LoadingFile[];

/** What working out a conversion may leave out, and what it cannot know. */
export interface ConvertOptions {
  /** The edited text is not parsed: the caller parses what comes of several conversions together. */
  readonly unparsed?: boolean;
  /** What it changes beyond what the file shows, as clauses: it is then no safe one. */
  readonly caveats?: readonly string[];
  /** How the file is used; undefined where that is not known. */
  readonly use?: ModuleUse | undefined;
  /** Who loads the file; undefined where that is not known. */
  readonly loadedBy?: LoadedBy | undefined;
}

/** What stands against a conversion's being safe beyond its own file, as clauses. */
export type CaveatsOf = (finding: Finding) => readonly string[];

/** What a language gives the planner: the conversion of one finding in its file. */
export type Convert = (source: SourceText, finding: Finding, options?: ConvertOptions) => Conversion;
