import * as vscode from 'vscode';
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
  type CodeAction,
  type LanguageClient,
} from 'vscode-languageclient/node';
import { fixAllKind } from '../server/protocol.ts';
import { documentSelector } from './client.ts';
import { commandIds } from './command-ids.ts';
import { refusalIn } from './refusal.ts';

/** Registers the commands of the extension. */
export function registerCommands(client: LanguageClient, output: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.fixAllInFile, () => fixAllInFile(client)),
    vscode.commands.registerCommand(commandIds.restartServer, () => client.restart()),
    vscode.commands.registerCommand(commandIds.showOutput, () => {
      output.show();
    }),
  );
}

async function fixAllInFile(client: LanguageClient): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || vscode.languages.match(documentSelector, document) === 0) {
    await vscode.window.showInformationMessage('Open a JavaScript or TypeScript file first.');
    return;
  }
  let edit: vscode.WorkspaceEdit | undefined;
  try {
    const location = vscode.ProgressLocation.Window;
    edit = await vscode.window.withProgress({ location, title: 'Unblock: checking types' }, () =>
      requestFixAll(client, document),
    );
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === undefined) throw error;
    await vscode.window.showWarningMessage(refusal);
    return;
  }
  if (edit === undefined) {
    await vscode.window.showInformationMessage(
      'This file has no blocking call that can be converted safely.',
    );
  } else if (!(await vscode.workspace.applyEdit(edit))) {
    await vscode.window.showWarningMessage('The file changed in the meantime, so nothing was converted.');
  }
}

/** Asks the server itself: the editor's own command would ask every other extension too. */
async function requestFixAll(
  client: LanguageClient,
  document: vscode.TextDocument,
): Promise<vscode.WorkspaceEdit | undefined> {
  const actions = await client.sendRequest(CodeActionRequest.type, {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
    range: { start: { line: 0, character: 0 }, end: { line: document.lineCount, character: 0 } },
    context: { diagnostics: [], only: [fixAllKind], triggerKind: CodeActionTriggerKind.Invoked },
  });
  const action = actions?.find((candidate): candidate is CodeAction => 'kind' in candidate);
  if (action === undefined) return undefined;
  const { edit } = await client.sendRequest(CodeActionResolveRequest.type, action);
  return await client.protocol2CodeConverter.asWorkspaceEdit(edit);
}
