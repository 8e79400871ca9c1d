import * as vscode from 'vscode';
import { State, type LanguageClient } from 'vscode-languageclient/node';
import { statusNotification, type ServerStatus } from '../server/protocol.ts';
import { documentSelector } from './client.ts';
import { commandIds } from './command-ids.ts';

const showOutput = { title: 'Show output', command: commandIds.showOutput };
const restart = { title: 'Restart', command: commandIds.restartServer };

/** Shows in the language status of the editor how the server is. */
export function createStatus(client: LanguageClient): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('unblock.status', documentSelector);
  item.name = 'Unblock';
  item.text = 'Unblock';
  const show = (
    severity: vscode.LanguageStatusSeverity,
    detail: string,
    command: vscode.Command = showOutput,
  ): void => {
    item.severity = severity;
    item.detail = detail;
    item.command = command;
  };
  const showState = (state: State): void => {
    item.busy = state === State.Starting;
    if (state === State.Stopped)
      show(vscode.LanguageStatusSeverity.Error, 'The server has stopped.', restart);
    else {
      show(vscode.LanguageStatusSeverity.Information, state === State.Starting ? 'Starting…' : 'Ready.');
    }
  };
  showState(State.Starting);
  return vscode.Disposable.from(
    item,
    client.onDidChangeState(({ newState }) => {
      showState(newState);
    }),
    client.onNotification(statusNotification, ({ state, message }: ServerStatus) => {
      if (state === 'fault') show(vscode.LanguageStatusSeverity.Warning, message);
      else showState(State.Running);
    }),
  );
}
