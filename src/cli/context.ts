import type { Configs } from '../workspace/configs.ts';
import type { Prover } from '../fixes/proof.ts';
import type { Session } from '../workspace/session.ts';
import type { Terminal } from './terminal.ts';

/** Where answers of earlier runs are kept. */
export interface AnswerStore {
  readonly folder: string;
  /** Answers of any other version are ignored. */
  readonly version: string;
}

/** What the command line is put together from. */
export interface Services {
  /** Extensions of all files that some language can read, with their dot. */
  readonly extensions: readonly string[];
  /** @param useCache Whether facts of earlier runs may be used and are kept for later ones. */
  createSession(useCache: boolean, configs: Configs): Session;
  createProver(): Prover;
  /** Where answers are kept between runs; nothing is kept without it. */
  readonly answers?: AnswerStore | undefined;
}

/** Where a command runs. */
export interface CommandContext {
  readonly cwd: string;
  readonly terminal: Terminal;
  readonly services: Services;
}
