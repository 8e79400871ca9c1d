import type { SourceText } from '../facts/source-text.ts';
import { applyEdits } from '../fixes/edits.ts';
import type { TypeProblem, Verdict } from '../fixes/proof.ts';
import { proveUnits, type Objection } from '../proof/units.ts';
import {
  convertWhatHolds,
  type FixedFile,
  type Omission,
  type VerifiedFile,
} from '../proof/verified-file.ts';
import { plural } from '../report/plural.ts';
import type { TextFile } from '../workspace/text-file.ts';
import type { CommandContext } from './context.ts';
import { displayPath, type Project } from './project.ts';

/** A file that is about to be written: `source` is its text, as far as it has changed so far, with edits of that. */
export interface PlannedFile extends FixedFile {
  /** As it is on disk. */
  readonly file: TextFile;
}

/** The checks of types during one command. */
export interface Verification {
  /** The verdict on whole new texts. */
  prove(edited: readonly SourceText[]): Promise<Verdict>;
  /** Edited files whose types nobody checks. */
  readonly unchecked: ReadonlySet<string>;
  /** Frees what the checks need. */
  stop(): Promise<void>;
}

/** Prepares the checks; the checker is loaded by the first one. */
export function startVerification({ services, terminal }: CommandContext): Verification {
  const prover = services.createProver();
  const unchecked = new Set<string>();
  return {
    unchecked,
    async prove(edited) {
      terminal.status?.('\rChecking types\x1b[K');
      try {
        const verdict = await prover.prove({ edited });
        if (verdict.kind === 'proved') for (const path of verdict.unchecked) unchecked.add(path);
        return verdict;
      } finally {
        terminal.status?.('\r\x1b[K');
      }
    },
    stop: () => prover.stop(),
  };
}

/**
 * Checks the types of all planned edits. Leaves out what would bring new errors, or could not be checked, and says on
 * standard error what and why.
 *
 * @param made Texts of files that are to be written whatever comes of the edits: they are proved already.
 */
export async function verify(
  planned: readonly PlannedFile[],
  made: ReadonlyMap<string, string>,
  verification: Verification,
  project: Project,
  context: CommandContext,
): Promise<readonly PlannedFile[]> {
  const { terminal } = context;
  const prove = (edited: readonly SourceText[]): Promise<Verdict> => {
    const own = new Set(edited.map(({ path }) => path));
    const others = [...made].filter(([path]) => !own.has(path)).map(([path, text]) => ({ path, text }));
    return verification.prove([...others, ...edited]);
  };
  const units = planned.map((file) => ({ file, texts: [fixedText(file)] }));
  const { held, failed } = await proveUnits(units, prove);
  const kept = new Map(held.map(({ file }) => [file.source.path, file]));
  for (const { unit, objection } of failed) {
    const others = [...kept.values()].map(fixedText);
    const proveOne = (text: string): Promise<Verdict> =>
      prove([...others, { path: unit.file.source.path, text }]);
    const mended = await mend(unit.file, objection, proveOne, project);
    if (mended.file.edits.length > 0 || made.has(unit.file.source.path))
      kept.set(unit.file.source.path, { ...unit.file, ...mended.file });
    for (const omission of mended.omissions) await noteOmission(unit.file.source.path, omission, context);
  }
  const left = planned.map(({ source }) => kept.get(source.path)).filter((file) => file !== undefined);
  const silent = left.filter(({ source }) => verification.unchecked.has(source.path)).length;
  if (silent > 0) {
    const which = silent === 1 ? 'which belongs' : 'which belong';
    await terminal.note(
      `Types were not checked in ${plural(silent, 'file')}, ${which} to no project that TypeScript checks.`,
    );
  }
  return left;
}

function fixedText({ source, edits }: FixedFile): SourceText {
  return { path: source.path, text: applyEdits(source.text, edits) };
}

async function mend(
  file: PlannedFile,
  objection: Objection,
  prove: (text: string) => Promise<Verdict>,
  { session, settingsOf }: Project,
): Promise<VerifiedFile> {
  const { path, text } = file.source;
  try {
    session.setText(path, text);
    return await convertWhatHolds(session, file, await settingsOf(path), objection, prove);
  } finally {
    session.release(path);
  }
}

async function noteOmission(path: string, omission: Omission, context: CommandContext): Promise<void> {
  const { finding, objection } = omission;
  const [call] = finding?.path ?? [];
  const place = displayPath(path, context);
  const what = call === undefined ? place : `${place}:${call.line + 1}:${call.column + 1} ${call.name}`;
  await context.terminal.note(`Not converted ${what}: ${reasonOf(objection, context)}`);
}

/** What speaks against edits, as a sentence that goes on after a colon. */
export function reasonOf(objection: Objection, context: CommandContext): string {
  if (objection.kind === 'unproved') return `${objection.reason}.`;
  const [first, ...others] = objection.problems.map((problem) => describeProblem(problem, context));
  const more = others.length === 0 ? '' : ` (and ${plural(others.length, 'more error')})`;
  return `TypeScript would report ${first ?? ''}${more}`;
}

/** An error as compilers write it. */
function describeProblem(
  { file, line, column, code, message }: TypeProblem,
  context: CommandContext,
): string {
  return `${displayPath(file, context)}:${line + 1}:${column + 1} ${code}: ${message}`;
}
