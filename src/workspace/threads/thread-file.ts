import path from 'node:path';
import type { WorkerOptions } from 'node:worker_threads';

/** What a worker thread is started with. */
export interface ThreadFile {
  readonly file: string;
  readonly options: Pick<WorkerOptions, 'execArgv' | 'stdout' | 'stderr'>;
}

/**
 * The code of a worker thread and how it is run.
 *
 * @param folder The folder of the file that asks.
 * @param built The name of the thread's bundle beside that file's own; undefined where nothing was built.
 * @param source The name of its source in that folder.
 */
export function threadFile(folder: string, built: string | undefined, source: string): ThreadFile {
  return {
    file: path.resolve(folder, built ?? source),
    options: {
      // What this process was started with is no matter of the thread.
      execArgv: built === undefined ? [`--require=${path.join(__dirname, 'source-loader.cjs')}`] : [],
      // Standard output may carry the language server's protocol.
      stdout: true,
      stderr: true,
    },
  };
}
