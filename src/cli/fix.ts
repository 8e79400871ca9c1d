import { applyEdits } from '../fixes/edits.ts';
import type { FileResult } from '../report/build-report.ts';
import { formats } from '../report/index.ts';
import { plural } from '../report/plural.ts';
import { describeError } from '../workspace/system-error.ts';
import { isSkipped, readTextFile, type TextFile } from '../workspace/text-file.ts';
import { replaceText } from '../workspace/write-file.ts';
import { analyze } from './analyze.ts';
import type { FixArguments } from './args.ts';
import { reportOf, statusOf } from './check.ts';
import { makeHelpersAsync, noCascades } from './cascade.ts';
import type { CommandContext } from './context.ts';
import { unifiedDiff } from './diff.ts';
import type { ExitStatus } from './exit-status.ts';
import { displayPath, noteSkipped, openProject, type Project } from './project.ts';
import { withSignalsHeld } from './signals.ts';
import { startVerification, verify, type PlannedFile } from './verify.ts';

/** `unblock fix`: converts what can be converted safely, and reports what is left. */
export async function fix(args: FixArguments, context: CommandContext): Promise<ExitStatus> {
  const begun = performance.now();
  const project = await openProject(args, context);
  const before = await analyze(project.files, 'Checking', project, context);
  const affected = before.results.filter(({ findings }) => findings.length > 0).map(({ path }) => path);

  const tally: Tally = { findings: 0, files: 0, failures: 0 };
  // All texts are worked out before the first is written: each change makes the project be looked at anew.
  const verification = args.verify ? startVerification(context) : undefined;
  const planned: PlannedFile[] = [];
  let kept: readonly PlannedFile[] = planned;
  try {
    const cascades = args.cascade
      ? await makeHelpersAsync(affected, { partial: args.partial, verification }, project, context)
      : noCascades;
    tally.findings += cascades.findings;
    for (const path of new Set([...cascades.texts.keys(), ...affected])) {
      const file = await planFile(path, cascades.texts.get(path), tally, project, context);
      if (file !== undefined) planned.push(file);
    }
    // Until now their texts were those after the conversions.
    for (const path of cascades.texts.keys()) project.session.release(path);
    if (verification !== undefined)
      kept = await verify(planned, cascades.texts, verification, project, context);
  } finally {
    await verification?.stop();
  }
  for (const file of kept) await applyFile(file, args.dryRun, tally, project, context);

  // Found anew rather than taken from the fixes: a change in one file may matter in another.
  const after = await analyze(affected, 'Checking again', project, context, true);
  for (const result of after.results) await noteSuggestions(result, context);
  const isIncomplete = before.isIncomplete || after.isIncomplete || tally.failures > 0;
  if (args.dryRun) {
    const left = after.results.reduce((sum, { findings }) => sum + findings.length, 0);
    await context.terminal.note(`Would fix ${tallyText(tally)}; ${plural(left, 'finding')} would be left.`);
    return statusOf({ results: before.results, isIncomplete });
  }
  const report = await reportOf(
    after.results,
    { files: before.results.length, parsed: project.session.statistics().parsed },
    begun,
    context,
  );
  await context.terminal.print(formats.text.render(report, { colour: context.terminal.colour }));
  if (affected.length > 0) await context.terminal.print(`Fixed ${tallyText(tally)}\n`);
  return statusOf({ results: after.results, isIncomplete });
}

/** What has been done so far. */
interface Tally {
  findings: number;
  files: number;
  failures: number;
}

/** Works out the new text of a file; undefined when it stays as it is. */
async function planFile(
  path: string,
  /** What has been made of it so far. */
  changed: string | undefined,
  tally: Tally,
  { session, settingsOf, files }: Project,
  context: CommandContext,
): Promise<PlannedFile | undefined> {
  const file = await readTextFile(path);
  if (isSkipped(file)) {
    await noteSkipped([file], context);
    return undefined;
  }
  try {
    // The session must see the very text that its edits will be applied to.
    const text = changed ?? file.text;
    session.setText(path, text);
    // Files that were not asked for only follow the helpers that they call.
    const all = files.includes(path);
    const { edits, fixed } = all
      ? await session.fixAll(path, await settingsOf(path))
      : { edits: [], fixed: 0 };
    if (edits.length === 0 && text === file.text) return undefined;
    return { file, source: { path, text }, edits, fixed };
  } catch (error) {
    await noteFailure(path, error, tally, context);
    return undefined;
  } finally {
    if (changed === undefined) session.release(path);
  }
}

async function applyFile(
  { file, source, edits, fixed }: PlannedFile,
  isDryRun: boolean,
  tally: Tally,
  { session }: Project,
  context: CommandContext,
): Promise<void> {
  try {
    const text = applyEdits(source.text, edits);
    if (isDryRun) {
      await context.terminal.print(diffOf(file, text, context));
      session.setText(file.path, text);
    } else {
      await withSignalsHeld(() => replaceText(file, text));
      session.fileChanged(file.path);
    }
    tally.findings += fixed;
    tally.files += 1;
  } catch (error) {
    await noteFailure(file.path, error, tally, context);
  }
}

/** Says what was left because it changes more than when other code runs, and what that is. */
async function noteSuggestions(
  { path, fixes = new Map() }: FileResult,
  context: CommandContext,
): Promise<void> {
  for (const [{ path: hops }, [fix]] of fixes) {
    const [call] = hops;
    if (call === undefined || fix?.caveats === undefined) continue;
    const place = `${displayPath(path, context)}:${call.line + 1}:${call.column + 1}`;
    await context.terminal.note(
      `Not converted ${place} ${call.name}: ${fix.caveats.join('; ')}. The editor offers this as a suggestion.`,
    );
  }
}

async function noteFailure(
  path: string,
  error: unknown,
  tally: Tally,
  context: CommandContext,
): Promise<void> {
  tally.failures += 1;
  await context.terminal.note(`Could not fix ${displayPath(path, context)}: ${describeError(error)}.`);
}

function diffOf(file: TextFile, text: string, context: CommandContext): string {
  // With its byte-order mark, so that the diff fits the file's bytes.
  const mark = file.bom ? '\uFEFF' : '';
  return unifiedDiff(displayPath(file.path, context), mark + file.text, mark + text);
}

function tallyText({ findings, files }: Tally): string {
  return findings === 0 ? 'nothing' : `${plural(findings, 'finding')} in ${plural(files, 'file')}`;
}
