import * as vscode from 'vscode';
import {
  CodeActionResolveRequest,
  DiagnosticPullMode,
  LanguageClient,
  State,
  TransportKind,
  type MessageSignature,
  type Middleware,
  type WorkspaceEdit,
} from 'vscode-languageclient/node';
import { codeSelector, configSelector, isAnalysed } from './document-selector.ts';
import { refusalIn } from './refusal.ts';
import type { Connection, ServerState } from './server.ts';
import {
  directivePlace,
  fixAllKind,
  languageIds,
  serverId,
  storageOption,
  type InitializationOptions,
} from '../server/protocol.ts';

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

/*
 * All that needs the library of the language client. It is a bundle of its own, which is loaded after activation.
 */

/** Prepares the connection to the language server, which runs in a process of its own. */
export function connect(
  context: vscode.ExtensionContext,
  outputChannel: vscode.LogOutputChannel,
): Connection {
  const client = createClient(context, outputChannel);
  return {
    start: () => client.start(),
    stop: () => client.stop(),
    // One that never started cannot be stopped first.
    restart: () => (client.state === State.StartFailed ? client.start() : client.restart()),
    request: (method, params) =>
      params === undefined ? client.sendRequest(method) : client.sendRequest(method, params),
    notify: (method, params) => client.sendNotification(method, params),
    onNotification: (method, handler) => client.onNotification(method, handler),
    onState: (handler) =>
      client.onDidChangeState(({ newState }) => {
        handler(states[newState]);
      }),
    toWorkspaceEdit: (edit) =>
      client.protocol2CodeConverter.asWorkspaceEdit(edit as WorkspaceEdit | null | undefined),
  };
}

const states: Readonly<Record<State, ServerState>> = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
};

function createClient(
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
      documentSelector: [...codeSelector, configSelector],
      initializationOptions,
      outputChannel,
      diagnosticPullOptions: {
        onChange: true,
        onSave: true,
        filter: (document, mode) => mode === DiagnosticPullMode.onType && !runsOnType(document),
      },
      middleware: {
        ...onlyAnalysed,
        provideCompletionItem: (document, position, completionContext, token, next) =>
          mayCompleteDirective(document, position) ? next(document, position, completionContext, token) : [],
        provideCodeActions: (document, range, actionContext, token, next) =>
          concernsUs(actionContext) ? next(document, range, ownPart(actionContext), token) : [],
      },
    },
  );
}

/** Keeps the documents of which a selector can only say the language, and which are not for us, from the server. */
const onlyAnalysed: Middleware = {
  didOpen: async (document, next) => {
    if (isAnalysed(document)) await next(document);
  },
  didChange: async (event, next) => {
    if (isAnalysed(event.document)) await next(event);
  },
  didClose: async (document, next) => {
    if (isAnalysed(document)) await next(document);
  },
  provideDiagnostics: (document, previous, token, next) =>
    isAnalysed('uri' in document ? document : { uri: document })
      ? next(document, previous, token)
      : undefined,
};

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
