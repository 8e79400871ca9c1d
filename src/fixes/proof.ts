import type { SourceText } from '../facts/source-text.ts';

/** An error that a type checker reports. */
export interface TypeProblem {
  readonly file: string;
  /** Zero-based, in the text that was checked. */
  readonly line: number;
  readonly column: number;
  /** As the checker writes it: `TS2322`. */
  readonly code: string;
  readonly message: string;
}

/** What a type checker says of edited texts, compared with the texts as they are. */
export type Verdict =
  /** It sees no new error. The `unchecked` of the edited files belong to no project that is type-checked. */
  | { readonly kind: 'proved'; readonly unchecked: readonly string[] }
  /** It sees new errors: at least one. */
  | { readonly kind: 'refused'; readonly problems: readonly TypeProblem[] }
  /** It came to no answer. The reason is a sentence without its full stop. */
  | { readonly kind: 'unproved'; readonly reason: string };

/** What a proof is about. */
export interface ProofRequest {
  /** Whole new texts of the edited files. */
  readonly edited: readonly SourceText[];
  /** Texts that count before those on disk, edited or not: documents that are open in an editor. */
  readonly open?: readonly SourceText[] | undefined;
}

/** Proves edits, one request at a time, away from the caller's thread. */
export interface Prover {
  /** Never rejects, except with the signal's reason when that aborts. */
  prove(request: ProofRequest, signal?: AbortSignal): Promise<Verdict>;
  /** Frees what proofs need; the next one loads it again. */
  stop(): Promise<void>;
}

/** The type checker of a language. It reads files synchronously, so it belongs into a thread of its own. */
export interface Checker {
  /** @param isCancelled Asked now and then; the check throws soon after it becomes true. */
  check(request: ProofRequest, isCancelled: () => boolean): Verdict;
}
