import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver';
import { codeActionKinds } from './code-actions.ts';
import { documentSync } from './documents.ts';
import { openDocumentationCommand, serverId, type InitializationOptions } from './protocol.ts';

/** What the server does for its client. */
export const serverCapabilities: ServerCapabilities = {
  textDocumentSync: documentSync,
  diagnosticProvider: {
    identifier: serverId,
    // A helper that blocks is reported where other files call it.
    interFileDependencies: true,
    // A client would ask for the whole workspace again every two seconds, for ever.
    workspaceDiagnostics: false,
  },
  codeActionProvider: { codeActionKinds, resolveProvider: true },
  completionProvider: { triggerCharacters: ['-'] },
  hoverProvider: true,
  codeLensProvider: {},
  executeCommandProvider: { commands: [openDocumentationCommand] },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** What the client can do that the server makes use of. */
export interface ClientFeatures {
  readonly configuration: boolean;
  readonly configurationEvents: boolean;
  readonly fileEvents: boolean;
  readonly folders: boolean;
  readonly refresh: boolean;
  readonly versionedEdits: boolean;
  readonly snippets: boolean;
  readonly showsStatus: boolean;
  readonly checksSchema: boolean;
  /** The client has the commands that code actions and code lenses name. */
  readonly commands: boolean;
  readonly lensRefresh: boolean;
  readonly convertsOnSave: boolean;
}

/** Reads what a client says of itself when it starts the server. */
export function readFeatures(capabilities: ClientCapabilities, options: unknown): ClientFeatures {
  const { textDocument, workspace } = capabilities;
  return {
    configuration: workspace?.configuration === true,
    configurationEvents: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    fileEvents: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    showsStatus: isSet(options, 'status'),
    checksSchema: isSet(options, 'schema'),
    commands: isSet(options, 'commands'),
    convertsOnSave: isSet(options, 'convertsOnSave'),
    lensRefresh: workspace?.codeLens?.refreshSupport === true,
  };
}

function isSet(options: unknown, name: keyof InitializationOptions): boolean {
  return typeof options === 'object' && (options as Partial<InitializationOptions> | null)?.[name] === true;
}
