import { atomicsSleep } from './atomics-sleep.ts';
import { awaitTwin } from './await-twin.ts';
import { busyWait } from './busy-wait.ts';
import { fileHandle } from './file-handle.ts';
import type { Rewriter } from './rewrite.ts';

/** All ways to find what to await, asked in turn; the general one comes last. */
export const rewriters: readonly Rewriter[] = [busyWait, atomicsSleep, fileHandle, awaitTwin];
