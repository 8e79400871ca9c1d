import { styleText } from 'node:util';

import type { Finding } from '../engine/finding.ts';
import { comparePaths } from '../workspace/paths.ts';
import { plural } from './plural.ts';
import type { Place, Report, ReportedDirective, ReportedFinding, Style } from './report.ts';

type Paint = (colour: Parameters<typeof styleText>[0], text: string) => string;

const severityColours: Readonly<Record<Finding['severity'], 'red' | 'yellow' | 'blue' | 'gray'>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'gray',
};

/**
 * The form for people: a line for each finding, which terminals and editors can jump from, the chain below it where
 * there is one, a blank line between files, and a summary.
 */
export function renderText(report: Report, { colour }: Style): string {
  const paint: Paint = colour
    ? (name, text) => styleText(name, text, { validateStream: false })
    : (_, text) => text;
  const lines = [
    ...report.findings.map((finding) => ({ at: finding.start, text: findingLines(finding, paint) })),
    ...report.directives.map((directive) => ({ at: directive.start, text: directiveLine(directive, paint) })),
  ].sort((a, b) => comparePlaces(a.at, b.at));
  const spaced = lines.map(({ at, text }, index) => {
    const before = lines[index - 1];
    return before === undefined || before.at.file === at.file ? `${text}\n` : `\n${text}\n`;
  });
  if (spaced.length > 0) spaced.push('\n');
  return `${spaced.join('')}${paint('bold', summarize(report))}\n`;
}

/** "3 findings in 2 of 40 files". */
export function summarize({ findings, directives, stats }: Report): string {
  const suppressions =
    directives.length > 0 ? `, ${plural(directives.length, 'suppression')} to clean up` : '';
  if (findings.length === 0) return `No findings in ${plural(stats.files, 'file')}${suppressions}`;
  const files = new Set(findings.map(({ start }) => start.file)).size;
  return `${plural(findings.length, 'finding')} in ${files} of ${plural(stats.files, 'file')}${suppressions}`;
}

function findingLines({ finding, start, path }: ReportedFinding, paint: Paint): string {
  const { severity, message, category } = finding;
  const first = [
    placeText(start),
    paint(severityColours[severity], severity),
    printable(message),
    paint('dim', `[${category}]`),
  ].join(' ');
  // The first hop is the flagged call itself.
  const trace = path.slice(1).map((hop) => paint('dim', `    → ${placeText(hop)} ${printable(hop.name)}`));
  return [first, ...trace].join('\n');
}

function directiveLine({ problem, start }: ReportedDirective, paint: Paint): string {
  const severity = paint(severityColours.information, 'information');
  return `${placeText(start)} ${severity} ${printable(problem.message)} ${paint('dim', '[suppression]')}`;
}

function placeText({ file, line, column }: Place): string {
  return `${printable(file)}:${line}:${column}`;
}

function comparePlaces(a: Place, b: Place): number {
  return comparePaths(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** Names of files and functions must not be able to break lines or to steer the terminal. */
function printable(text: string): string {
  return text.replace(
    /\p{Cc}/gu,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
