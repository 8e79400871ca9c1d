import * as vscode from 'vscode';
import { DiagnosticPullMode, LanguageClient, TransportKind } from 'vscode-languageclient/node';
import {
  fixAllKind,
  languageIds,
  serverId,
  storageOption,
  type InitializationOptions,
} from '../server/protocol.ts';

/** Documents that are sent to the server. The cells of a notebook are documents of their own. */
export const documentSelector = languageIds.flatMap((language) => [
  { language, scheme: 'file' },
  { language, scheme: 'untitled' },
  { language, scheme: 'vscode-notebook-cell' },
]);

/** Makes the client of the language server, which runs in a process of its own. */
export function createClient(
  context: vscode.ExtensionContext,
  outputChannel: vscode.LogOutputChannel,
): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  const args = [storageOption, context.globalStorageUri.fsPath];
  const initializationOptions: InitializationOptions = { status: true, commands: true };
  return new LanguageClient(
    serverId,
    'Unblock',
    {
      run: { module, args, transport: TransportKind.ipc },
      debug: {
        module,
        args,
        transport: TransportKind.ipc,
        options: { execArgv: ['--nolazy', '--inspect=6011'] },
      },
    },
    {
      documentSelector,
      initializationOptions,
      outputChannel,
      diagnosticPullOptions: {
        onChange: true,
        onSave: true,
        filter: (document, mode) => mode === DiagnosticPullMode.onType && !runsOnType(document),
      },
      middleware: {
        provideCodeActions: (document, range, actionContext, token, next) =>
          concernsUs(actionContext) ? next(document, range, ownPart(actionContext), token) : [],
      },
    },
  );
}

function runsOnType(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration(serverId, document).get('run') !== 'onSave';
}

/** The editor asks at every move of the cursor: where nothing of ours is meant, the server is not bothered. */
function concernsUs({ only, diagnostics }: vscode.CodeActionContext): boolean {
  const hasFinding = diagnostics.some(isOwn);
  if (only === undefined) return hasFinding;
  const wantsQuickFix = only.contains(vscode.CodeActionKind.QuickFix);
  const wantsFixAll = only.contains(vscode.CodeActionKind.Empty.append(fixAllKind));
  return wantsFixAll || (wantsQuickFix && hasFinding);
}

function ownPart(context: vscode.CodeActionContext): vscode.CodeActionContext {
  return {
    only: context.only,
    triggerKind: context.triggerKind,
    diagnostics: context.diagnostics.filter(isOwn),
  };
}

function isOwn(diagnostic: vscode.Diagnostic): boolean {
  return diagnostic.source === serverId;
}
