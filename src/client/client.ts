import * as vscode from 'vscode';
import {
  CodeActionResolveRequest,
  DiagnosticPullMode,
  LanguageClient,
  TransportKind,
  type MessageSignature,
} from 'vscode-languageclient/node';
import { refusalIn } from './refusal.ts';
import {
  configName,
  directivePlace,
  fixAllKind,
  languageIds,
  serverId,
  storageOption,
  type InitializationOptions,
} from '../server/protocol.ts';

/** Documents with code, which are sent to the server. The cells of a notebook are documents of their own. */
export const documentSelector = languageIds.flatMap((language) => [
  { language, scheme: 'file' },
  { language, scheme: 'untitled' },
  { language, scheme: 'vscode-notebook-cell' },
]);

/** Configuration files are checked as well. */
const configSelector = { pattern: `**/${configName}`, scheme: 'file' };
/** Says why an edit is refused, instead of that a request failed. */
class UnblockClient extends LanguageClient {
  override handleFailedRequest<Result>(
    type: MessageSignature,
    token: vscode.CancellationToken | undefined,
    error: unknown,
    defaultValue: Result,
    ...rest: readonly boolean[]
  ): Result {
    const refusal = type.method === CodeActionResolveRequest.method ? refusalIn(error) : undefined;
    if (refusal === undefined) return super.handleFailedRequest(type, token, error, defaultValue, ...rest);
    void vscode.window.showWarningMessage(refusal);
    return defaultValue;
  }
}

/** Makes the client of the language server, which runs in a process of its own. */
export function createClient(
  context: vscode.ExtensionContext,
  outputChannel: vscode.LogOutputChannel,
): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  const args = [storageOption, context.globalStorageUri.fsPath];
  const initializationOptions: InitializationOptions = {
    status: true,
    schema: true,
    commands: true,
    convertsOnSave: convertsOnSave(),
    ...(vscode.l10n.uri && { translations: vscode.l10n.uri.toString() }),
  };
  return new UnblockClient(
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
      documentSelector: [...documentSelector, configSelector],
      initializationOptions,
      outputChannel,
      diagnosticPullOptions: {
        onChange: true,
        onSave: true,
        filter: (document, mode) => mode === DiagnosticPullMode.onType && !runsOnType(document),
      },
      middleware: {
        provideCompletionItem: (document, position, completionContext, token, next) =>
          mayCompleteDirective(document, position) ? next(document, position, completionContext, token) : [],
        provideCodeActions: (document, range, actionContext, token, next) =>
          concernsUs(actionContext) ? next(document, range, ownPart(actionContext), token) : [],
      },
    },
  );
}

function runsOnType(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration(serverId, document).get('run') !== 'onSave';
}

/** Whether the settings of some language of ours have its documents converted when they are saved. */
function convertsOnSave(): boolean {
  const kinds = ['source', 'source.fixAll', fixAllKind];
  return languageIds.some((languageId) => {
    const actions: unknown = vscode.workspace
      .getConfiguration('editor', { languageId })
      .get('codeActionsOnSave');
    if (Array.isArray(actions)) return kinds.some((kind) => actions.includes(kind));
    if (typeof actions !== 'object' || actions === null) return false;
    return Object.entries(actions).some(
      ([kind, when]) => kinds.includes(kind) && when !== 'never' && when !== false,
    );
  });
}

/** The editor asks while code is typed, and waits for all answers: the server is asked in comments only. */
function mayCompleteDirective(document: vscode.TextDocument, position: vscode.Position): boolean {
  return directivePlace.test(document.lineAt(position).text.slice(0, position.character));
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
