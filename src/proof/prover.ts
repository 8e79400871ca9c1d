import { Worker } from 'node:worker_threads';
import type { ProofRequest, Prover, Verdict } from '../fixes/proof.ts';
import { t } from '../l10n/translate.ts';
import { describeError, errorCode } from '../workspace/system-error.ts';
import { threadFile } from '../workspace/threads/thread-file.ts';
import type { WorkerAnswer, WorkerRequest, WorkerStart } from './protocol.ts';

/** What a proof may cost. */
export interface ProverLimits {
  /** Size of the worker's heap in megabytes. */
  readonly memoryMb: number;
  /** The share of its heap, from 0 to 1, above which a worker makes way for a new one. */
  readonly fullest: number;
  /** How long one proof may take, in milliseconds, with all that has to be loaded for it. */
  readonly timeMs: number;
  /** How long a worker without work is kept, in milliseconds. */
  readonly idleMs: number;
}

/** Proves edits in a worker thread, which is started when the first proof is asked for. */
export function createProver(limits: ProverLimits): Prover {
  return new WorkerProver(limits);
}

interface Thread {
  readonly worker: Worker;
  readonly cancelled: Int32Array;
}

class WorkerProver implements Prover {
  readonly #limits: ProverLimits;
  #thread: Thread | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #count = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(limits: ProverLimits) {
    this.#limits = limits;
  }

  async prove(request: ProofRequest, signal?: AbortSignal): Promise<Verdict> {
    signal?.throwIfAborted();
    const turn = this.#last.then(() => {
      signal?.throwIfAborted();
      return this.#ask(request, signal);
    });
    this.#last = turn.catch(() => undefined);
    return await untilAborted(turn, signal);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.worker.terminate();
  }

  async #ask({ edited, open }: ProofRequest, signal: AbortSignal | undefined): Promise<Verdict> {
    clearTimeout(this.#idle);
    const thread = (this.#thread ??= this.#start());
    const id = (this.#count += 1);
    const cancel = (): void => {
      Atomics.store(thread.cancelled, 0, id);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      const answer = await this.#exchange(thread.worker, { id, edited, open });
      if (answer.load > this.#limits.fullest) await this.stop();
      const { outcome } = answer;
      return outcome.kind === 'fault' ? { kind: 'unproved', reason: failure(outcome.error) } : outcome;
    } catch (error) {
      // Whatever is left of it, the next proof gets a new one.
      await this.stop();
      return { kind: 'unproved', reason: reasonOf(error, this.#limits) };
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#idle = setTimeout(() => void this.stop(), this.#limits.idleMs);
      this.#idle.unref();
    }
  }

  #start(): Thread {
    const cancelled = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const start: WorkerStart = { cancelled };
    const { file, options } = threadFile(__dirname, process.env.UNBLOCK_PROOF_WORKER, 'worker.ts');
    const worker = new Worker(file, {
      ...options,
      workerData: start,
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.memoryMb },
    });
    // What happens to a worker that nobody waits for is only noticed: the next proof gets a new one.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.#thread?.worker === worker) this.#thread = undefined;
    });
    // A process that has nothing else to do may end.
    worker.unref();
    return { worker, cancelled: new Int32Array(cancelled) };
  }

  /** Sends a request and waits for its answer, but only as long as the limit allows and the worker lives. */
  async #exchange(worker: Worker, request: WorkerRequest): Promise<WorkerAnswer> {
    return await new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        worker.off('message', onAnswer).off('error', onError).off('exit', onExit);
        finish();
      };
      const onAnswer = (answer: WorkerAnswer): void => {
        if (answer.id === request.id)
          settle(() => {
            resolve(answer);
          });
      };
      const onError = (error: unknown): void => {
        settle(() => {
          reject(error instanceof Error ? error : new Error(String(error)));
        });
      };
      const onExit = (): void => {
        onError(new Error('its thread ended'));
      };
      // Keeps the process alive while there is something to wait for.
      const timer = setTimeout(() => {
        onError(new TimeLimitError());
      }, this.#limits.timeMs);
      worker.on('message', onAnswer).on('error', onError).on('exit', onExit);
      worker.postMessage(request);
    });
  }
}

class TimeLimitError extends Error {}

function reasonOf(error: unknown, { timeMs, memoryMb }: ProverLimits): string {
  if (error instanceof TimeLimitError) return t('checking the types took longer than {0} s', timeMs / 1000);
  if (errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY') {
    return t('checking the types needs more than {0} MB of memory', memoryMb);
  }
  return failure(describeError(error));
}

function failure(error: string): string {
  return t('the type checker failed: {0}', error);
}

/** Waits for some work, but no longer than the signal allows. */
async function untilAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return await work;
  return await new Promise((resolve, reject) => {
    const onAbort = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    void work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}
