import { Worker } from 'node:worker_threads';
import type { SourceText } from '../facts/source-text.ts';
import type { CacheOptions, FactsKind } from '../workspace/facts-cache.ts';
import { describeError, errorCode } from '../workspace/system-error.ts';
import { threadFile } from '../workspace/threads/thread-file.ts';
import type { Piece } from './pieces.ts';
import type { ReadRequest, WorkerAnswer, WorkerRequest, WorkerStart } from './protocol.ts';

/** What parsing in a thread may cost. */
export interface ThreadLimits {
  /** Size of the worker's heap in megabytes. */
  readonly memoryMb: number;
  /** How long one text may take, in milliseconds, with all that has to be loaded for it. */
  readonly timeMs: number;
  /** How long a worker without work is kept, in milliseconds. */
  readonly idleMs: number;
}

/** Facts as a worker sends them; undefined for a text that cannot be parsed. */
export type SentFacts = string | readonly Piece[] | undefined;

/** A worker has the next request at hand when it is done with one, but what is urgent waits for no more than these. */
const mostSent = 2;

/** How often a text is tried whose worker died: the first one may have been full. */
const mostTries = 2;

/** How long a worker may write to the disk before it ends, in milliseconds. */
const farewellMs = 2000;

/** How often what is to be kept is written, in milliseconds: of a large project that is more than a hundred megabytes. */
const saveEveryMs = 300_000;

interface Task {
  readonly request: ReadRequest;
  readonly urgent: boolean;
  tries: number;
  readonly resolve: (facts: SentFacts) => void;
  readonly reject: (error: Error) => void;
}

/** Sends texts to a worker thread, which is started when the first one comes, and again after it died. */
export class ParserThread {
  readonly #limits: ThreadLimits;
  readonly #start: WorkerStart;
  readonly #urgent: Task[] = [];
  readonly #waiting: Task[] = [];
  /** What the worker has, in the order in which it answers. */
  #sent: Task[] = [];
  #worker: Worker | undefined;
  #project: string | undefined;
  #isKnown = false;
  #savedAt = -Infinity;
  #isStopped = false;
  #count = 0;
  #alarm: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(limits: ThreadLimits, cache: Omit<CacheOptions, 'project'> | undefined) {
    this.#limits = limits;
    this.#start = { cache };
  }

  /** Starts the thread before there is anything to do. */
  start(): void {
    if (this.#worker !== undefined || this.#isStopped) return;
    this.#begin();
    this.#pump();
  }

  /** Says to which project the texts belong from now on. */
  open(project: string): void {
    if (project === this.#project || this.#isStopped) return;
    this.#project = project;
    this.#isKnown = false;
    this.#savedAt = -Infinity;
    if (this.#worker === undefined) this.#begin();
    else this.#tellProject(this.#worker);
  }

  /** @throws Error when the text cannot be dealt with: it is of no use to try again. */
  async read(source: SourceText, about: FactsKind, urgent: boolean, anew: boolean): Promise<SentFacts> {
    if (this.#isStopped) throw stopped();
    return await new Promise<SentFacts>((resolve, reject) => {
      const request: ReadRequest = { kind: 'read', id: (this.#count += 1), source, about, anew };
      const task: Task = { request, urgent, tries: 0, resolve, reject };
      (urgent ? this.#urgent : this.#waiting).push(task);
      this.#pump();
    });
  }

  /** Has what is to be kept written, unless that was just done; a worker writes the rest when it ends. Nobody waits for it. */
  save(): void {
    const now = performance.now();
    if (this.#worker === undefined || now - this.#savedAt < saveEveryMs) return;
    this.#savedAt = now;
    tell(this.#worker, { kind: 'save' });
  }

  /** Ends the thread for good, and all that waits for it. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const task of [...this.#sent, ...this.#urgent, ...this.#waiting]) task.reject(stopped());
    this.#sent = [];
    this.#urgent.length = 0;
    this.#waiting.length = 0;
    await this.#end();
  }

  #pump(): void {
    while (this.#sent.length < mostSent) {
      const task = this.#urgent.shift() ?? this.#waiting.shift();
      if (task === undefined) break;
      this.#sent.push(task);
      tell(this.#worker ?? this.#begin(), task.request);
    }
    clearTimeout(this.#idle);
    if (this.#sent.length > 0) {
      // Keeps the process alive while there is something to wait for.
      this.#alarm ??= setTimeout(() => {
        this.#giveUp();
      }, this.#limits.timeMs);
    } else {
      this.#idle = setTimeout(() => void this.#end(), this.#limits.idleMs);
      this.#idle.unref();
    }
  }

  #begin(): Worker {
    const { file, options } = threadFile(__dirname, process.env.UNBLOCK_FACTS_WORKER, 'worker.ts');
    const worker = new Worker(file, {
      ...options,
      workerData: this.#start,
      // What is nested too deeply for its stack is too deep for this thread as well.
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.memoryMb, stackSizeMb: 1 },
    });
    let reason: unknown = new Error('its thread ended');
    worker.on('message', (answer: WorkerAnswer) => {
      if (this.#worker === worker) this.#settle(answer);
    });
    worker.on('error', (error: unknown) => {
      reason = error;
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#lose(reason, mostTries);
    });
    // A process that has nothing else to do may end.
    worker.unref();
    this.#worker = worker;
    this.#tellProject(worker);
    return worker;
  }

  #tellProject(worker: Worker): void {
    if (this.#project === undefined) return;
    tell(worker, { kind: 'open', project: this.#project, keepAll: this.#isKnown });
    // Another worker will not be asked for what this one is asked for.
    this.#isKnown = true;
  }

  #settle(answer: WorkerAnswer): void {
    this.#silence();
    const task = this.#sent.shift();
    if ('error' in answer) task?.reject(new Error(`the parser failed: ${answer.error}`));
    else task?.resolve(answer.facts);
    this.#pump();
  }

  #giveUp(): void {
    const worker = this.#worker;
    this.#lose(new Error(`it takes longer than ${this.#limits.timeMs / 1000} s`), 1);
    void worker?.terminate();
  }

  /** The worker is no more: what it was at is to blame, the rest is for the next one. */
  #lose(reason: unknown, tries: number): void {
    this.#worker = undefined;
    this.#silence();
    const sent = this.#sent;
    this.#sent = [];
    const [culprit] = sent;
    if (culprit !== undefined && (culprit.tries += 1) >= tries) {
      sent.shift();
      culprit.reject(new Error(`the parser failed: ${this.#describe(reason)}`));
    }
    for (const task of sent.reverse()) (task.urgent ? this.#urgent : this.#waiting).unshift(task);
    this.#pump();
  }

  #describe(error: unknown): string {
    return errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY'
      ? `it needs more than ${this.#limits.memoryMb} MB of memory`
      : describeError(error);
  }

  #silence(): void {
    clearTimeout(this.#alarm);
    this.#alarm = undefined;
  }

  /** Lets the worker write what is to be kept, then ends it. */
  async #end(): Promise<void> {
    clearTimeout(this.#idle);
    this.#silence();
    const worker = this.#worker;
    this.#worker = undefined;
    if (worker === undefined) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    const timer = setTimeout(() => void worker.terminate(), farewellMs);
    tell(worker, { kind: 'end' });
    await ended;
    clearTimeout(timer);
  }
}

function tell(worker: Worker, request: WorkerRequest): void {
  worker.postMessage(request);
}

function stopped(): Error {
  return new Error('the parser was stopped');
}
