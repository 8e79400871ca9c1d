import os from 'node:os';
import * as vscode from 'vscode';
import { reportRequest, serverId, type ServerReport } from '../server/protocol.ts';
import type { Findings } from './findings.ts';
import type { Server } from './server.ts';

/** Copies what a maintainer needs to know about an installation: no source text, no names of files. */
export async function copyReport(
  context: vscode.ExtensionContext,
  server: Server,
  findings: Findings,
): Promise<void> {
  const report = await server.request<ServerReport>(reportRequest);
  const { version } = context.extension.packageJSON as { readonly version: string };
  const counts = Object.entries(report.findings).map(([category, count]) => `${category} ${count}`);
  const scan = findings.lastScan;
  const lines = [
    `Unblock ${version}`,
    `VS Code ${vscode.version} (${vscode.env.appName}, ${vscode.env.remoteName ?? 'local'}, ${vscode.env.language})`,
    `System: ${os.platform()} ${os.release()} ${os.arch()}`,
    `Server: Node ${report.node}, ${report.memoryMb} MB, ${report.openDocuments} open documents, ${report.folders} folders`,
    `Project: ${report.files} files, ${report.parsed} parsed, newest look ${report.projectMs} ms, newest document ${report.documentMs} ms`,
    `Scan: ${scan === undefined ? 'none' : `${scan.findings} findings in ${scan.files} files, ${scan.durationMs} ms`}`,
    `Findings: ${counts.length === 0 ? 'none known' : counts.join(', ')}`,
    `Settings: ${JSON.stringify(changedSettings(context))}`,
  ];
  await vscode.env.clipboard.writeText(`${lines.join('\n')}\n`);
  await vscode.window.showInformationMessage(vscode.l10n.t('The diagnostics report is on the clipboard.'));
}

/** The settings that differ from their defaults; of lists only how long they are, because globs name folders. */
function changedSettings(context: vscode.ExtensionContext): Readonly<Record<string, unknown>> {
  const { contributes } = context.extension.packageJSON as {
    readonly contributes: {
      readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    };
  };
  const configuration = vscode.workspace.getConfiguration();
  const changed: Record<string, unknown> = {};
  for (const key of Object.keys(contributes.configuration.properties)) {
    const inspected = configuration.inspect(key);
    const value = inspected?.workspaceFolderValue ?? inspected?.workspaceValue ?? inspected?.globalValue;
    if (value === undefined) continue;
    changed[key.slice(serverId.length + 1)] = Array.isArray(value) ? `${value.length} entries` : value;
  }
  return changed;
}
