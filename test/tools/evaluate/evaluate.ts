import { constants } from 'node:fs';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isSkipped, readTextFile, type TextFile } from '../../../src/workspace/text-file.ts';
import { replaceText } from '../../../src/workspace/write-file.ts';
import { convertAll, findCalls, type Call } from './calls.ts';
import { added, runShell, typeCheckCommand, typeErrors } from './commands.ts';
import type { Culprit, Figures } from './figures.ts';
import type { EvaluateOptions } from './options.ts';
import { acceptSuggestions } from './suggestions.ts';
import { changedTests, testResults, type TestResults } from './test-results.ts';

/** Says how far the evaluation has come. */
export type Say = (line: string) => void;

/** What the project's own checks say of its copy. */
interface State {
  /** Undefined where it does not check types. */
  readonly typeErrors: readonly string[] | undefined;
  readonly tests: TestResults;
}

/** Copies a project, converts the copy, and compares its type errors and tests before and after. */
export async function evaluate(options: EvaluateOptions, say: Say): Promise<Figures> {
  const begun = performance.now();
  const parent = await parentOf(options);
  try {
    const folder = path.join(parent, path.basename(options.folder));
    say(`Copying ${options.folder}`);
    // Links stay links into the copy, or wherever else they lead.
    await cp(options.folder, folder, {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
    });
    const figures = await evaluateCopy(folder, options, say);
    return { ...figures, seconds: Math.round((performance.now() - begun) / 1000) };
  } finally {
    if (options.keep === undefined) await rm(parent, { recursive: true, force: true });
  }
}

/** The folder that the copy is made in. */
async function parentOf({ keep }: EvaluateOptions): Promise<string> {
  if (keep !== undefined) await mkdir(keep, { recursive: true });
  return await realpath(keep ?? (await mkdtemp(path.join(tmpdir(), 'unblock-evaluate-'))));
}

async function evaluateCopy(
  folder: string,
  options: EvaluateOptions,
  say: Say,
): Promise<Omit<Figures, 'seconds'>> {
  const command = options.typeCheck ?? (await typeCheckCommand(folder));
  const errorsNow = async (): Promise<readonly string[] | undefined> =>
    command === undefined ? undefined : typeErrors(await runShell(command, folder));
  const testsNow = async (name: string): Promise<TestResults> => {
    const result = await runShell(options.test, folder);
    if (options.keep !== undefined) await writeFile(path.join(options.keep, `${name}.txt`), result.output);
    return testResults(result);
  };
  say('Checking the project as it is');
  const before: State = { typeErrors: await errorsNow(), tests: await testsNow('before') };

  const cascade = options.fixOptions.includes('--cascade');
  const calls = await findCalls(folder, options.paths, cascade);
  const candidates = calls.filter(({ converted }) => converted.length > 0);
  say(`${calls.length} calls, ${candidates.length} candidates`);

  let each: Figures['each'];
  if (options.each !== 'none') {
    const culprits: Culprit[] = [];
    const safe = withoutRepeated(candidates.filter((call) => call.safe));
    for (const [index, call] of safe.entries()) {
      say(`Alone ${index + 1} of ${safe.length}: ${call.name}`);
      const effect = await withConversion(call, async () => {
        const errors = added(before.typeErrors ?? [], (await errorsNow()) ?? []);
        const testsChanged =
          options.each === 'tests' ? changedTests(before.tests, await testsNow('after')) : 0;
        return { typeErrors: errors, testsChanged };
      });
      if (effect.typeErrors.length > 0 || effect.testsChanged > 0)
        culprits.push({ call: call.name, ...effect });
    }
    each = { tried: safe.length, culprits };
  }

  say('All together');
  const omitted = await convertAll(folder, options.paths, options.fixOptions);
  // Found anew: what is left, and why, is known only after the conversion.
  const left = await findCalls(folder, options.paths, cascade);
  const after: State = { typeErrors: await errorsNow(), tests: await testsNow('after') };
  const together = {
    typeErrors: added(before.typeErrors ?? [], after.typeErrors ?? []),
    testsChanged: changedTests(before.tests, after.tests),
  };
  let trials = 0;
  const suggestions = !options.suggestions
    ? undefined
    : await acceptSuggestions(
        folder,
        options.paths,
        async () => {
          const errors = added(after.typeErrors ?? [], (await errorsNow()) ?? []);
          if (errors.length > 0) return { typeErrors: errors, testsChanged: 0 };
          trials += 1;
          const tests = await testsNow(`trial-${trials}`);
          return { typeErrors: [], testsChanged: changedTests(after.tests, tests) };
        },
        say,
      );
  return {
    project: path.basename(options.folder),
    baseline: { typeErrors: before.typeErrors?.length, tests: before.tests },
    calls: calls.length,
    candidates: candidates.length,
    convertedDirectly: countOf(calls, true) - countOf(left, true),
    convertedByHelpers: countOf(calls, false) - countOf(left, false),
    offered: left.filter(({ converted, safe }) => converted.length > 0 && !safe).length,
    refused: countReasons(left),
    left: left.map(({ name, safe, reason }) => `${name}: ${safe ? 'left out by the type checker' : reason}`),
    omitted,
    together,
    each,
    suggestions,
  };
}

/** Does some work while one call is converted. */
async function withConversion<Result>({ converted }: Call, work: () => Promise<Result>): Promise<Result> {
  const originals = await Promise.all(converted.map(({ path: file }) => readOriginal(file)));
  for (const [index, original] of originals.entries())
    await replaceText(original, converted[index]?.text ?? original.text);
  try {
    return await work();
  } finally {
    for (const { path: file, text } of originals) await replaceText(await readOriginal(file), text);
  }
}

/** Each conversion once: calls of one helper share theirs. */
function withoutRepeated(calls: readonly Call[]): readonly Call[] {
  return [...new Map(calls.map((call) => [call.converted, call])).values()];
}

function countOf(calls: readonly Call[], direct: boolean): number {
  return calls.filter((call) => call.direct === direct).length;
}

async function readOriginal(file: string): Promise<TextFile> {
  const original = await readTextFile(file);
  if (isSkipped(original)) throw new Error(`${file}: ${original.skipped}`);
  return original;
}

function countReasons(calls: readonly Call[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { safe, reason } of calls) {
    if (safe) continue;
    // Each helper has a name of its own, but the reason is one.
    const kind = reason
      .replace(/^`[^`]+` (is not async|has to be made async)/, 'the function $1')
      .replace(
        /^(helper: )(.*)$/s,
        (_, prefix: string, rest: string) => prefix + rest.replace(/`[^`]+`/g, '`…`'),
      );
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
