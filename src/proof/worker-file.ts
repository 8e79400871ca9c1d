import path from 'node:path';

const built = process.env.UNBLOCK_PROOF_WORKER;

/** The file that the worker thread runs: a bundle beside the others, or the source itself where nothing was built. */
export const workerFile = path.join(__dirname, built ?? 'worker.ts');

/** Options of Node for that thread. What this process was started with is no matter of the thread. */
export const workerOptions: string[] =
  built === undefined ? [`--require=${path.join(__dirname, 'source-loader.cjs')}`] : [];
