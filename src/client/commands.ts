import * as vscode from 'vscode';
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
  type CodeAction,
  type LanguageClient,
} from 'vscode-languageclient/node';
import { fixAllKind, unprovedSuffix } from '../server/protocol.ts';
import { documentSelector } from './client.ts';
import { commandIds } from './command-ids.ts';
import { refusalIn } from './refusal.ts';

const nothingToConvert = 'This file has no blocking call that can be converted safely.';

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
  const action = await offerFixAll(client, document);
  if (action === undefined) {
    await vscode.window.showInformationMessage(nothingToConvert);
    return;
  }
  if (action.title.endsWith(unprovedSuffix) && !(await wantsUnproved())) return;
  try {
    await applyFixAll(client, action);
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === undefined) throw error;
    await vscode.window.showWarningMessage(refusal);
  }
}

/** Asks the server itself: the editor's own command would ask every other extension too. */
async function offerFixAll(
  client: LanguageClient,
  document: vscode.TextDocument,
): Promise<CodeAction | undefined> {
  const actions = await client.sendRequest(CodeActionRequest.type, {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
    range: { start: { line: 0, character: 0 }, end: { line: document.lineCount, character: 0 } },
    context: { diagnostics: [], only: [fixAllKind], triggerKind: CodeActionTriggerKind.Invoked },
  });
  return actions?.find((candidate): candidate is CodeAction => 'kind' in candidate);
}

async function wantsUnproved(): Promise<boolean> {
  const anyway = 'Convert Anyway';
  const question = 'The types of this conversion could not be checked in time.';
  return (await vscode.window.showWarningMessage(question, { modal: true }, anyway)) === anyway;
}

async function applyFixAll(client: LanguageClient, action: CodeAction): Promise<void> {
  const progress = { location: vscode.ProgressLocation.Window, title: 'Unblock: checking types' };
  const { edit } = await vscode.window.withProgress(progress, () =>
    client.sendRequest(CodeActionResolveRequest.type, action),
  );
  const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
  if (converted === undefined) {
    await vscode.window.showInformationMessage(nothingToConvert);
  } else if (!(await vscode.workspace.applyEdit(converted))) {
    await vscode.window.showWarningMessage('The file changed in the meantime, so nothing was converted.');
  }
}
