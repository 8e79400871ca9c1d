import * as vscode from 'vscode';
import {
  lateSaveNotification,
  projectNotification,
  statusNotification,
  type LateSave,
  type ProjectFigures,
  type ServerStatus,
} from '../server/protocol.ts';
import { commandIds } from './command-ids.ts';
import { codeSelector } from './document-selector.ts';
import type { Findings } from './findings.ts';
import type { Server, ServerState } from './server.ts';
import { virtualNote } from './virtual.ts';

/** How long the status bar says that a save did not wait, in milliseconds; the language status says so until it is over. */
const lateTextMs = 10_000;

/** Shows in the language status of the editor how the server is and how long it took. */
export function createStatus(server: Server, findings: Findings): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('unblock.status', codeSelector);
  item.name = 'Unblock';
  item.text = 'Unblock';
  const showOutput = { title: vscode.l10n.t('Show output'), command: commandIds.showOutput };
  const restart = { title: vscode.l10n.t('Restart'), command: commandIds.restartServer };
  let state: ServerState = 'starting';
  let fault: string | undefined;
  let figures: ProjectFigures | undefined;
  /** The document whose last save was not converted, as long as its text stays as it is. */
  let late: vscode.Uri | undefined;

  const update = (): void => {
    item.busy = state === 'starting' || findings.state === 'running';
    item.command = state === 'stopped' ? restart : showOutput;
    item.severity =
      state === 'stopped'
        ? vscode.LanguageStatusSeverity.Error
        : fault === undefined
          ? vscode.LanguageStatusSeverity.Information
          : vscode.LanguageStatusSeverity.Warning;
    item.detail = detail();
    item.accessibilityInformation = { label: `Unblock: ${item.detail}` };
  };
  const detail = (): string => {
    if (state === 'stopped') return vscode.l10n.t('The server has stopped.');
    if (state !== 'running') return vscode.l10n.t('Starting…');
    if (fault !== undefined) return fault;
    if (late !== undefined) return lateText(late);
    const note = virtualNote();
    if (note !== undefined) return note;
    if (figures === undefined) return vscode.l10n.t('Ready.');
    const seconds = (figures.durationMs / 1000).toFixed(1);
    return vscode.l10n.t('Ready: {0} files, looked at in {1} s.', figures.files, seconds);
  };
  update();
  return vscode.Disposable.from(
    item,
    findings.onDidChange(update),
    server.onDidChangeState((changed) => {
      state = changed;
      fault = undefined;
      update();
    }),
    server.onNotification(statusNotification, (status: ServerStatus) => {
      fault = status.state === 'fault' ? status.message : undefined;
      update();
    }),
    server.onNotification(lateSaveNotification, ({ uri }: LateSave) => {
      late = vscode.Uri.parse(uri);
      vscode.window.setStatusBarMessage(`Unblock: ${lateText(late)}`, lateTextMs);
      update();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || document.uri.toString() !== late?.toString()) return;
      late = undefined;
      update();
    }),
    server.onNotification(projectNotification, (changed: ProjectFigures) => {
      figures = changed;
      update();
    }),
  );
}

function lateText({ path }: vscode.Uri): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return vscode.l10n.t(
    '{0} was saved as it is: its conversions were not checked yet. Save again to convert.',
    name,
  );
}
