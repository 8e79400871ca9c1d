import path from 'node:path';
import { parseArgs } from 'node:util';

/** How each conversion alone is tried: not at all, by its types, or by its types and the tests. */
export type Trial = 'none' | 'types' | 'tests';

export interface EvaluateOptions {
  /** The project; it is copied, and stays as it is. */
  readonly folder: string;
  /** What of it is converted, relative to the folder. */
  readonly paths: readonly string[];
  /** A shell command that type-checks the project. */
  readonly typeCheck: string | undefined;
  /** A shell command that runs the project's tests. */
  readonly test: string;
  readonly each: Trial;
  /** Whether what the light bulb offers is taken afterwards. */
  readonly suggestions: boolean;
  /** Options that `unblock fix` gets. */
  readonly fixOptions: readonly string[];
  /** A folder for the converted copy and what its tests printed; without it, the copy is removed. */
  readonly keep: string | undefined;
  /** Where the figures go as JSON. */
  readonly json: string | undefined;
}

export const usage = `Converts a copy of a project, and compares its type errors and test results before and after.

  npm run evaluate -- <project folder> [path…] [options] -- <test command>

  path…                what is converted, relative to the project folder; by default all of it
  --type-check COMMAND how the project checks its types; by default its own tsc on its tsconfig.json
  --each TRIAL         how each conversion alone is tried: tests (default), types or none
  --cascade            makes helpers async too
  --partial            writes async versions beside helpers that must stay
  --verify             leaves out what the type checker speaks against
  --suggestions        then takes what the light bulb offers, and takes back what changes types or tests
  --keep FOLDER        leaves the converted copy and what its tests printed before and after there
  --json FILE          write the figures there too`;

/** Options of \`unblock fix\` that are handed on to it. */
const handedOn = ['cascade', 'partial', 'verify'] as const;

/** Reads the arguments. Throws an error with the usage when they make no sense. */
export function readOptions(args: readonly string[]): EvaluateOptions {
  const at = args.indexOf('--');
  const test = at === -1 ? [] : args.slice(at + 1);
  const { values, positionals } = parseArgs({
    args: at === -1 ? [...args] : args.slice(0, at),
    allowPositionals: true,
    options: {
      'type-check': { type: 'string' },
      each: { type: 'string', default: 'tests' },
      suggestions: { type: 'boolean', default: false },
      keep: { type: 'string' },
      json: { type: 'string' },
      ...(Object.fromEntries(handedOn.map((name) => [name, { type: 'boolean' }])) as Record<
        (typeof handedOn)[number],
        { type: 'boolean' }
      >),
    },
  });
  const [folder, ...paths] = positionals;
  const { each } = values;
  if (folder === undefined || test.length === 0 || !isTrial(each)) throw new Error(usage);
  return {
    folder: path.resolve(folder),
    paths: paths.length === 0 ? ['.'] : paths,
    typeCheck: values['type-check'],
    test: test.join(' '),
    each,
    suggestions: values.suggestions,
    fixOptions: handedOn.filter((name) => values[name] === true).map((name) => `--${name}`),
    keep: values.keep === undefined ? undefined : path.resolve(values.keep),
    json: values.json,
  };
}

function isTrial(word: string): word is Trial {
  return word === 'none' || word === 'types' || word === 'tests';
}
