import type { Finding } from '../engine/finding.ts';
import type { AnalysisSettings } from '../engine/settings.ts';
import type { SourceText } from '../facts/source-text.ts';
import { applyEdits } from '../fixes/edits.ts';
import type { TextEdit } from '../fixes/fix.ts';
import type { Verdict } from '../fixes/proof.ts';
import type { Session } from '../workspace/session.ts';
import { isObjection, type Objection } from './units.ts';

/** A file whose calls are converted. */
export interface FixedFile {
  readonly source: SourceText;
  /** Edits of the source; empty when nothing could be done. */
  readonly edits: readonly TextEdit[];
  /** How many findings are gone. */
  readonly fixed: number;
}

/** A conversion that is left out; without a finding: all of the file. */
export interface Omission {
  readonly finding?: Finding | undefined;
  readonly objection: Objection;
}

/** Conversions of a file that hold, and those that were left out because they do not. */
export interface VerifiedFile {
  readonly file: FixedFile;
  readonly omissions: readonly Omission[];
}

/**
 * Finds out which conversions of a file make its proof fail, each by its own proof, and converts the rest.
 * @param objection To the conversions all together.
 * @param prove The verdict on a new text of the file.
 * @param accept Which findings were converted; all when left out.
 */
export async function convertWhatHolds(
  session: Session,
  { source }: FixedFile,
  settings: AnalysisSettings,
  objection: Objection,
  prove: (text: string) => Promise<Verdict>,
  accept: (finding: Finding) => boolean = () => true,
): Promise<VerifiedFile> {
  const nothing: VerifiedFile = { file: { source, edits: [], fixed: 0 }, omissions: [{ objection }] };
  if (objection.kind === 'unproved') return nothing;
  const omissions: (Omission & { readonly finding: Finding })[] = [];
  for (const finding of (await session.report(source.path, settings))?.findings ?? []) {
    if (!accept(finding)) continue;
    const conversion = await session.convert(source.path, finding);
    if (!('fix' in conversion) || !conversion.fix.safe) continue;
    const verdict = await prove(applyEdits(source.text, conversion.fix.edits));
    if (isObjection(verdict)) omissions.push({ finding, objection: verdict });
  }
  // Only all of them together fail.
  if (omissions.length === 0) return nothing;
  const excluded = omissions.map(({ finding }) => finding.span);
  const { edits, fixed } = await session.fixAll(source.path, settings, accept, excluded);
  if (edits.length === 0) return { ...nothing, omissions };
  const verdict = await prove(applyEdits(source.text, edits));
  if (isObjection(verdict)) return { ...nothing, omissions: [...omissions, { objection: verdict }] };
  return { file: { source, edits, fixed }, omissions };
}
