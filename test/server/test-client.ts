import { setTimeout as sleep } from 'node:timers/promises';
import { PassThrough } from 'node:stream';
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
  CompletionRequest,
  CodeLensRequest,
  ConfigurationRequest,
  createConnection,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  ProposedFeatures,
  RegistrationRequest,
  ShowDocumentRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type CancellationToken,
  type CodeAction,
  type CompletionItem,
  type CodeLens,
  type ConnectionOptions,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Prover } from '../../src/fixes/proof.ts';
import {
  cancelJobNotification,
  findingsNotification,
  jobEndedNotification,
  jobProgressNotification,
  projectNotification,
  startJobRequest,
  lateSaveNotification,
  statusNotification,
  type LateSave,
  type FindingsChange,
  type FoundCall,
  type JobEnd,
  type JobParams,
  type JobProgress,
  type ProjectFigures,
  type ServerStatus,
} from '../../src/server/protocol.ts';
import { startServer } from '../../src/server/server.ts';
import type { Configs } from '../../src/workspace/configs.ts';
import { Turns } from '../../src/server/turns.ts';
import type { Session } from '../../src/workspace/session.ts';

export interface TestClientOptions {
  readonly createSession: (configs: Configs) => Session;
  /** URIs of the workspace folders. */
  readonly folders?: readonly string[];
  /** The section `unblock` for a document. */
  readonly settings?: (uri: string) => unknown;
  readonly connection?: ConnectionOptions;
  /** Whether the editor takes snippets. */
  readonly snippets?: boolean;
  /** Whether the editor checks configuration files by their schema. */
  readonly checksSchema?: boolean;
  /** The file of texts in the editor's language, as a URI, and that language. */
  readonly translations?: string;
  readonly locale?: string;
  readonly prover?: Prover;
  readonly patienceMs?: number;
}

/** A server and an editor that talk over real streams. */
export class TestClient {
  readonly logs: string[] = [];
  readonly statuses: ServerStatus[] = [];
  /** Documents that were saved without their conversions. */
  readonly lateSaves: string[] = [];
  readonly shown: string[] = [];
  readonly messages: string[] = [];
  refreshes = 0;
  /** The findings of the workspace by file, as the server told of them. */
  readonly findings = new Map<string, readonly FoundCall[]>();
  readonly progress: JobProgress[] = [];
  readonly figures: ProjectFigures[] = [];
  readonly #jobs = new Map<number, (end: JobEnd) => void>();
  settings: (uri: string) => unknown;
  readonly #documents = new Map<string, TextDocument>();
  readonly #connection: ProtocolConnection;
  readonly #folders: readonly string[];
  readonly #snippets: boolean;
  readonly #checksSchema: boolean;
  readonly #translations: string | undefined;
  readonly #locale: string | undefined;

