import type { Finding } from '../engine/finding.ts';
import type { Fix } from '../fixes/fix.ts';
import type { FileResult } from '../report/build-report.ts';
import { mapConcurrently } from '../workspace/concurrency.ts';
import { ProjectError } from '../workspace/project/project-error.ts';
import { describeError } from '../workspace/system-error.ts';
import type { SkippedFile } from '../workspace/text-file.ts';
import type { CommandContext } from './context.ts';
import { startProgress } from './progress.ts';
import { displayPath, noteSkipped, type Project } from './project.ts';

/** Files in work at a time: enough for reading to overlap with parsing. */
const width = 8;

/** What came of analysing some files. */
export interface Analysis {
  readonly results: readonly FileResult[];
  /** Whether the analysis of some file failed by a fault of ours. */
  readonly isIncomplete: boolean;
}

/**
 * Analyses files. Says on standard error what was left out.
 *
 * @param withFixes Also finds the conversion of each finding.
 */
export async function analyze(
  files: readonly string[],
  verb: string,
  project: Project,
  context: CommandContext,
  withFixes = false,
): Promise<Analysis> {
  const progress = startProgress(context.terminal, verb, files.length);
  let outcomes: readonly (FileResult | SkippedFile | Fault)[];
  let projectFault: ProjectError | undefined;
  try {
    outcomes = await mapConcurrently(files, width, async (path) => {
      // What went wrong for the whole project would go wrong for every file of it.
      if (projectFault !== undefined) return { path, fault: projectFault };
      const outcome = await analyzeFile(path, project, withFixes);
      if ('fault' in outcome && outcome.fault instanceof ProjectError) projectFault = outcome.fault;
      progress.advance();
      return outcome;
    });
  } finally {
    progress.stop();
  }
  await noteSkipped(
    outcomes.filter((outcome) => 'skipped' in outcome),
    context,
  );
  const faults = outcomes.filter((outcome) => 'fault' in outcome);
  for (const line of new Set(faults.map((fault) => faultText(fault, context)))) {
    await context.terminal.note(line);
  }
  return { results: outcomes.filter((outcome) => 'findings' in outcome), isIncomplete: faults.length > 0 };
}

interface Fault {
  readonly path: string;
  readonly fault: unknown;
}

function faultText({ path, fault }: Fault, context: CommandContext): string {
  const what = fault instanceof ProjectError ? 'the project' : displayPath(path, context);
  return `Could not analyse ${what}, which is a fault of Unblock: ${describeError(fault)}.`;
}

async function analyzeFile(
  path: string,
  { session, settingsOf }: Project,
  withFixes: boolean,
): Promise<FileResult | SkippedFile | Fault> {
  try {
    const report = await session.report(path, await settingsOf(path));
    if (report === undefined) return { path, skipped: session.skipped(path) ?? 'cannot be read' };
    if (!withFixes) return { path, ...report };
    const fixes = new Map<Finding, readonly Fix[]>();
    for (const finding of report.findings) {
      const conversion = await session.convert(path, finding);
      if ('fix' in conversion) fixes.set(finding, [conversion.fix]);
    }
    return { path, ...report, fixes };
  } catch (fault) {
    // A fault in one file costs that file's findings only.
    return { path, fault };
  }
}
