import type { FileReport, Finding } from '../engine/finding.ts';
import type { Fix } from '../fixes/fix.ts';
import type { Span } from '../facts/span.ts';
import { indexLines, positionAt, type LineIndex } from '../workspace/line-index.ts';
import { comparePaths, relativePath } from '../workspace/paths.ts';
import type { Place, Report, ReportedDirective, ReportedFinding, ReportStats } from './report.ts';

/** What was found in one file. */
export interface FileResult extends FileReport {
  readonly path: string;
  /** The conversions of each finding that has any. */
  readonly fixes: ReadonlyMap<Finding, readonly Fix[]>;
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
  const locate = createLocator(cwd, readText);
  const findings: ReportedFinding[] = [];
  const directives: ReportedDirective[] = [];
  for (const result of [...results].sort((a, b) => comparePaths(a.path, b.path))) {
    for (const finding of [...result.findings].sort(bySpan)) {
      findings.push(await locateFinding(finding, result.fixes.get(finding) ?? [], cwd, locate));
    }
    for (const problem of [...result.directives].sort(bySpan)) {
      directives.push({ problem, start: await locate(problem.file, problem.span.start) });
    }
  }
  return { findings, directives, stats };
}

type Locate = (file: string, offset: number) => Promise<Place>;

async function locateFinding(
  finding: Finding,
  fixes: readonly Fix[],
  cwd: string,
  locate: Locate,
): Promise<ReportedFinding> {
  const start = await locate(finding.file, finding.span.start);
  const { line, column } = await locate(finding.file, finding.span.end);
  const path = finding.path.map((hop) => ({
    file: relativePath(cwd, hop.file),
    line: hop.line + 1,
    column: hop.column + 1,
    name: hop.name,
  }));
  return { finding, start, end: { line, column }, path, fixes };
}

function createLocator(cwd: string, readText: ReportInput['readText']): Locate {
  // Lines only: a large project has many texts.
  const indexes = new Map<string, Promise<LineIndex>>();
  const indexOf = async (file: string): Promise<LineIndex> => indexLines((await readText(file)) ?? '');
  return async (file, offset) => {
    const index = indexes.get(file) ?? indexOf(file);
    indexes.set(file, index);
    return { file: relativePath(cwd, file), ...positionAt(await index, offset) };
  };
}

function bySpan(a: { readonly span: Span }, b: { readonly span: Span }): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}