  constructor({
    folders = [],
    settings = () => null,
    connection,
    snippets = true,
    checksSchema = false,
    translations,
    locale,
    ...parts
  }: TestClientOptions) {
    const turns = new Turns();
    this.settings = settings;
    this.#folders = folders;
    this.#snippets = snippets;
    this.#checksSchema = checksSchema;
    this.#translations = translations;
    this.#locale = locale;
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    const server = createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toClient),
      connection ?? turns.options,
    );
    startServer(server, { ...parts, turns });
    server.listen();
    this.#connection = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    this.#answerServer();
    this.#connection.listen();
  }

  async start(): Promise<InitializeResult> {
    const result = await this.#connection.sendRequest<InitializeResult>(InitializeRequest.method, {
      processId: null,
      workspaceFolders: this.#folders.map((uri) => ({ uri, name: uri })),
      ...(this.#locale !== undefined && { locale: this.#locale }),
      initializationOptions: {
        status: true,
        schema: this.#checksSchema,
        commands: true,
        translations: this.#translations,
      },
      capabilities: {
        textDocument: { completion: { completionItem: { snippetSupport: this.#snippets } } },
        workspace: {
          configuration: true,
          didChangeConfiguration: { dynamicRegistration: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
          diagnostics: { refreshSupport: true },
          workspaceEdit: { documentChanges: true },
        },
      },
    });
    await this.#connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest(ShutdownRequest.type);
    this.#connection.dispose();
  }

  async open(uri: string, text: string, languageId = 'typescript'): Promise<void> {
    const document = TextDocument.create(uri, languageId, 1, text);
    this.#documents.set(uri, document);
    const textDocument = { uri, languageId, version: 1, text };
    await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  async change(uri: string, text: string): Promise<void> {
    const before = this.document(uri);
    const version = before.version + 1;
    this.#documents.set(uri, TextDocument.create(uri, before.languageId, version, text));
    await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.#connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  async settingsChanged(settings: (uri: string) => unknown): Promise<void> {
    this.settings = settings;
    await this.#connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  }

  async notify(method: string, parameters: unknown): Promise<void> {
    await this.#connection.sendNotification(method, parameters);
  }

  async execute(command: string, ...parameters: unknown[]): Promise<void> {
    await this.#connection.sendRequest('workspace/executeCommand', { command, arguments: parameters });
  }

  async pull(
    uri: string,
    previousResultId?: string,
    token?: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    return await this.#connection.sendRequest(
      DocumentDiagnosticRequest.type,
      { textDocument: { uri }, ...(previousResultId !== undefined && { previousResultId }) },
      token,
    );
  }

  /** The diagnostics of a document, which must come in full. */
  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error(`a full report was expected, not ${report.kind}`);
    return report.items;
  }

  async actions(
    uri: string,
    range: Range,
    only?: string[],
    diagnostics: readonly Diagnostic[] = [],
    triggerKind: CodeActionTriggerKind = CodeActionTriggerKind.Invoked,
  ): Promise<CodeAction[]> {
    const actions = await this.#connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: [...diagnostics], triggerKind, ...(only && { only }) },
    });
    return (actions ?? []).filter((action): action is CodeAction => 'kind' in action);
  }

  async resolve(action: CodeAction, token?: CancellationToken): Promise<CodeAction> {
    return await this.#connection.sendRequest(CodeActionResolveRequest.type, action, token);
  }

  async lenses(uri: string): Promise<CodeLens[]> {
    return (await this.#connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } })) ?? [];
  }

  async hover(uri: string, position: Position): Promise<Hover | null> {
    return await this.#connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  }

  async completion(uri: string, position: Position): Promise<readonly CompletionItem[]> {
    const result = await this.#connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri },
      position,
    });
    return Array.isArray(result) ? result : (result?.items ?? []);
  }

  async request<Result>(method: string, parameters?: unknown): Promise<Result> {
    return await this.#connection.sendRequest<Result>(method, parameters);
  }

  /** Runs long work to its end. `meanwhile` gets a function that cancels it. */
  async job(
    kind: JobParams['kind'],
    meanwhile: (cancel: () => Promise<void>) => unknown = () => undefined,
  ): Promise<JobEnd> {
    const id = this.#jobs.size + 1;
    const ended = new Promise<JobEnd>((resolve) => this.#jobs.set(id, resolve));
    const started = this.#connection.sendRequest(startJobRequest, { id, kind });
    await meanwhile(() => this.#connection.sendNotification(cancelJobNotification, { id }));
    await started;
    return await ended;
  }

  /** Resolves an action and gives the text that its edit makes; fails where the edit is for another version. */
  async textAfter(uri: string, action: CodeAction): Promise<string> {
    const { edit } = await this.resolve(action);
    if (edit === undefined) throw new Error(`"${action.title}" has no edit`);
    return this.#edited(uri, edit);
  }

  #edited(uri: string, { documentChanges }: WorkspaceEdit): string {
    const [change] = documentChanges ?? [];
    if (change === undefined || !('textDocument' in change))
      throw new Error('a document change was expected');
    const document = this.document(uri);
    if (change.textDocument.uri !== uri || change.textDocument.version !== document.version) {
      throw new Error('the edit is for another version');
    }
    const edits = change.edits.map((edit) => ('newText' in edit ? edit : { range: edit.range, newText: '' }));
    return TextDocument.applyEdits(document, edits);
  }

  document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return document;
  }

  /** The range of the first occurrence of some text, from an offset on. */
  rangeOf(uri: string, text: string, from = 0): Range {
    const document = this.document(uri);
    const start = document.getText().indexOf(text, from);
    if (start === -1) throw new Error(`"${text}" is not in ${uri}`);
    return { start: document.positionAt(start), end: document.positionAt(start + text.length) };
  }

  #answerServer(): void {
    const connection = this.#connection;
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ scopeUri }) => this.settings(scopeUri ?? '')),
    );
    connection.onRequest(RegistrationRequest.type, () => undefined);
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes += 1;
    });
    connection.onRequest(ShowDocumentRequest.type, ({ uri }) => {
      this.shown.push(uri);
      return { success: true };
    });
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.logs.push(message);
    });
    connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.messages.push(message);
    });
    connection.onNotification(findingsNotification, ({ complete, files }: FindingsChange) => {
      if (complete) this.findings.clear();
      for (const { uri, findings } of files) {
        if (findings.length === 0) this.findings.delete(uri);
        else this.findings.set(uri, findings);
      }
    });
    connection.onNotification(jobProgressNotification, (progress: JobProgress) => {
      this.progress.push(progress);
    });
    connection.onNotification(jobEndedNotification, (end: JobEnd) => {
      this.#jobs.get(end.id)?.(end);
    });
    connection.onNotification(projectNotification, (figures: ProjectFigures) => {
      this.figures.push(figures);
    });
    connection.onNotification(lateSaveNotification, ({ uri }: LateSave) => {
      this.lateSaves.push(uri);
    });
    connection.onNotification(statusNotification, (status: ServerStatus) => {
      this.statuses.push(status);
    });
  }
}

/** Waits until something holds, and fails when it does not come to hold. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await sleep(5);
  }
}
