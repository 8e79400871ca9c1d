import * as vscode from 'vscode';
import {
  cancelJobNotification,
  jobEndedNotification,
  jobProgressNotification,
  startJobRequest,
  type FixAllWorkspaceResult,
  type JobEnd,
  type JobParams,
  type JobProgress,
  type ScanResult,
} from '../server/protocol.ts';
import type { Server } from './server.ts';
import { virtualNote } from './virtual.ts';

interface Running {
  readonly progress: (progress: JobProgress) => void;
  readonly end: (end: JobEnd) => void;
}

/** Long work of the server, with its progress shown and a button to cancel it. */
export class Jobs implements vscode.Disposable {
  readonly #server: Server;
  readonly #running = new Map<number, Running>();
  readonly #subscriptions: vscode.Disposable;
  #last = 0;
  #isNoted = false;

  constructor(server: Server) {
    this.#server = server;
    this.#subscriptions = vscode.Disposable.from(
      server.onNotification(jobProgressNotification, (progress: JobProgress) => {
        this.#running.get(progress.id)?.progress(progress);
      }),
      server.onNotification(jobEndedNotification, (end: JobEnd) => {
        this.#running.get(end.id)?.end(end);
      }),
      server.onDidChangeState((state) => {
        // Nobody is left to tell of their end.
        if (state === 'stopped') for (const [id, { end }] of this.#running) end({ id, outcome: 'cancelled' });
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** Gives the result of a job; undefined when it was cancelled, or failed, which the user was told of. */
  async run(
    kind: JobParams['kind'],
    title: string,
    location = vscode.ProgressLocation.Notification,
  ): Promise<ScanResult | FixAllWorkspaceResult | undefined> {
    const end = await vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) =>
      this.#follow(kind, progress, token),
    );
    if (end.outcome === 'failed') {
      void vscode.window.showErrorMessage(vscode.l10n.t('{0} failed: {1}', title, end.message));
    }
    const note = virtualNote();
    // Everybody who asks for the whole workspace is told once that it is not the whole.
    if (end.outcome === 'done' && note !== undefined && !this.#isNoted) {
      this.#isNoted = true;
      void vscode.window.showInformationMessage(note);
    }
    return end.outcome === 'done' ? end.result : undefined;
  }

  async #follow(
    kind: JobParams['kind'],
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<JobEnd> {
    const id = (this.#last += 1);
    const cancellation = token.onCancellationRequested(() => {
      void this.#server.notify(cancelJobNotification, { id });
    });
    try {
      return await new Promise<JobEnd>((resolve, reject) => {
        let shown = 0;
        this.#running.set(id, {
          end: resolve,
          progress({ done, total }) {
            const message = vscode.l10n.t('{0} of {1} files', done, total);
            const percent = (100 * done) / Math.max(1, total);
            progress.report({ message, increment: percent - shown });
            shown = percent;
          },
        });
        // The request waits for the server to have started.
        this.#server.request(startJobRequest, { id, kind }).catch(reject);
      });
    } catch (error) {
      return { id, outcome: 'failed', message: String(error) };
    } finally {
      cancellation.dispose();
      this.#running.delete(id);
    }
  }
}
