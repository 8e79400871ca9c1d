import {
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import { describeConfig } from '../workspace/configs.ts';
import { toRange } from './convert.ts';
import { reportOf } from './diagnostics.ts';
import type { Documents } from './documents.ts';
import { serverId } from './protocol.ts';

/**
 * Answers a client that asks for the diagnostics of a configuration file: its bad entries, as its text now is.
 *
 * @param checksSchema Whether the client says itself what is not as the schema has it.
 */
export async function pullConfigDiagnostics(
  documents: Documents,
  params: DocumentDiagnosticParams,
  checksSchema: boolean,
): Promise<DocumentDiagnosticReport> {
  const snapshot = documents.snapshot(params.textDocument.uri);
  if (snapshot === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  const { path, document } = snapshot;
  const { problems } = await describeConfig(path, document.getText());
  const own = problems.filter(({ isInSchema }) => !(checksSchema && isInSchema));
  const items = own.map(({ span, message, isFatal }) => ({
    range: toRange(document, span),
    severity: isFatal ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: serverId,
    code: 'configuration',
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
  }));
  return reportOf(items, params);
}
