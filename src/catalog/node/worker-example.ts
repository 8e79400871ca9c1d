import { program, type Program } from '../example.ts';
import type { BlockingApi } from '../schema.ts';

/** What the good program hands to its worker and gets back. */
interface WorkerCall {
  /** Name and parameters of its function. */
  readonly signature: string;
  /** The properties of `workerData`. */
  readonly data: string;
  /** The type of the worker's answer. */
  readonly result: string;
}

/** The example of a call that only a worker thread makes harmless: the good program asks one. */
export function workerExample(bad: Program, { signature, data, result }: WorkerCall): BlockingApi['example'] {
  return {
    bad: program(bad),
    good: program({
      imports: ["import { once } from 'node:events'", "import { Worker } from 'node:worker_threads'"],
      signature,
      body: [
        `const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: { ${data} } });`,
        `const [result] = (await once(worker, 'message')) as [${result}];`,
        'return result;',
      ],
    }),
  };
}
