import path from 'node:path';
import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type Connection,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { languages } from '../languages/registry.ts';
import type { Session } from '../workspace/session.ts';
import { Analyzer } from './analyzer.ts';
import { readFeatures, serverCapabilities, type ClientFeatures } from './capabilities.ts';
import { listCodeActions } from './code-actions.ts';
import { codeLenses } from './code-lens.ts';
import { Conversions } from './conversions.ts';
import { serveCustomRequests } from './custom-requests.ts';
import { pullDiagnostics } from './diagnostics.ts';
import { Documents } from './documents.ts';
import { Folders } from './folders.ts';
import { Guard } from './guard.ts';
import { hover } from './hover.ts';
import { describeError } from './log.ts';
import {
  findingsNotification,
  projectNotification,
  openDocumentationCommand,
  serverId,
  statusNotification,
} from './protocol.ts';
import { Refresher } from './refresher.ts';
import { resolveCodeAction } from './resolve-action.ts';
import { SettingsStore } from './settings-store.ts';
import { Survey } from './survey.ts';

/** Files whose change on disk can change findings. */
const watchedFiles = [
  ...languages.flatMap(({ extensions }) => extensions).map((extension) => `**/*${extension}`),
  '**/{package,tsconfig*,jsconfig*}.json',
];

/** Answers a client over a connection, until it is closed. The caller starts to listen. */
export function startServer(connection: Connection, createSession: () => Session): void {
  const log = connection.console;
  const session = createSession();
  const documents = new Documents();
  const folders = new Folders();
  let features: ClientFeatures = readFeatures({}, undefined);

  const guard = new Guard(log, (status) => {
    if (features.showsStatus) void connection.sendNotification(statusNotification, status);
  });
  const settings = new SettingsStore(async (scopeUri) => {
    if (!features.configuration) return null;
    const value: unknown = await connection.workspace.getConfiguration({ scopeUri, section: serverId });
    return value;
  }, log);
  const refresher = new Refresher(async () => {
    if (features.refresh) await connection.languages.diagnostics.refresh();
    if (features.lensRefresh) await connection.sendRequest(CodeLensRefreshRequest.type);
  });
  const analyzer = new Analyzer({ session, documents, settings, folders, guard, log });
  const conversions = new Conversions(session, guard);
  const survey = new Survey({
    session,
    documents,
    analyzer,
    log,
    tell: (change) => void connection.sendNotification(findingsNotification, change),
  });
  const parts = { analyzer, conversions, documents, folders, guard, log, session, survey };
  const custom = serveCustomRequests(connection, parts);

  const settingsChanged = (): void => {
    settings.clear();
    documents.touch();
    refresher.schedule();
    survey.changed();
    void openFolders();
  };

  /** Each folder's own settings say which of its files belong to the project. */
  const openFolders = async (): Promise<void> => {
    const roots = folders.paths.map(async (folder) => {
      const { excludes } = await settings.get(URI.file(folder).toString());
      return { folder, excludes: { ...excludes, base: folder } };
    });
    session.setRoots(await Promise.all(roots));
  };

  session.onUpdate(() => {
    documents.touch();
    refresher.schedule();
    survey.changed();
    if (features.showsStatus) void connection.sendNotification(projectNotification, session.statistics());
  });

  connection.onInitialize((params) => {
    features = readFeatures(params.capabilities, params.initializationOptions);
    folders.set((params.workspaceFolders ?? []).map(({ uri }) => uri));
    return { capabilities: { ...serverCapabilities }, serverInfo: { name: 'Unblock' } };
  });

  connection.onInitialized(async () => {
    if (features.folders) {
      connection.workspace.onDidChangeWorkspaceFolders(async () => {
        const current = await connection.workspace.getWorkspaceFolders();
        folders.set((current ?? []).map(({ uri }) => uri));
        settingsChanged();
      });
    }
    if (features.configurationEvents) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: serverId });
    }
    await openFolders();
    if (features.fileEvents) {
      const watchers = watchedFiles.map((globPattern) => ({ globPattern }));
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
  });

  connection.onDidChangeConfiguration(settingsChanged);

  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) session.fileChanged(path.normalize(URI.parse(uri).fsPath));
    documents.touch();
    refresher.schedule();
    survey.changed();
  });

  documents.listen(connection, session, {
    onChange: (changed) => {
      survey.changed(changed);
    },
    onClose: (uri) => {
      settings.forget(uri);
      analyzer.forget(uri);
      survey.changed();
    },
  });

  connection.languages.diagnostics.on((params, token) => pullDiagnostics(analyzer, documents, params, token));

  connection.onCodeAction((params, token) =>
    listCodeActions({ ...parts, showsPath: features.commands }, params, token),
  );

  connection.onCodeActionResolve((action, token) => {
    const { versionedEdits } = features;
    const parts = { analyzer, documents, session, conversions, guard, versionedEdits };
    return resolveCodeAction(parts, action, token);
  });

  // Its commands are the client's own: where they are missing, a lens could not be clicked.
  connection.onCodeLens((params, token) =>
    features.commands ? codeLenses(analyzer, documents, params, token) : [],
  );

  connection.onHover((params, token) => hover(analyzer, session, conversions, params, token));

  connection.onExecuteCommand(
    ({ command, arguments: [uri] = [] }: { command: string; arguments?: unknown[] }) => {
      if (command !== openDocumentationCommand || typeof uri !== 'string') return;
      // Not awaited: the client may ask the user first, and other messages would wait for the answer.
      connection.window.showDocument({ uri, external: true }).catch((error: unknown) => {
        log.error(`The documentation could not be opened: ${describeError(error)}`);
      });
    },
  );

  connection.onShutdown(() => {
    refresher.dispose();
    survey.dispose();
    custom.dispose();
  });
}
