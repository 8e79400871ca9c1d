import { createHash } from 'node:crypto';
import {
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type DiagnosticServerCancellationData,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import { t } from '../l10n/translate.ts';
import type { Analyzer } from './analyzer.ts';
import { toDiagnostics } from './convert.ts';
import type { Documents } from './documents.ts';

/** Answers a client that asks for the diagnostics of a document. */
export async function pullDiagnostics(
  analyzer: Analyzer,
  documents: Documents,
  params: DocumentDiagnosticParams,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  const { uri } = params.textDocument;
  const analysis = await analyzer.analyze(uri, token);
  if (analysis === 'stale') {
    if (documents.snapshot(uri) !== undefined) throw stale();
    // Closed: whoever asks again would be told the same for ever.
    return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  }
  return reportOf(
    toDiagnostics(analysis.snapshot, analysis.report, (path) => documents.uriOf(path)),
    params,
  );
}

/** The answer to a client, which may have it already. */
export function reportOf(
  items: Diagnostic[],
  { previousResultId }: DocumentDiagnosticParams,
): DocumentDiagnosticReport {
  const resultId = identify(items);
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/**
 * The answer to a question about a text that is no longer there. An empty list would wipe out what the user sees; this
 * leaves it in place until the client has asked again.
 */
function stale(): ResponseError<DiagnosticServerCancellationData> {
  return new ResponseError(LSPErrorCodes.ServerCancelled, t('The document has changed.'), {
    retriggerRequest: true,
  });
}

/** The content alone decides: what other files say can change it, and a new version need not. */
function identify(items: readonly Diagnostic[]): string {
  return createHash('sha1').update(JSON.stringify(items)).digest('base64url');
}
