import type { Finding } from '../../../src/engine/finding.ts';
import type { SourceText } from '../../../src/facts/source-text.ts';
import { applyEdits } from '../../../src/fixes/edits.ts';
import type { Conversion as FixConversion } from '../../../src/fixes/fix.ts';
import type { CascadeOutcome } from '../../../src/workspace/session.ts';
import type { CommandContext } from '../../../src/cli/context.ts';
import { displayPath, openProject } from '../../../src/cli/project.ts';
import { run } from '../../../src/cli/run.ts';
import { createServices } from '../../../src/cli/services.ts';
import { isSkipped, readTextFile } from '../../../src/workspace/text-file.ts';

/** A blocking call and what becomes of it. */
export interface Call {
  /** `src/a.ts:3:7 fs.readFileSync` */
  readonly name: string;
  /** Whether what blocks is called here itself, and not by a helper that is called here. */
  readonly direct: boolean;
  /** The whole new text of its file, and of all that change where helpers become async; nothing if it cannot be converted. */
  readonly converted: readonly SourceText[];
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

/** What becomes of a call, without its place. */
type Outcome = Omit<Call, 'name' | 'direct'>;

/**
 * Finds the blocking calls of a project, and works out the conversion of each alone.
 *
 * @param cascade Whether helpers are made async.
 */
export async function findCalls(
  folder: string,
  paths: readonly string[],
  cascade: boolean,
): Promise<readonly Call[]> {
  const { context } = quietContext(folder);
  const { files, session, settingsOf } = await openProject(
    { paths, config: undefined, cache: false },
    context,
  );
  const calls: Call[] = [];
  // Calls that reach a primitive by the same helpers are converted together.
  const cascades = new Map<string, Outcome>();
  for (const path of files) {
    const file = await readTextFile(path);
    const report = isSkipped(file) ? undefined : await session.report(path, await settingsOf(path));
    if (report === undefined || isSkipped(file)) continue;
    for (const finding of report.findings) {
      const name = nameOf(finding, context);
      const direct = finding.path.length === 1;
      const alone =
        direct || !cascade ? convertedAlone(file, await session.convert(path, finding)) : undefined;
      // The function around it may become async, if it returns a promise anyway.
      const byFunction =
        cascade && alone?.converted.length === 0 && finding.context.kind === 'promise-function';
      if (alone !== undefined && !byFunction) {
        calls.push({ name, direct, ...alone });
        continue;
      }
      const key = direct ? name : helpersOf(finding);
      const outcome = cascades.get(key) ?? ofCascade(await session.cascade(finding, await settingsOf(path)));
      cascades.set(key, outcome);
      calls.push({ name, direct, ...outcome });
    }
  }
  return calls;
}

function convertedAlone({ path, text }: SourceText, conversion: FixConversion): Outcome {
  if ('refusal' in conversion) return { converted: [], safe: false, reason: conversion.refusal.reason };
  const { edits, safe, title } = conversion.fix;
  const [, caveat = ''] = /` \((.*)\)$/.exec(title) ?? [];
  const converted = [{ path, text: applyEdits(text, edits) }];
  return { converted, safe, reason: safe ? '' : `only a suggestion: ${caveat}` };
}

function ofCascade(outcome: CascadeOutcome): Outcome {
  if ('refusal' in outcome)
    return { converted: [], safe: false, reason: `helper: ${outcome.refusal.reason}` };
  const { files, caveats } = outcome.cascade;
  const safe = caveats.length === 0;
  return {
    converted: files.map(({ file, text }) => ({ path: file, text })),
    safe,
    reason: safe ? '' : `helper: only a suggestion: ${caveats.join('; ')}`,
  };
}

function helpersOf({ path }: Finding): string {
  return path
    .slice(1)
    .map(({ file, name, line }) => `${file} ${line} ${name}`)
    .concat(path[0]?.name ?? '')
    .join('\n');
}

/** `src/a.ts:3:7 fs.readFileSync` */
export function nameOf({ file, path, api }: Finding, context: CommandContext): string {
  const [call] = path;
  const place = displayPath(file, context);
  return call === undefined ? `${place} ${api}` : `${place}:${call.line + 1}:${call.column + 1} ${call.name}`;
}

/**
 * Runs `unblock fix` on a folder.
 *
 * @returns What it said of conversions that the type checker spoke against.
 */
export async function convertAll(
  folder: string,
  paths: readonly string[],
  options: readonly string[],
): Promise<readonly string[]> {
  const { context, printed } = quietContext(folder);
  const status = await run(['fix', '--no-cache', ...options, '--', ...paths], context);
  if (status === 2) throw new Error(`unblock fix failed:\n${printed.join('\n')}`);
  return printed.filter(
    (line) =>
      (line.startsWith('Not converted ') && !line.endsWith(' The editor offers this as a suggestion.')) ||
      / stays synchronous: (TypeScript would|the types)/.test(line),
  );
}
