import type { Finding } from '../engine/finding.ts';
import type { CascadeOutcome } from '../workspace/session.ts';
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

/** How helpers are to be made async. */
export interface CascadeWishes {
  /** Where some callers cannot await: keep the helper for them, and put an async one beside it for the others. */
  readonly partial: boolean;
  /** Checks the types of each conversion, if that is wanted. */
  readonly verification: Verification | undefined;
}

/**
 * Makes the helpers async that async code calls in some files, and the functions that return a promise and block, in
 * memory. Says on standard error which of them stay as they are, and why.
 */
export async function makeHelpersAsync(
  files: readonly string[],
  wishes: CascadeWishes,
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
  const noted = new Set<string>();
  const asked = new Set(project.files);
  // What has become async may block by another helper in turn.
  const open = [...files];
  for (let file = open.shift(); file !== undefined; file = open.shift()) {
    for (;;) {
      const next = (await helperFindings(file, project)).find((finding) => !refused.has(keyOf(finding)));
      if (next === undefined) break;
      const settings = await settingsOf(file);
      const objections: string[] = [];
      const attempts =
        wishes.partial && isHelperCall(next)
          ? (['cascade', 'cascadePartly'] as const)
          : (['cascade'] as const);
      let done = false;
      let isRefused = false;
      for (const attempt of attempts) {
        if (done) break;
        const outcome = await session[attempt](next, settings);
        const objection = await objectionTo(outcome, texts, wishes.verification, context);
        if (objection !== undefined && (attempt === 'cascade' || isRefused)) objections.push(objection);
        isRefused = 'refusal' in outcome;
        if (objection !== undefined || !('cascade' in outcome)) continue;
        for (const changed of outcome.cascade.files) {
          texts.set(changed.file, changed.text);
          session.setText(changed.file, changed.text);
          if (asked.has(changed.file) && !open.includes(changed.file)) open.push(changed.file);
        }
        await context.terminal.note(inPastTense(outcome.cascade.title));
        done = true;
      }
      if (done) continue;
      refused.add(keyOf(next));
      const [first = '', second] = objections;
      const stays = isHelperCall(next) ? 'stays synchronous' : 'does not become async';
      const note = `\`${nameOf(next)}\` ${stays}: ${first}`;
      // A function that has moved in its file is tried again.
      if (noted.has(note)) continue;
      noted.add(note);
      await context.terminal.note(note);
      if (second !== undefined)
        await context.terminal.note(`  Nor is there an async one beside it: ${second}`);
    }
  }
  return { texts, findings: before - (await count()) };
}

/** What speaks against a conversion, or against it for the texts that are there. */
async function objectionTo(
  outcome: CascadeOutcome,
  texts: ReadonlyMap<string, string>,
  verification: Verification | undefined,
  context: CommandContext,
): Promise<string | undefined> {
  if ('refusal' in outcome) {
    const { reason, file, line, column } = outcome.refusal;
    return `${reason} (${displayPath(file, context)}:${line}:${column}).`;
  }
  const { files, caveats } = outcome.cascade;
  if (caveats.length > 0) return `${caveats.join('; ')}. The editor offers this as a suggestion.`;
  for (const { file, before } of files) {
    const now = texts.get(file) ?? (await readTextFile(file));
    const text = typeof now === 'string' ? now : isSkipped(now) ? undefined : now.text;
    if (text !== before) return `${displayPath(file, context)} cannot be written, or has just changed.`;
  }
  if (verification === undefined) return undefined;
  const made = new Map([...texts, ...files.map(({ file, text }) => [file, text] as const)]);
  const verdict = await verification.prove([...made].map(([path, text]) => ({ path, text })));
  return isObjection(verdict) ? reasonOf(verdict, context) : undefined;
}

function inPastTense(title: string): string {
  const words: Readonly<Record<string, string>> = {
    Make: 'Made',
    make: 'made',
    Keep: 'Kept',
    await: 'awaited',
  };
  // What stands in backticks is code.
  return title.replace(/`[^`]*`|\b(?:[Mm]ake|Keep|(?<=and )await)\b/g, (word) => words[word] ?? word) + '.';
}

async function helperFindings(file: string, { session, settingsOf }: Project): Promise<readonly Finding[]> {
  const report = await session.report(file, await settingsOf(file));
  return (report?.findings ?? []).filter(
    (finding) => isHelperCall(finding) || finding.context.kind === 'promise-function',
  );
}

/** A call of a helper that blocks, rather than one that blocks itself in a function that returns a promise. */
function isHelperCall({ path }: Finding): boolean {
  return path.length > 1;
}

/** The same for all findings that reach a primitive by the same helpers, or stand in the same function. */
function keyOf(finding: Finding): string {
  const { path, file, context } = finding;
  if (!isHelperCall(finding)) return `${file} ${context.name} ${context.span.start}`;
  return path
    .slice(1)
    .map(({ file, name }) => `${file} ${name}`)
    .concat(path[0]?.name ?? '')
    .join('\n');
}

function nameOf(finding: Finding): string {
  return isHelperCall(finding) ? (finding.path[0]?.name ?? '') : finding.context.name;
}
