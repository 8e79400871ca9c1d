import type { DirectiveProblem, Finding } from '../engine/finding.ts';
import type { Fix } from '../fixes/fix.ts';
import type { LineIndex, Position } from '../workspace/line-index.ts';

/** A place as reports show it: the path relative to the working folder, with forward slashes; counted from one. */
export interface Place extends Position {
  readonly file: string;
}

/** A finding with all that a report says about it. */
export interface ReportedFinding {
  readonly finding: Finding;
  readonly start: Place;
  readonly end: Position;
  /** The lines of its file, to find the places of edits in. */
  readonly lines: LineIndex;
  /** The flagged call first, then each hop down to the primitive. */
  readonly path: readonly (Place & { readonly name: string })[];
  /** Its conversions, where the form of the report tells of them. */
  readonly fixes: readonly Fix[];
}

/** A suppression comment that is malformed or suppresses nothing. */
export interface ReportedDirective {
  readonly problem: DirectiveProblem;
  readonly start: Place;
}

export interface ReportStats {
  /** Files that were analysed. */
  readonly files: number;
  /** Files that had to be parsed for it. */
  readonly parsed: number;
  readonly durationMs: number;
}

/** What a run found, in the order of files and places. */
export interface Report {
  /** The folder that paths are relative to. */
  readonly folder: string;
  readonly findings: readonly ReportedFinding[];
  readonly directives: readonly ReportedDirective[];
  readonly stats: ReportStats;
}

/** How a report may look where it goes. */
export interface Style {
  readonly colour: boolean;
}

/** One form of a report. */
export interface Format {
  /** The text of a report; ends with a line break. */
  readonly render: (report: Report, style: Style) => string;
  /** Whether it tells of conversions, which take their time to work out. */
  readonly showsFixes: boolean;
}
