import { version } from '../../package.json';
import { BaselineError } from '../report/baseline.ts';
import { ConfigError } from '../workspace/configs.ts';
import { PathError } from '../workspace/named-paths.ts';
import { describeError, isSystemError } from '../workspace/system-error.ts';
import { parseArguments, UsageError, type Arguments } from './args.ts';
import { check } from './check.ts';
import type { CommandContext } from './context.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { fix } from './fix.ts';
import { helpTexts } from './help.ts';

/** Runs the command line. Every error ends up as words on standard error and a status. */
export async function run(args: readonly string[], context: CommandContext): Promise<ExitStatus> {
  try {
    return await dispatch(parseArguments(args), context);
  } catch (error) {
    await context.terminal.note(errorText(error));
    return exitStatus.failure;
  }
}

async function dispatch(args: Arguments, context: CommandContext): Promise<ExitStatus> {
  const { terminal } = context;
  switch (args.command) {
    case 'check':
      return await check(args, context);
    case 'fix':
      return await fix(args, context);
    case 'help':
      await terminal.print(helpTexts[args.topic]);
      return exitStatus.clean;
    case 'version':
      await terminal.print(`${version}\n`);
      return exitStatus.clean;
    case 'none':
      await terminal.note(helpTexts.general.trimEnd());
      return exitStatus.failure;
  }
}

/** Errors that the user can mend. Their messages are complete. */
const usersErrors = [UsageError, PathError, ConfigError, BaselineError];

function errorText(error: unknown): string {
  if (usersErrors.some((type) => error instanceof type)) return (error as Error).message;
  if (isSystemError(error)) return `Unblock had to stop: ${describeError(error)}.`;
  // Nothing that a user could mend: whoever reports it needs the stack.
  return `Unblock failed by a fault of its own: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
