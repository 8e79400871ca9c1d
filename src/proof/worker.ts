import { parentPort, workerData } from 'node:worker_threads';
import { getHeapStatistics } from 'node:v8';
import type { Checker } from '../fixes/proof.ts';
import { languageOf } from '../languages/registry.ts';
import { describeError } from '../workspace/system-error.ts';
import type { WorkerAnswer, WorkerRequest, WorkerStart } from './protocol.ts';

/*
 * The entry of the worker thread that proves edits: it holds the type checkers, which read files synchronously and
 * take their time.
 */

const cancelled = new Int32Array((workerData as WorkerStart).cancelled);
const checkers = new Map<string, Promise<Checker | undefined>>();

parentPort?.on('message', (request: WorkerRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply));
});

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  const outcome = await outcomeOf(request);
  // Only this thread's own heap: that of the process is not what the limit is about.
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return { id: request.id, outcome, load: used / limit };
}

async function outcomeOf(request: WorkerRequest): Promise<WorkerAnswer['outcome']> {
  const [first] = request.edited;
  const checker = first === undefined ? undefined : await checkerOf(first.path);
  if (checker === undefined) return { kind: 'proved', unchecked: request.edited.map(({ path }) => path) };
  try {
    return checker.check(request, () => Atomics.load(cancelled, 0) >= request.id);
  } catch (error) {
    return { kind: 'fault', error: describeError(error) };
  }
}

/** The checker of the language of a file. */
function checkerOf(path: string): Promise<Checker | undefined> {
  const language = languageOf(path);
  if (language === undefined) return Promise.resolve(undefined);
  const known = checkers.get(language.id) ?? language.load().then((loaded) => loaded.createChecker?.());
  checkers.set(language.id, known);
  return known;
}
