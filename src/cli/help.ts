import { formatNames } from '../report/index.ts';
import type { HelpTopic } from './args.ts';

const general = `Unblock finds calls that block the event loop inside async code, and converts them to awaited ones.

Usage:
  unblock check [paths…] [options]   report blocking calls
  unblock fix   [paths…] [options]   convert the ones that can be converted safely

Paths are files, folders or globs; without any, the working folder is searched. Files that git
ignores, tests, build output and vendored code are left out, unless they are named.

Options:
  -h, --help       show this help, or that of a command
  -v, --version    show the version

Exit status: 0 nothing found (or all fixed), 1 findings, 2 wrong usage or something unreadable.
`;

const shared = `  --config FILE    use this configuration for all files, not the unblock.config.json nearest to each
  --no-cache       do not use results of earlier runs
  -h, --help       show this help
`;

const check = `Reports calls that block the event loop inside async code.

Usage:
  unblock check [paths…] [options]

Options:
  --format FORMAT  ${formatNames()}; text is the default
  --baseline FILE  report only what this file does not accept
  --update-baseline
                   accept what is found now: write it to the file of --baseline
${shared}
Exit status: 0 nothing found, 1 findings, 2 wrong usage or something unreadable.
`;

const fix = `Converts blocking calls to awaited ones where that is safe, and reports what is left.

Usage:
  unblock fix [paths…] [options]

Options:
  --cascade        make blocking helpers async too, and await them in all of their callers
  --partial        with --cascade: where some callers of a helper cannot await, keep it for them,
                   and put an async one beside it for the others (\`loadAsync\` beside \`load\`)
  --verify         check the types of every edit with TypeScript first, and leave out those that
                   would bring a new error (where a tsconfig.json includes the file)
  --dry-run        change no file; print what would change as a unified diff
${shared}
Exit status: 0 nothing is left, 1 findings are left, 2 wrong usage or something unreadable.
`;

/** What `--help` prints. */
export const helpTexts: Readonly<Record<HelpTopic, string>> = { general, check, fix };
