import type { BlockingHelper, HelperPlace } from '../engine/blocking-helper.ts';
import type { CascadeTarget } from './cascade/parts.ts';
import type { WorkspaceRoot, WorkspaceStatistics } from './project/workspace.ts';
import type { AnalysisSettings, CallSettings } from '../engine/settings.ts';
import type { Span } from '../facts/span.ts';
import type { DirectiveProblem, FileReport, Finding } from '../engine/finding.ts';
import type { Cascade } from '../fixes/cascade/cascade.ts';
import type { Conversion, Fix, TextEdit } from '../fixes/fix.ts';

/** What fixing a whole text came to. */
export interface FixAllResult {
  /** Edits of the text as it was, ascending, not overlapping; empty when nothing could be done. */
  readonly edits: readonly TextEdit[];
  /** How many findings are gone. */
  readonly fixed: number;
  /** What is left, as found in the edited text. */
  readonly remaining: readonly Finding[];
}

/** A helper made async with everything that depends on it, or what stands against that. */
export type CascadeOutcome =
  | { readonly cascade: Cascade }
  | {
      readonly refusal: {
        readonly reason: string;
        readonly file: string;
        /** As people count: from one. */
        readonly line: number;
        readonly column: number;
      };
    };

/**
 * The analysis of a set of files, kept current while they change. Texts set with `setText` (open in an editor) win over
 * the disk. Paths are absolute file paths; documents without a file use any unique string with a fitting extension.
 */
export interface Session {
  /**
   * The folders whose files are looked at together: helpers are followed from file to file there. `files` belong to
   * them too, whatever the excludes say. `elsewhere` is what is said about calls in files of no root.
   */
  setRoots(roots: readonly WorkspaceRoot[], files?: readonly string[], elsewhere?: CallSettings): void;
  /** Calls back when findings may have changed though no call of the session said so: the project became known. */
  onUpdate(listener: () => void): void;
  /** All files of the project, once it is known as it is now. */
  files(): Promise<readonly string[]>;
  /** The text of a file as it counts now; undefined when it cannot or should not be read. */
  text(path: string): Promise<string | undefined>;
  /** How much had to be looked at so far. */
  statistics(): WorkspaceStatistics;
  /** The text of an open document; call it again for every change. */
  setText(path: string, text: string): void;
  /** The document was closed: its text on disk counts again. */
  release(path: string): void;
  /** The file changed, appeared or vanished on disk. */
  fileChanged(path: string): void;
  /** Findings of one file. Undefined when the file cannot or should not be read (missing, binary, too large): see `skipped`. */
  report(path: string, settings: AnalysisSettings): Promise<FileReport | undefined>;
  /**
   * The blocking helper whose name stands at an offset of a file, as far as the project is known by now; with `body`
   * also the innermost one whose code holds the offset.
   */
  helperAt(path: string, offset: number, where?: HelperPlace): Promise<BlockingHelper | undefined>;
  /** Why a file was left out, in words for a log; undefined when it was not. */
  skipped(path: string): string | undefined;
  /** The conversion of one finding of the newest report. */
  convert(path: string, finding: Finding): Promise<Conversion>;
  /** Whether analysing the file anew with some edits finds one finding gone, and no new one. */
  isGoneAfter(
    path: string,
    settings: AnalysisSettings,
    finding: Finding,
    edits: readonly TextEdit[],
  ): Promise<boolean>;
  /** Makes the helper that a finding reaches, or whose name stands at an offset, async with all that depends on it. */
  cascade(target: CascadeTarget, settings: AnalysisSettings): Promise<CascadeOutcome>;
  /**
   * Keeps such a helper for the callers that cannot await, and puts an async one beside it for the others. Where all can,
   * there is nothing to keep, and that is the reason it gives.
   */
  cascadePartly(target: CascadeTarget, settings: AnalysisSettings): Promise<CascadeOutcome>;
  /** Fixes that silence rather than convert: suppression comments for findings. */
  suppress(path: string, finding: Finding): Promise<Fix>;
  /** Removal of a suppression comment at the place of a directive problem. */
  removeDirective(path: string, problem: DirectiveProblem): Promise<Fix>;
  /** All safe conversions of a file to a fixpoint, narrowed by `accept`, but not of findings at the `excluded` places. */
  fixAll(
    path: string,
    settings: AnalysisSettings,
    accept?: (finding: Finding) => boolean,
    excluded?: readonly Span[],
  ): Promise<FixAllResult>;
}
