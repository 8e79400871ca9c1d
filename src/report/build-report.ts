import type { FileReport, Finding } from '../engine/finding.ts';
import type { Fix } from '../fixes/fix.ts';
import type { Span } from '../facts/span.ts';
import { indexLines, positionAt, type LineIndex } from '../workspace/line-index.ts';
import { comparePaths, relativePath } from '../workspace/paths.ts';
import type { Place, Report, ReportedDirective, ReportedFinding, ReportStats } from './report.ts';

/** What was found in one file. */
export interface FileResult extends FileReport {
  readonly path: string;
  /** The conversions of each finding that has any, where somebody wants to know. */
  readonly fixes?: ReadonlyMap<Finding, readonly Fix[]>;
}

/** What a report is made from. */
export interface ReportInput {
  readonly results: readonly FileResult[];
  readonly stats: ReportStats;
  /** The folder that paths are shown relative to. */
  readonly cwd: string;
  /** The text of a file, to find lines in; undefined when it cannot be read any more. */
  readonly readText: (path: string) => Promise<string | undefined>;
}

/** Makes a report: finds lines and columns, and puts all into order. */
export async function buildReport({ results, stats, cwd, readText }: ReportInput): Promise<Report> {
  const linesOf = createLineReader(readText);
  const place = async (file: string, offset: number): Promise<Place> => ({
    file: relativePath(cwd, file),
    ...positionAt(await linesOf(file), offset),
  });
  const findings: ReportedFinding[] = [];
  const directives: ReportedDirective[] = [];
  for (const result of [...results].sort((a, b) => comparePaths(a.path, b.path))) {
    for (const finding of [...result.findings].sort(bySpan)) {
      findings.push(
        locateFinding(finding, result.fixes?.get(finding) ?? [], cwd, await linesOf(finding.file)),
      );
    }
    for (const problem of [...result.directives].sort(bySpan)) {
      directives.push({ problem, start: await place(problem.file, problem.span.start) });
    }
  }
  return { folder: cwd, findings, directives, stats };
}

function locateFinding(
  finding: Finding,
  fixes: readonly Fix[],
  cwd: string,
  lines: LineIndex,
): ReportedFinding {
  const start = { file: relativePath(cwd, finding.file), ...positionAt(lines, finding.span.start) };
  const path = finding.path.map((hop) => ({
    file: relativePath(cwd, hop.file),
    line: hop.line + 1,
    column: hop.column + 1,
    name: hop.name,
  }));
  return { finding, start, end: positionAt(lines, finding.span.end), lines, path, fixes };
}

/** Finds the lines of files, once each. Only lines are kept: a large project has many texts. */
function createLineReader(readText: ReportInput['readText']): (file: string) => Promise<LineIndex> {
  const indexes = new Map<string, Promise<LineIndex>>();
  const read = async (file: string): Promise<LineIndex> => indexLines((await readText(file)) ?? '');
  return async (file) => {
    const index = indexes.get(file) ?? read(file);
    indexes.set(file, index);
    return await index;
  };
}

function bySpan(a: { readonly span: Span }, b: { readonly span: Span }): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}
