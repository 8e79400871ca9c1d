import { buildReport, type FileResult } from '../report/build-report.ts';
import { formats } from '../report/index.ts';
import type { Report } from '../report/report.ts';
import { isSkipped, readTextFile } from '../workspace/text-file.ts';
import { analyze, type Analysis } from './analyze.ts';
import type { CheckArguments } from './args.ts';
import { openBaseline } from './baseline-file.ts';
import type { CommandContext } from './context.ts';
import { exitStatus, type ExitStatus } from './exit-status.ts';
import { keptAnswer } from './kept-answer.ts';
import { openProject } from './project.ts';

/** `unblock check`: reports blocking calls. */
export async function check(args: CheckArguments, context: CommandContext): Promise<ExitStatus> {
  const begun = performance.now();
  const keepNew = await openBaseline(args, context);
  const { render, showsFixes } = formats[args.format];
  const answer = await keptAnswer(args, showsFixes, context, async (context) => {
    const project = await openProject(args, context);
    const analysis = await analyze(project.files, 'Checking', project, context, showsFixes);
    return { ...analysis, parsed: project.session.statistics().parsed };
  });
  const results = await keepNew(answer);
  const report = await reportOf(results, { files: results.length, parsed: answer.parsed }, begun, context);
  const { terminal } = context;
  await terminal.print(render(report, { colour: terminal.colour }));
  return statusOf({ ...answer, results });
}

/** Makes the report of some results; `counts` is how much was looked at, `begun` when that started. */
export async function reportOf(
  results: readonly FileResult[],
  counts: { readonly files: number; readonly parsed: number },
  begun: number,
  { cwd }: CommandContext,
): Promise<Report> {
  return await buildReport({
    results,
    cwd,
    stats: { ...counts, durationMs: Math.round(performance.now() - begun) },
    readText: async (path) => {
      const file = await readTextFile(path);
      return isSkipped(file) ? undefined : file.text;
    },
  });
}

/** The exit status that an analysis comes to. */
export function statusOf({ results, isIncomplete }: Analysis): ExitStatus {
  if (isIncomplete) return exitStatus.failure;
  return results.some(({ findings }) => findings.length > 0) ? exitStatus.findings : exitStatus.clean;
}
