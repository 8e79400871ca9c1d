import type { Finding } from '../engine/finding.ts';
import type { Position } from '../workspace/line-index.ts';
import type { Place, Report, ReportedDirective, ReportedFinding } from './report.ts';
import { summarize } from './text.ts';

const commands: Readonly<Record<Finding['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** The form for GitHub Actions: workflow commands, which become annotations beside the code, and a summary for the log. */
export function renderGithub(report: Report): string {
  const lines = [
    ...report.findings.map(findingCommand),
    ...report.directives.map(directiveCommand),
    summarize(report),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function findingCommand({ finding, start, end, path }: ReportedFinding): string {
  const { severity, category, message } = finding;
  // The first hop is the flagged call itself.
  const trace = path.slice(1).map(({ file, line, column, name }) => `→ ${file}:${line}:${column} ${name}`);
  return command(commands[severity], category, start, end, [message, ...trace].join('\n'));
}

function directiveCommand({ problem, start }: ReportedDirective): string {
  return command('notice', 'suppression', start, undefined, problem.message);
}

function command(
  name: string,
  category: string,
  start: Place,
  end: Position | undefined,
  message: string,
): string {
  // GitHub takes columns only where they are on one line.
  const columns = end?.line === start.line ? { col: start.column, endColumn: end.column } : {};
  const properties = {
    file: start.file,
    line: start.line,
    endLine: end?.line ?? start.line,
    ...columns,
    title: `Unblock: ${category}`,
  };
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}`;
}

/** What the runner takes back out of a message. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The same for a property, which a comma or a colon would end. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
