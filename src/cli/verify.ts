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

/** A file that is about to be written, with the edits of its text. */
export interface PlannedFile extends FixedFile {
  readonly source: TextFile;
}

/**
 * Checks the types of all planned edits. Leaves out what would bring new errors, or could not be checked, and says on
 * standard error what and why.
 */
export async function verify(
  planned: readonly PlannedFile[],
  project: Project,
  context: CommandContext,
): Promise<readonly PlannedFile[]> {
  const { services, terminal } = context;
  const prover = services.createProver();
  const unchecked = new Set<string>();
  const prove = async (edited: readonly SourceText[]): Promise<Verdict> => {
    const verdict = await prover.prove({ edited });
    if (verdict.kind === 'proved') for (const path of verdict.unchecked) unchecked.add(path);
    return verdict;
  };
  terminal.status?.('\rChecking types\x1b[K');
  try {
    const units = planned.map((file) => ({ file, texts: [fixedText(file)] }));
    const { held, failed } = await proveUnits(units, prove);
    const kept = new Map(held.map(({ file }) => [file.source.path, file]));
    for (const { unit, objection } of failed) {
      const others = [...kept.values()].map(fixedText);
      const proveOne = (text: string): Promise<Verdict> =>
        prove([...others, { path: unit.file.source.path, text }]);
      const { file, omissions } = await mend(unit.file, objection, proveOne, project);
      if (file.edits.length > 0) kept.set(file.source.path, { ...file, source: unit.file.source });
      terminal.status?.('\r\x1b[K');
      for (const omission of omissions) await noteOmission(file.source.path, omission, context);
    }
    const left = planned.map(({ source }) => kept.get(source.path)).filter((file) => file !== undefined);
    const silent = left.filter(({ source }) => unchecked.has(source.path)).length;
    terminal.status?.('\r\x1b[K');
    if (silent > 0) {
      const which = silent === 1 ? 'which belongs' : 'which belong';
      await terminal.note(
        `Types were not checked in ${plural(silent, 'file')}, ${which} to no project that TypeScript checks.`,
      );
    }
    return left;
  } finally {
    terminal.status?.('\r\x1b[K');
    await prover.stop();
  }
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

function reasonOf(objection: Objection, context: CommandContext): string {
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
