import type { Span } from '../../facts/span.ts';
import type { TextEdit } from '../fix.ts';

/** What a second function beside one is to be like. */
export interface CopyRequest {
  readonly name: string;
  /** Other files call it. */
  readonly exported: boolean;
  /** What differs within it, as edits of the text of the first one. */
  readonly edits: readonly TextEdit[];
}

/** A second function beside the first one. */
export interface Copy {
  readonly edits: readonly TextEdit[];
  /** Where its text is inserted. */
  readonly at: number;
  /** Where the function stands in the inserted text. */
  readonly span: Span;
}

/** Calls of a function that are to run another one of the same file instead. */
export interface Redirection {
  /** The name of the function that the calls run now. */
  readonly of: string;
  readonly name: string;
  readonly calls: readonly RedirectedCall[];
}

/** A call that runs another function. */
export interface RedirectedCall {
  readonly call: Span;
  /** Only a copy of the call changes; the call itself stays as it is. */
  readonly copied: boolean;
}

/** How calls come to run other functions. */
export interface Redirected {
  /** What changes at each call, in the order of the redirections; undefined where that cannot be done. */
  readonly calls: readonly (readonly (CallRedirect | undefined)[])[];
  /** What changes for the names to be there: imports. */
  readonly edits: readonly TextEdit[];
}

/** What changes at a call. */
export interface CallRedirect {
  readonly edit: TextEdit;
  /** The specifier by which its file loads the name. */
  readonly from?: string | undefined;
}
