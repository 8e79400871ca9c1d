import { access, readFile } from 'node:fs/promises';
import path from 'node:path';

import {
  acceptAll,
  BaselineError,
  compareWithBaseline,
  formatBaseline,
  parseBaseline,
  type Baseline,
  type Obsolete,
} from '../report/baseline.ts';
import type { FileResult } from '../report/build-report.ts';
import { plural } from '../report/plural.ts';
import { describeError, errorCode, isSystemError } from '../workspace/system-error.ts';
import { writeText } from '../workspace/write-file.ts';
import type { Analysis } from './analyze.ts';
import type { CheckArguments } from './args.ts';
import type { CommandContext } from './context.ts';
import { withSignalsHeld } from './signals.ts';

/** Of an analysis, the results with what is to be reported. */
export type KeepNew = (analysis: Analysis) => Promise<readonly FileResult[]>;

/**
 * Reads the baseline that the command line names, so that a wrong one is known before the work begins.
 * @returns What leaves out the findings that it accepts, and says so on standard error; with `--update-baseline`, what
 *   writes it anew.
 * @throws BaselineError
 */
export async function openBaseline(
  { baseline: name, updateBaseline }: CheckArguments,
  context: CommandContext,
): Promise<KeepNew> {
  if (name === undefined) return ({ results }) => Promise.resolve(results);
  const file = path.resolve(context.cwd, name);
  const text = await readBaseline(file, name);
  if (text === undefined && !updateBaseline) {
    throw new BaselineError(`There is no baseline ${name}; \`--update-baseline\` writes one.`);
  }
  const baseline = text === undefined ? new Map<string, never>() : parse(text, name);
  const parts = { file, name, text, baseline };
  return updateBaseline
    ? (analysis) => update(parts, analysis, context)
    : (analysis) => compare(parts, analysis, context);
}

interface BaselineFile {
  readonly file: string;
  /** What the user calls it. */
  readonly name: string;
  /** Its text; undefined when it does not exist. */
  readonly text: string | undefined;
  readonly baseline: Baseline;
}

async function compare(
  { file, name, baseline }: BaselineFile,
  analysis: Analysis,
  { terminal }: CommandContext,
): Promise<readonly FileResult[]> {
  const folder = path.dirname(file);
  const { results, accepted, obsolete } = compareWithBaseline(analysis.results, baseline, folder);
  const gone = [...obsolete, ...(await entriesOfMissingFiles(baseline, folder))];
  if (accepted > 0) await terminal.note(`${plural(accepted, 'finding')} accepted by ${name}.`);
  for (const entry of gone) await terminal.note(`No longer needed in ${name}: ${entryText(entry)}`);
  if (gone.length > 0) await terminal.note('`--update-baseline` takes out what is no longer needed.');
  return results;
}

async function update(
  { file, name, text, baseline }: BaselineFile,
  analysis: Analysis,
  { terminal }: CommandContext,
): Promise<readonly FileResult[]> {
  const { results, isIncomplete } = analysis;
  if (isIncomplete) {
    await terminal.note(`${name} was not written, because the analysis is not complete.`);
    return results;
  }
  const folder = path.dirname(file);
  const missing = new Set((await entriesOfMissingFiles(baseline, folder)).map((entry) => entry.file));
  const kept = new Map([...baseline].filter(([path]) => !missing.has(path)));
  const updated = acceptAll(results, kept, folder);
  const written = formatBaseline(updated);
  if (written !== text) await write(file, name, written);
  const count = [...updated.values()].flatMap((entries) => [...entries.values()]).reduce(sum, 0);
  await terminal.note(`${name} accepts ${plural(count, 'finding')}.`);
  return compareWithBaseline(results, updated, folder).results;
}

async function readBaseline(file: string, name: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    if (!isSystemError(error)) throw error;
    throw new BaselineError(`Cannot read the baseline ${name}: ${describeError(error)}.`);
  }
}

function parse(text: string, name: string): Baseline {
  try {
    return parseBaseline(text);
  } catch (error) {
    if (error instanceof BaselineError) throw new BaselineError(`The file ${name} ${error.message}.`);
    throw error;
  }
}

async function write(file: string, name: string, text: string): Promise<void> {
  try {
    await withSignalsHeld(() => writeText(file, text));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const reason = errorCode(error) === 'ENOENT' ? 'its folder does not exist' : describeError(error);
    throw new BaselineError(`Cannot write the baseline ${name}: ${reason}.`);
  }
}

/** What is accepted in files that do not exist any more. Files that are there but were not looked at do not count. */
async function entriesOfMissingFiles(baseline: Baseline, folder: string): Promise<readonly Obsolete[]> {
  const entries: Obsolete[] = [];
  for (const [file, counts] of baseline) {
    if (await exists(path.resolve(folder, file))) continue;
    entries.push(...[...counts].map(([identity, count]) => ({ file, identity, count })));
  }
  return entries;
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR';
  }
}

function entryText({ file, identity, count }: Obsolete): string {
  return `${file}: ${identity}${count > 1 ? ` (${count} times)` : ''}`;
}

function sum(a: number, b: number): number {
  return a + b;
}
