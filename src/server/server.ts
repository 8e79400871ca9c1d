import path from 'node:path';
import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  MessageType,
  ShowMessageNotification,
  type Connection,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { languages } from '../languages/registry.ts';
import type { Prover } from '../fixes/proof.ts';
import { configName, createConfigs, isConfig, type Configs } from '../workspace/configs.ts';
import type { Session } from '../workspace/session.ts';
import { Analyzer } from './analyzer.ts';
import { readFeatures, serverCapabilities, type ClientFeatures } from './capabilities.ts';
import { listCodeActions } from './code-actions.ts';
import { Cascades } from './cascades.ts';
import { codeLenses } from './code-lens.ts';
import { completeDirective } from './completion.ts';
import { Conversions } from './conversions.ts';
import { pullConfigDiagnostics } from './config-diagnostics.ts';
import { serveCustomRequests } from './custom-requests.ts';
import { pullDiagnostics } from './diagnostics.ts';
import { Documents } from './documents.ts';
import { Folders } from './folders.ts';
import { Guard } from './guard.ts';
import { hover } from './hover.ts';
import { speakLanguageOf } from './language.ts';
import { describeError } from './log.ts';
import {
  findingsNotification,
  lateSaveNotification,
  projectNotification,
  openDocumentationCommand,
  serverId,
  statusNotification,
} from './protocol.ts';
import { Proofs } from './proofs.ts';
import { Refresher } from './refresher.ts';
import { prepareSave, resolveCodeAction, type ResolveParts } from './resolve-action.ts';
import { Saves } from './saves.ts';
import { SettingsStore } from './settings-store.ts';
import { Survey } from './survey.ts';
import type { Turns } from './turns.ts';

/** Files whose change on disk can change findings. */
const watchedFiles = [
  ...languages.flatMap(({ extensions }) => extensions).map((extension) => `**/*${extension}`),
  '**/{package,tsconfig*,jsconfig*}.json',
  `**/${configName}`,
];

/** What a server is made of. */
export interface ServerParts {
  readonly createSession: (configs: Configs) => Session;
  /** The order of the connection's messages. */
  readonly turns: Turns;
  /** Without one, edits are not proved. */
  readonly prover?: Prover | undefined;
  /** Ends what else runs with the server. */
  readonly onShutdown?: (() => Promise<void>) | undefined;
  /** How long users wait for a proof, in milliseconds, if not as long as usual. */
  readonly patienceMs?: number | undefined;
}

/** Answers a client over a connection, until it is closed. The caller starts to listen. */
export function startServer(
  connection: Connection,
  { createSession, turns, prover, onShutdown, patienceMs }: ServerParts,
): void {
  const log = connection.console;
  const configs = createConfigs();
  const session = createSession(configs);
  const documents = new Documents();
  const folders = new Folders(configs);
  let features: ClientFeatures = readFeatures({}, undefined);

  const guard = new Guard(log, (status) => {
    if (features.showsStatus) void connection.sendNotification(statusNotification, status);
  });
  const settings = new SettingsStore(
    async (scopeUri) => {
      if (!features.configuration) return null;
      const item = { section: serverId, ...(scopeUri !== undefined && { scopeUri }) };
      const value: unknown = await connection.workspace.getConfiguration(item);
      return value;
    },
    configs,
    log,
  );
  const refresher = new Refresher(async () => {
    if (features.refresh) await connection.languages.diagnostics.refresh();
    if (features.lensRefresh) await connection.sendRequest(CodeLensRefreshRequest.type);
  });
  const analyzer = new Analyzer({ session, documents, settings, folders, guard, log });
  const proofs = new Proofs({ documents, prover, patienceMs });
  const conversions = new Conversions(session, guard, proofs);
  const cascades = new Cascades(session, documents, guard, proofs);
  const tell = (message: string): void => {
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
  };
  const tellLate = (uri: string): void => {
    log.info(
      `Not converted while saving ${uri}: its types are still being checked. The next save converts it.`,
    );
    if (features.showsStatus) void connection.sendNotification(lateSaveNotification, { uri });
  };
  const survey = new Survey({
    session,
    documents,
    analyzer,
    log,
    tell: (change) => void connection.sendNotification(findingsNotification, change),
  });
  const parts = { analyzer, conversions, documents, folders, guard, log, session, survey, tellLate };
  const resolveParts = (): ResolveParts => {
    const { versionedEdits } = features;
    return { ...parts, cascades, proofs, turns, tell, versionedEdits };
  };
  const saves = new Saves((uri, token) => prepareSave(resolveParts(), uri, token));
  const custom = serveCustomRequests(connection, { ...parts, turns });

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
      const { excludes, calls } = await settings.get(URI.file(folder).toString());
      return { folder, excludes: { ...excludes, base: folder }, calls: { ...calls, base: folder } };
    });
    const { calls } = await settings.get();
    session.setRoots(await Promise.all(roots), [], { ...calls, base: path.parse(process.cwd()).root });
  };

  session.onUpdate(() => {
    documents.learned();
    refresher.schedule();
    survey.changed();
    if (features.showsStatus) void connection.sendNotification(projectNotification, session.statistics());
  });

  connection.onInitialize(async (params) => {
    await speakLanguageOf(params.initializationOptions, params.locale, log);
    features = readFeatures(params.capabilities, params.initializationOptions);
    if (features.convertsOnSave) saves.begun();
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
    const paths = changes.map(({ uri }) => path.normalize(URI.parse(uri).fsPath));
    for (const file of paths) session.fileChanged(file);
    const isConfigured = paths.some(isConfig);
    if (isConfigured) {
      configs.clear();
      settings.clear();
    }
    // What counts of an open document is its text in the editor: its file being written changes nothing.
    const open = new Set(documents.paths());
    const isGone = changes.some(({ type }) => type === FileChangeType.Deleted);
    if (isConfigured || isGone || paths.some((file) => !open.has(file))) documents.touch();
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
      proofs.forget(uri);
      saves.forget(uri);
      survey.changed();
    },
  });

  connection.languages.diagnostics.on((params, token) => {
    const { uri } = params.textDocument;
    if (isConfig(URI.parse(uri).fsPath))
      return pullConfigDiagnostics(documents, params, features.checksSchema);
    saves.looked(uri, documents.snapshot(uri)?.version);
    return pullDiagnostics(analyzer, documents, params, token);
  });

  connection.onCodeAction((params, token) =>
    listCodeActions({ ...parts, cascades, proofs, saves, showsPath: features.commands }, params, token),
  );

  connection.onCodeActionResolve((action, token) => resolveCodeAction(resolveParts(), action, token));

  connection.onCompletion((params, token) =>
    completeDirective(analyzer, documents, params, features.snippets, token),
  );

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

  connection.onShutdown(async () => {
    refresher.dispose();
    survey.dispose();
    saves.dispose();
    custom.dispose();
    await Promise.all([prover?.stop(), onShutdown?.()]);
  });
}
