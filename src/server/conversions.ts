import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CancellationToken } from 'vscode-languageserver';
import type { Category } from '../catalog/schema.ts';
import type { FileReport, Finding } from '../engine/finding.ts';
import type { Conversion, TextEdit } from '../fixes/fix.ts';
import { t } from '../l10n/translate.ts';
import type { Session } from '../workspace/session.ts';
import type { Analysis } from './analyzer.ts';
import type { Guard } from './guard.ts';
import { describeObjection, keyOf, unprovedTitle, type Proofs } from './proofs.ts';

const countingTimeMs = 100;

export interface SafeCount {
  readonly count: number;
  readonly byCategory: ReadonlyMap<Category, number>;
  /** False when there may be more. */
  readonly isComplete: boolean;
}

/** A conversion, as far as its proof is known. */
export type OfferedConversion = Conversion & {
  /** It could not be proved; its title says so. */
  readonly unproved?: true;
};

/** Which findings the conversion of a file, or of a category in it, is about. */
export function isOf(category: Category | undefined): (finding: Finding) => boolean {
  return (finding) => category === undefined || finding.category === category;
}

/** The conversions of the findings of a report, each worked out once. */
export class Conversions {
  readonly #session: Session;
  readonly #guard: Guard;
  readonly #proofs: Proofs;
  readonly #known = new WeakMap<FileReport, Map<Finding, Promise<Conversion>>>();
  readonly #knownEdits = new WeakMap<FileReport, Map<string, Promise<readonly TextEdit[]>>>();

  constructor(session: Session, guard: Guard, proofs: Proofs) {
    this.#session = session;
    this.#guard = guard;
    this.#proofs = proofs;
  }

  /** The conversion of a finding; one whose proof failed is refused. */
  async of(analysis: Analysis, finding: Finding): Promise<OfferedConversion> {
    const conversion = await this.#workedOut(analysis, finding);
    const objection = this.#proofs.objection(analysis, keyOf(finding));
    if (objection === undefined || 'refusal' in conversion) return conversion;
    if (objection.kind === 'refused') return { refusal: { reason: describeObjection(objection) } };
    const { fix } = conversion;
    return { fix: { ...fix, title: unprovedTitle(fix.title), safe: false }, unproved: true };
  }

  /** The edits that convert all of a file, or all of one category in it. */
  async editsOfAll(
    { snapshot, settings, report }: Analysis,
    category?: Category,
  ): Promise<readonly TextEdit[]> {
    // A file without findings may be one that is excluded: those stay as they are.
    if (report.findings.length === 0) return [];
    const known = this.#knownEdits.get(report) ?? new Map<string, Promise<readonly TextEdit[]>>();
    this.#knownEdits.set(report, known);
    const key = category ?? '';
    const before = known.get(key);
    // It may be under way: a save is prepared while nobody waits for it.
    if (before !== undefined) return await before;
    const work = this.#session
      .fixAll(snapshot.path, settings.analysis, isOf(category))
      .then(({ edits }) => edits);
    known.set(key, work);
    try {
      return await work;
    } catch (error) {
      known.delete(key);
      throw error;
    }
  }

  #workedOut({ snapshot, report }: Analysis, finding: Finding): Promise<Conversion> {
    const known = this.#known.get(report) ?? new Map<Finding, Promise<Conversion>>();
    this.#known.set(report, known);
    const before = known.get(finding);
    if (before !== undefined) return before;
    const conversion = this.#guard.run<Conversion>(
      snapshot.uri,
      `The conversion of ${finding.api}`,
      { refusal: { reason: t('working it out failed; the output says why') } },
      () => this.#session.convert(snapshot.path, finding),
    );
    known.set(finding, conversion);
    return conversion;
  }

  /**
   * How many calls of the file "convert all" would convert, also by category. Stops counting when it takes too long for a menu that is
   * about to open; what is known by then is kept for the next time.
   */
  async countSafe(analysis: Analysis, token: CancellationToken): Promise<SafeCount> {
    const deadline = performance.now() + countingTimeMs;
    let count = 0;
    const byCategory = new Map<Category, number>();
    for (const finding of analysis.report.findings) {
      const conversion = await this.of(analysis, finding);
      if ('fix' in conversion && conversion.fix.safe) {
        count += 1;
        byCategory.set(finding.category, (byCategory.get(finding.category) ?? 0) + 1);
      }
      if (performance.now() > deadline) return { count, byCategory, isComplete: false };
      // Conversions are computed without a pause: let a cancellation in between them.
      await nextTurn();
      if (token.isCancellationRequested) return { count: 0, byCategory: new Map(), isComplete: true };
    }
    return { count, byCategory, isComplete: true };
  }
}
