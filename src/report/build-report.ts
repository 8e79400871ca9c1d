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
      findings.push(await locateFinding(finding, result.fixes.get(finding) ?? [], locate));
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
  locate: Locate,
): Promise<ReportedFinding> {
  const { file, span } = finding;
  const path: (Place & { name: string })[] = [];
  for (const hop of finding.path) {
    path.push({ ...(await locate(hop.file, hop.span.start)), name: hop.name });
  }
  const { line, column } = await locate(file, span.end);
  return { finding, start: await locate(file, span.start), end: { line, column }, path, fixes };
}

function createLocator(cwd: string, readText: ReportInput['readText']): Locate {
  // Lines only, not texts: the chains of a large project lead through many files.
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
