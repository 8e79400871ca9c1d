import { describeError } from '../system-error.ts';

/** The project as a whole could not be looked at, by a fault of ours: its `cause`. It is the same for every file. */
export class ProjectError extends Error {
  override readonly name = 'ProjectError';

  constructor(cause: unknown) {
    super(describeError(cause), { cause });
  }
}
