import type { Services } from './context.ts';
import { exitStatus } from './exit-status.ts';
import { run } from './run.ts';
import { createTerminal } from './terminal.ts';

/** Runs the command line as this process: its arguments, streams and exit status. */
export async function runProcess(services: Services): Promise<void> {
  // The status is set rather than `process.exit` called, which would cut off what the streams still hold.
  process.exitCode = exitStatus.failure;
  const terminal = createTerminal(process.stdout, process.stderr, process.env);
  process.exitCode = await run(process.argv.slice(2), { cwd: process.cwd(), terminal, services });
}
