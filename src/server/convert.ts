import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type Range,
  type TextEdit as ProtocolEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { documentationUrl } from '../catalog/documentation.ts';
import type { AsyncContext, DirectiveProblem, FileReport, Finding, Hop } from '../engine/finding.ts';
import type { Span } from '../facts/span.ts';
import type { TextEdit } from '../fixes/fix.ts';
import { t } from '../l10n/translate.ts';
import type { Snapshot } from './documents.ts';
import { serverId, type FindingData } from './protocol.ts';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const satisfies Record<Finding['severity'], DiagnosticSeverity>;

/** A span of a document in lines and columns. */
export function toRange(document: TextDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

/** Whether a span and a range of a document share text or touch. */
export function touches(document: TextDocument, span: Span, range: Range): boolean {
  return span.start <= document.offsetAt(range.end) && document.offsetAt(range.start) <= span.end;
}

/** Edits of a document in lines and columns. */
export function toProtocolEdits(document: TextDocument, edits: readonly TextEdit[]): ProtocolEdit[] {
  return edits.map((edit) => ({ range: toRange(document, edit), newText: edit.text }));
}

/** All that is shown about a document. */
export function toDiagnostics(
  snapshot: Snapshot,
  report: FileReport,
  uriOf: (path: string) => string,
): Diagnostic[] {
  return [
    ...report.findings.map((finding) => findingDiagnostic(snapshot, finding, uriOf)),
    ...report.directives.map((problem) => directiveDiagnostic(snapshot, problem)),
  ];
}

function findingDiagnostic(
  { uri, document }: Snapshot,
  finding: Finding,
  uriOf: (path: string) => string,
): Diagnostic {
  const relatedInformation: DiagnosticRelatedInformation[] = finding.path
    .slice(1)
    .map((hop) => hopInformation(hop, finding, uriOf));
  const why = contextSentence(finding.context);
  if (why !== undefined) {
    const location = { uri, range: toRange(document, finding.context.span) };
    relatedInformation.push({ location, message: why });
  }
  const { api, certainty, path } = finding;
  const data: FindingData = { api, certainty, path: path.map(({ name }) => name) };
  return {
    range: toRange(document, finding.span),
    severity: severities[finding.severity],
    code: finding.category,
    codeDescription: { href: documentationUrl(finding.category) },
    source: serverId,
    message: finding.message,
    ...(relatedInformation.length > 0 && { relatedInformation }),
    data,
  };
}

function hopInformation(
  hop: Hop,
  finding: Finding,
  uriOf: (path: string) => string,
): DiagnosticRelatedInformation {
  const start = { line: hop.line, character: hop.column };
  // A name stands on one line.
  const end = { line: hop.line, character: hop.column + hop.span.end - hop.span.start };
  const message =
    hop === finding.path.at(-1) ? t('`{0}` blocks here', hop.name) : t('calls `{0}` here', hop.name);
  return { location: { uri: uriOf(hop.file), range: { start, end } }, message };
}

/** Why the call runs in async code, for the place that makes it so; undefined where there is no such place. */
export function contextSentence({ kind, name }: AsyncContext): string | undefined {
  const isNamed = name !== '';
  switch (kind) {
    case 'async-function':
      return isNamed ? t('`{0}` is async', name) : t('this function is async');
    case 'promise-function':
      return isNamed ? t('`{0}` returns a promise', name) : t('this function returns a promise');
    case 'promise-callback':
      return isNamed
        ? t('`{0}` runs when a promise settles', name)
        : t('this function runs when a promise settles');
    case 'event-callback':
      return isNamed
        ? t('`{0}` is called from the event loop', name)
        : t('this function is called from the event loop');
    case 'module':
      return undefined;
  }
}

function directiveDiagnostic({ document }: Snapshot, problem: DirectiveProblem): Diagnostic {
  const unused = problem.kind === 'unused';
  return {
    range: toRange(document, problem.span),
    severity: unused ? DiagnosticSeverity.Information : DiagnosticSeverity.Warning,
    code: `${problem.kind}-directive`,
    source: serverId,
    message: problem.message,
    ...(unused && { tags: [DiagnosticTag.Unnecessary] }),
  };
}
