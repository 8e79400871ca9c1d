import type { FileReport, Finding } from '../../src/engine/finding.ts';
import type { Span } from '../../src/facts/span.ts';

/**
 * Expectations that stand in a text, beneath the line they speak of:
 *
 *     return readFileSync(path);
 *     //     ^^^^^^^^^^^^ warning file node:fs.readFileSync in async-function load via a → b
 *
 * After severity, category and API come, where the writer cares, `possible` or `certain`, `in` with the kind of context
 * and the function's name, and `via` with the chain. `@4..16` in place of the carets gives columns that no caret can
 * point at, `@4..+2:3` an end that is two lines further down. Comments may be written `// …` or `{/* … *\/}`.
 */
export interface Annotated {
  /** The text without the annotations: what is analysed. */
  readonly code: string;
  readonly annotations: readonly Annotation[];
}

export interface Annotation {
  readonly span: Span;
  /** What follows the carets. */
  readonly text: string;
}

const annotationLine =
  /^[ \t]*(?:\/\/|\{?\/\*)[ \t]*(?:(?<carets>\^+)|@(?<start>\d+)\.\.(?:\+(?<down>\d+):)?(?<end>\d+))(?: (?<text>.*?))?\s*(?:\*\/\}?)?\r?$/;

/** Takes the annotations out of a text. */
export function separate(text: string): Annotated {
  const kept: string[] = [];
  const found: { readonly line: number; readonly groups: Record<string, string>; readonly at: number }[] = [];
  for (const line of text.split('\n')) {
    const match = annotationLine.exec(line);
    if (match?.groups === undefined) kept.push(line);
    else found.push({ line: kept.length - 1, groups: match.groups, at: line.indexOf('^') });
  }
  const starts = lineStarts(kept);
  const annotations = found.map(({ line, groups, at }) => {
    const { carets, text: words = '' } = groups;
    const base = starts[line] ?? 0;
    if (carets !== undefined)
      return { span: { start: base + at, end: base + at + carets.length }, text: words };
    const last = starts[line + Number(groups['down'] ?? 0)] ?? 0;
    return {
      span: { start: base + Number(groups['start']), end: last + Number(groups['end']) },
      text: words,
    };
  });
  return { code: kept.join('\n'), annotations };
}

/** Puts annotations that say all of a report beneath the lines of a text without any. */
export function annotate(code: string, report: FileReport): string {
  const lines = code.split('\n');
  const starts = lineStarts(lines);
  const place = (offset: number): { line: number; column: number } => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line, column: offset - (starts[line] ?? 0) };
  };
  const below = new Map<number, string[]>();
  for (const { span, text } of described(report)) {
    const start = place(span.start);
    const end = place(span.end);
    const down = end.line === start.line ? '' : `+${end.line - start.line}:`;
    const mark =
      start.column >= 2 && down === ''
        ? `//${' '.repeat(start.column - 2)}${'^'.repeat(end.column - start.column)}`
        : `// @${start.column}..${down}${end.column}`;
    below.set(start.line, [...(below.get(start.line) ?? []), `${mark} ${text}`]);
  }
  return lines.flatMap((line, number) => [line, ...(below.get(number) ?? [])]).join('\n');
}

/** Everything that a report says, as full annotations in the order of the text. */
export function described({ findings, directives }: FileReport): Annotation[] {
  return [
    ...findings.map((finding) => ({ span: finding.span, text: describeFinding(finding) })),
    ...directives.map(({ span, kind }) => ({ span, text: `${kind} directive` })),
  ].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Whether a full annotation says what a shorter one asks for. */
export function satisfies(full: string, wanted: string): boolean {
  const has = parts(full);
  const wants = parts(wanted);
  if (has === undefined || wants === undefined) return full === wanted.trim();
  return Object.entries(wants).every(([key, value]) => value === undefined || has[key] === value);
}

const words =
  /^(?<severity>\S+) (?<category>\S+) (?<api>\S+)(?: (?<certainty>certain|possible))?(?: in (?<kind>\S+)(?: (?!via )(?<name>.+?))?)?(?: via (?<chain>.+))?$/;

function parts(text: string): Record<string, string | undefined> | undefined {
  const groups = words.exec(text.trim())?.groups;
  if (groups === undefined || !groups['api']) return undefined;
  return groups;
}

function describeFinding({ severity, category, api, certainty, context, path }: Finding): string {
  const name = context.name === '' ? '' : ` ${context.name}`;
  const via = path.length === 1 ? '' : ` via ${path.map((hop) => hop.name).join(' → ')}`;
  const possible = certainty === 'possible' ? ' possible' : '';
  return `${severity} ${category} ${api}${possible} in ${context.kind}${name}${via}`;
}

function lineStarts(lines: readonly string[]): number[] {
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  return starts;
}
