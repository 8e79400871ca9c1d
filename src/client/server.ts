import type { WorkspaceEdit } from 'vscode';

/** How the language server is, as far as users need to know. */
export type ServerState = 'starting' | 'running' | 'stopped';

/** What is done as long as nobody disposes of it. */
export interface Registration {
  dispose(): void;
}

/** What the rest of the client asks of the library that talks to the server. */
export interface Connection {
  start(): Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<void>;
  /** Requests wait for the server to have started. */
  request(method: string, params: unknown): Promise<unknown>;
  notify(method: string, params: unknown): Promise<void>;
  onNotification(method: string, handler: (params: unknown) => void): Registration;
  onState(handler: (state: ServerState) => void): Registration;
  toWorkspaceEdit(edit: unknown): Promise<WorkspaceEdit | undefined>;
}

/**
 * The language server, for all that is registered when the extension is activated. The library that talks to it takes
 * longer to load than all else in the extension: that begins when the editor has its turn again, and whoever asks
 * meanwhile waits.
 */
export class Server {
  readonly #connection: Promise<Connection>;
  readonly #started: Promise<void>;
  readonly #stateHandlers = new Set<(state: ServerState) => void>();
  #immediate: NodeJS.Immediate | undefined;
  #giveUp: (reason: Error) => void = () => undefined;

  /**
   * @param connect Loads the library and prepares the connection; called once, in a later turn of the event loop.
   * @param onFailure Hears why the server could not be started.
   */
  constructor(connect: () => Promise<Connection>, onFailure: (error: unknown) => void) {
    this.#connection = new Promise<void>((resolve, reject) => {
      this.#giveUp = reject;
      this.#immediate = setImmediate(() => {
        this.#immediate = undefined;
        resolve();
      });
    }).then(connect);
    this.#started = this.#connection.then(async (connection) => {
      connection.onState((state) => {
        this.#tell(state);
      });
      // Handlers that were registered meanwhile come first: they wait for the same promise, after this one.
      await Promise.resolve();
      await connection.start();
    });
    this.#started.catch((error: unknown) => {
      if (error instanceof StoppedError) return;
      this.#tell('stopped');
      onFailure(error);
    });
  }

  /** Asks the server. Rejects when it could not be started, and with what it answers when that is an error. */
  async request<Result>(method: string, params?: unknown): Promise<Result> {
    return (await (await this.#connection).request(method, params)) as Result;
  }

  async notify(method: string, params: unknown): Promise<void> {
    await (await this.#connection).notify(method, params);
  }

  /** Of each method one handler at a time. */
  onNotification(method: string, handler: (params: never) => void): Registration {
    const registered = this.#connection.then((connection) =>
      connection.onNotification(method, (params) => {
        handler(params as never);
      }),
    );
    // That there is no server is told elsewhere.
    registered.catch(() => undefined);
    return {
      dispose: () => {
        registered.then(
          (registration) => {
            registration.dispose();
          },
          () => undefined,
        );
      },
    };
  }

  onDidChangeState(handler: (state: ServerState) => void): Registration {
    this.#stateHandlers.add(handler);
    return {
      dispose: () => {
        this.#stateHandlers.delete(handler);
      },
    };
  }

  /** An edit of the server in the words of the editor. */
  async toWorkspaceEdit(edit: unknown): Promise<WorkspaceEdit | undefined> {
    return await (await this.#connection).toWorkspaceEdit(edit);
  }

  async restart(): Promise<void> {
    await (await this.#connection).restart();
  }

  /** Ends the server. One whose library is not loaded yet is not started any more; one that is starting is let start. */
  async stop(): Promise<void> {
    if (this.#immediate !== undefined) {
      clearImmediate(this.#immediate);
      this.#immediate = undefined;
      this.#giveUp(new StoppedError('The extension was stopped before its server was started.'));
      return;
    }
    const isStarted = await this.#started.then(
      () => true,
      () => false,
    );
    if (isStarted) await (await this.#connection).stop();
  }

  #tell(state: ServerState): void {
    for (const handler of this.#stateHandlers) handler(state);
  }
}

class StoppedError extends Error {}
