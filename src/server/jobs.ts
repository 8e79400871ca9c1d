import type { Connection } from 'vscode-languageserver';
import { describeError, type Log } from './log.ts';
import {
  cancelJobNotification,
  jobEndedNotification,
  jobProgressNotification,
  startJobRequest,
  type FixAllWorkspaceResult,
  type JobEnd,
  type JobParams,
  type ScanResult,
} from './protocol.ts';

/** What a job gets to work with. */
export interface JobContext {
  readonly signal: AbortSignal;
  /** Tells the client how far the work has come. */
  readonly report: (done: number, total: number) => void;
}

export type Job = (context: JobContext) => Promise<ScanResult | FixAllWorkspaceResult>;

/** A client has no use for more messages than this about how far some work has come, in milliseconds between them. */
const reportEvery = 100;

/**
 * Runs long work beside the messages, which are handled one after the other: the request that starts a job is answered
 * at once, and notifications tell the rest.
 */
export function serveJobs(
  connection: Connection,
  log: Log,
  jobs: Readonly<Record<JobParams['kind'], Job>>,
): { dispose(): void } {
  const running = new Map<number, AbortController>();

  async function run({ id, kind }: JobParams, controller: AbortController): Promise<void> {
    let reported = 0;
    const end = await outcomeOf(id, controller.signal, () =>
      jobs[kind]({
        signal: controller.signal,
        report(done, total) {
          if (performance.now() - reported < reportEvery && done < total) return;
          reported = performance.now();
          void connection.sendNotification(jobProgressNotification, { id, done, total });
        },
      }),
    );
    if (end.outcome === 'failed') log.error(`The work on the workspace failed: ${end.message}`);
    running.delete(id);
    await connection.sendNotification(jobEndedNotification, end);
  }

  connection.onRequest(startJobRequest, (params: JobParams) => {
    const controller = new AbortController();
    running.set(params.id, controller);
    // Not awaited: other messages would wait for it.
    run(params, controller).catch((error: unknown) => {
      log.error(`The client could not be told of the end of a job: ${describeError(error)}`);
    });
    return null;
  });

  connection.onNotification(cancelJobNotification, ({ id }: { readonly id: number }) => {
    running.get(id)?.abort();
  });

  return {
    dispose() {
      for (const controller of running.values()) controller.abort();
    },
  };
}

async function outcomeOf(id: number, signal: AbortSignal, work: () => ReturnType<Job>): Promise<JobEnd> {
  try {
    const result = await work();
    return signal.aborted ? { id, outcome: 'cancelled' } : { id, outcome: 'done', result };
  } catch (error) {
    if (signal.aborted) return { id, outcome: 'cancelled' };
    return { id, outcome: 'failed', message: describeError(error) };
  }
}
