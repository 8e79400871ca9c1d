import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

import { formatNames, isFormatName, type FormatName } from '../report/index.ts';
import { errorCode } from '../workspace/system-error.ts';

/** The command line is wrong. The message is one clear line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What both commands take. */
export interface AnalysisArguments {
  /** Files, folders and globs; the working folder when none is given. */
  readonly paths: readonly string[];
  readonly config: string | undefined;
  /** Whether results of earlier runs may be used. */
  readonly cache: boolean;
}

export interface CheckArguments extends AnalysisArguments {
  readonly command: 'check';
  readonly format: FormatName;
  /** The file of findings that are accepted. */
  readonly baseline: string | undefined;
  /** Whether to accept what is found now. */
  readonly updateBaseline: boolean;
}

export interface FixArguments extends AnalysisArguments {
  readonly command: 'fix';
  readonly dryRun: boolean;
  /** Whether the types of every edit are checked before it is applied. */
  readonly verify: boolean;
  /** Whether helpers are made async, with all that calls them. */
  readonly cascade: boolean;
  /** Whether helpers that have to stay synchronous for some callers get an async one beside them for the others. */
  readonly partial: boolean;
}

export type HelpTopic = 'general' | 'check' | 'fix';

export type Arguments =
  | CheckArguments
  | FixArguments
  | { readonly command: 'help'; readonly topic: HelpTopic }
  | { readonly command: 'version' }
  /** No command at all. */
  | { readonly command: 'none' };

const common = {
  config: { type: 'string' },
  'no-cache': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig;

const checkOptions = {
  ...common,
  format: { type: 'string' },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean' },
} as const;
const fixOptions = {
  ...common,
  cascade: { type: 'boolean' },
  partial: { type: 'boolean' },
  verify: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
} as const;

/**
 * Reads the command line, without the program's own name.
 * @throws UsageError
 */
export function parseArguments(args: readonly string[]): Arguments {
  const [command, ...rest] = args;
  switch (command) {
    case undefined:
      return { command: 'none' };
    case '-h':
    case '--help':
      return { command: 'help', topic: 'general' };
    case 'help':
      return { command: 'help', topic: rest[0] === 'check' || rest[0] === 'fix' ? rest[0] : 'general' };
    case '-v':
    case '--version':
      return { command: 'version' };
    case 'check':
      return parseCheck(rest);
    case 'fix':
      return parseFix(rest);
    default:
      throw new UsageError(unknownCommand(command));
  }
}

function parseCheck(args: string[]): Arguments {
  const { values, positionals } = explainErrors('check', () =>
    parseArgs({ args, options: checkOptions, allowPositionals: true }),
  );
  if (values.help) return { command: 'help', topic: 'check' };
  const format = values.format ?? 'text';
  if (!isFormatName(format)) {
    throw new UsageError(`There is no format ${format}; choose ${formatNames()}.`);
  }
  const { baseline, 'update-baseline': updateBaseline = false } = values;
  if (updateBaseline && baseline === undefined) {
    throw new UsageError(
      'The option --update-baseline needs --baseline FILE, which names the file to write.',
    );
  }
  return { command: 'check', format, baseline, updateBaseline, ...analysisArguments(positionals, values) };
}

function parseFix(args: string[]): Arguments {
  const { values, positionals } = explainErrors('fix', () =>
    parseArgs({ args, options: fixOptions, allowPositionals: true }),
  );
  if (values.help) return { command: 'help', topic: 'fix' };
  const { cascade = false, partial = false, verify = false, 'dry-run': dryRun = false } = values;
  if (partial && !cascade)
    throw new UsageError('--partial goes with --cascade; `unblock fix --help` explains both.');
  return { command: 'fix', cascade, partial, verify, dryRun, ...analysisArguments(positionals, values) };
}

function analysisArguments(
  positionals: readonly string[],
  values: { readonly config?: string | undefined; readonly 'no-cache'?: boolean | undefined },
): AnalysisArguments {
  return {
    paths: positionals.length > 0 ? positionals : ['.'],
    config: values.config,
    cache: !(values['no-cache'] ?? false),
  };
}

/** Turns what `parseArgs` says about a bad option into one line of ours. */
function explainErrors<Result>(command: string, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    const problem = optionProblem(error);
    if (problem === undefined) throw error;
    throw new UsageError(`${problem}; \`unblock ${command} --help\` lists the options.`);
  }
}

function optionProblem(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const option = /-[^\s']*/.exec(error.message)?.[0] ?? '';
  const code = errorCode(error);
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `There is no option ${option}`;
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return undefined;
  return `The option ${option} ${error.message.includes('does not take') ? 'takes no value' : 'needs a value'}`;
}

function unknownCommand(word: string): string {
  const kind = word.startsWith('-') ? 'option' : 'command';
  return `There is no ${kind} ${word}; the commands are check and fix, and \`unblock --help\` explains them.`;
}
