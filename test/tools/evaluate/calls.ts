import type { Finding } from '../../../src/engine/finding.ts';
import type { SourceText } from '../../../src/facts/source-text.ts';
import { applyEdits } from '../../../src/fixes/edits.ts';
import type { CommandContext } from '../../../src/cli/context.ts';
import { displayPath, openProject } from '../../../src/cli/project.ts';
import { run } from '../../../src/cli/run.ts';
import { createServices } from '../../../src/cli/services.ts';
import { isSkipped, readTextFile } from '../../../src/workspace/text-file.ts';

/** A blocking call and what becomes of it. */
export interface Call {
  /** `src/a.ts:3:7 fs.readFileSync` */
  readonly name: string;
  /** The whole new text of its file, if it can be converted. */
  readonly converted: SourceText | undefined;
  readonly safe: boolean;
  /** Why there is no conversion, or none that is safe. */
  readonly reason: string;
}

/** Runs commands in a folder with what they print kept. */
export function quietContext(cwd: string): { readonly context: CommandContext; readonly printed: string[] } {
  const printed: string[] = [];
  const keep = (text: string): Promise<void> => {
    printed.push(text);
    return Promise.resolve();
  };
  const terminal = { print: keep, note: keep, status: undefined, colour: false };
  return { context: { cwd, terminal, services: createServices() }, printed };
}

/** Finds the blocking calls of a project, and works out the conversion of each alone. */
export async function findCalls(folder: string, paths: readonly string[]): Promise<readonly Call[]> {
  const { context } = quietContext(folder);
  const args = { paths, config: undefined, cache: false };
  const { files, session, settingsOf } = await openProject(args, context);
  const calls: Call[] = [];
  for (const path of files) {
    const file = await readTextFile(path);
    const report = isSkipped(file) ? undefined : await session.report(path, await settingsOf(path));
    if (report === undefined || isSkipped(file)) continue;
    for (const finding of report.findings) {
      const conversion = await session.convert(path, finding);
      const name = nameOf(finding, context);
      if ('refusal' in conversion) {
        calls.push({ name, converted: undefined, safe: false, reason: conversion.refusal.reason });
        continue;
      }
      const { edits, safe, title } = conversion.fix;
      const converted = { path, text: applyEdits(file.text, edits) };
      const [, caveat = ''] = /` \((.*)\)$/.exec(title) ?? [];
      calls.push({ name, converted, safe, reason: safe ? '' : `only a suggestion: ${caveat}` });
    }
  }
  return calls;
}

function nameOf({ file, path, api }: Finding, context: CommandContext): string {
  const [call] = path;
  const place = displayPath(file, context);
  return call === undefined ? `${place} ${api}` : `${place}:${call.line + 1}:${call.column + 1} ${call.name}`;
}

/** What converting a whole project came to. */
export interface Conversion {
  readonly converted: number;
  /** What the command line said of conversions that it left out. */
  readonly omitted: readonly string[];
}

/** Runs `unblock fix` on a folder. */
export async function convertAll(
  folder: string,
  paths: readonly string[],
  options: readonly string[],
): Promise<Conversion> {
  const { context, printed } = quietContext(folder);
  const status = await run(['fix', '--no-cache', ...options, '--', ...paths], context);
  const output = printed.join('\n');
  if (status === 2) throw new Error(`unblock fix failed:\n${output}`);
  const [, count] = /^Fixed (\d+) finding/m.exec(output) ?? [];
  return {
    converted: Number(count ?? 0),
    omitted: printed.filter((line) => line.startsWith('Not converted ')),
  };
}
