import type { Report, ReportedFinding } from './report.ts';

/** The form for programs, on one line. Its shape is public: it may grow, and `version` changes when it breaks. */
export function renderJson({ findings, stats }: Report): string {
  return `${JSON.stringify({ version: 1, findings: findings.map(findingJson), stats })}\n`;
}

function findingJson({ finding, start, end, path, fixes }: ReportedFinding): unknown {
  const { category, severity, certainty, message, api, context } = finding;
  return {
    file: start.file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    category,
    severity,
    certainty,
    message,
    api,
    context: { kind: context.kind, name: context.name },
    path: path.map(({ file, line, column, name }) => ({ file, line, column, name })),
    fixes: fixes.map(({ id, title, safe }) => ({ id, title, safe })),
  };
}
