import type { Finding } from '../engine/finding.ts';
import type { Cascade } from '../fixes/cascade/cascade.ts';
import { isSkipped, readTextFile } from '../workspace/text-file.ts';
import { isObjection } from '../proof/units.ts';
import type { CommandContext } from './context.ts';
import { displayPath, type Project } from './project.ts';
import { reasonOf, type Verification } from './verify.ts';

/** What making helpers async came to. */
export interface Cascades {
  /** The new texts of the files that change. The session has them as open documents. */
  readonly texts: ReadonlyMap<string, string>;
  /** How many findings that takes away. */
  readonly findings: number;
}

export const noCascades: Cascades = { texts: new Map(), findings: 0 };

/**
 * Makes the helpers async that async code calls in some files, in memory. Says on standard error which of them stay as
 * they are, and why.
 *
 * @param verification Checks the types of each conversion, if that is wanted.
 */
export async function makeHelpersAsync(
  files: readonly string[],
  verification: Verification | undefined,
  project: Project,
  context: CommandContext,
): Promise<Cascades> {
  const { session, settingsOf } = project;
  const texts = new Map<string, string>();
  const count = async (): Promise<number> => {
    let found = 0;
    for (const file of files)
      found += (await session.report(file, await settingsOf(file)))?.findings.length ?? 0;
    return found;
  };
  const before = await count();
  const refused = new Set<string>();
  for (const file of files) {
    for (;;) {
      const next = (await helperFindings(file, project)).find((finding) => !refused.has(keyOf(finding)));
      if (next === undefined) break;
      const outcome = await session.cascade(next, await settingsOf(file));
      if ('cascade' in outcome && (await canApply(outcome.cascade, texts, next, verification, context))) {
        for (const changed of outcome.cascade.files) {
          texts.set(changed.file, changed.text);
          session.setText(changed.file, changed.text);
        }
        await context.terminal.note(
          outcome.cascade.title.replace(/^Make/, 'Made').replace(/\band await\b/, 'and awaited') + '.',
        );
        continue;
      }
      refused.add(keyOf(next));
      if ('refusal' in outcome) {
        const { reason, file: at, line, column } = outcome.refusal;
        const place = `${displayPath(at, context)}:${line}:${column}`;
        await context.terminal.note(`\`${nameOf(next)}\` stays synchronous: ${reason} (${place}).`);
      }
    }
  }
  return { texts, findings: before - (await count()) };
}

/** Whether a conversion is sound, and for the texts that are there. Else it is said why not. */
async function canApply(
  { files, caveats }: Cascade,
  texts: ReadonlyMap<string, string>,
  finding: Finding,
  verification: Verification | undefined,
  context: CommandContext,
): Promise<boolean> {
  const stays = `\`${nameOf(finding)}\` stays synchronous`;
  if (caveats.length > 0) {
    await context.terminal.note(`${stays}: ${caveats.join('; ')}. The editor offers this as a suggestion.`);
    return false;
  }
  for (const { file, before } of files) {
    const now = texts.get(file) ?? (await readTextFile(file));
    const text = typeof now === 'string' ? now : isSkipped(now) ? undefined : now.text;
    if (text === before) continue;
    await context.terminal.note(
      `${stays}: ${displayPath(file, context)} cannot be written, or has just changed.`,
    );
    return false;
  }
  if (verification === undefined) return true;
  const made = new Map([...texts, ...files.map(({ file, text }) => [file, text] as const)]);
  const verdict = await verification.prove([...made].map(([path, text]) => ({ path, text })));
  if (!isObjection(verdict)) return true;
  await context.terminal.note(`${stays}: ${reasonOf(verdict, context)}`);
  return false;
}

async function helperFindings(file: string, { session, settingsOf }: Project): Promise<readonly Finding[]> {
  const report = await session.report(file, await settingsOf(file));
  return (report?.findings ?? []).filter(({ path }) => path.length > 1);
}

/** The same for all findings that reach a primitive by the same helpers. */
function keyOf({ path }: Finding): string {
  return path
    .slice(1)
    .map(({ file, name }) => `${file} ${name}`)
    .concat(path[0]?.name ?? '')
    .join('\n');
}

function nameOf({ path }: Finding): string {
  return path[0]?.name ?? '';
}
