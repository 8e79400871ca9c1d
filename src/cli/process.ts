import type { Services } from './context.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { run } from './run.ts';
import { createTerminal } from './terminal.ts';

/** Runs the command line as this process: its arguments, streams, signals and exit status. */
export async function runProcess(services: Services): Promise<void> {
  const stop = new AbortController();
  let stopped: ExitStatus = exitStatus.interrupted;
  // Once only: a second signal ends the process at once, in the system's own way.
  process.once('SIGINT', () => {
    stop.abort();
  });
  process.once('SIGTERM', () => {
    stopped = exitStatus.terminated;
    stop.abort();
  });
  const terminal = createTerminal(process.stdout, process.stderr, process.env);
  const context = { cwd: process.cwd(), terminal, services, signal: stop.signal };
  // The status is set rather than `process.exit` called, which would cut off what the streams still hold.
  process.exitCode = exitStatus.failure;
  try {
    process.exitCode = await run(process.argv.slice(2), context);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.exitCode = stopped;
  }
}
