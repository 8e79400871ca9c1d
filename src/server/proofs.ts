import path from 'node:path';
import type { Category } from '../catalog/schema.ts';
import type { Finding } from '../engine/finding.ts';
import type { SourceText } from '../facts/source-text.ts';
import { applyEdits } from '../fixes/edits.ts';
import type { TextEdit } from '../fixes/fix.ts';
import type { Prover, Verdict } from '../fixes/proof.ts';
import { t } from '../l10n/translate.ts';
import { isObjection, type Objection } from '../proof/units.ts';
import type { Analysis } from './analyzer.ts';
import type { Documents } from './documents.ts';

/** How long a user waits for a proof, in milliseconds; it goes on without them. */
const patienceMs = 10_000;

/** Edits that hold, or why they do not. */
export type Proof = { readonly edits: readonly TextEdit[] } | { readonly objection: Objection };

/** Asks for the verdict on whole new texts. */
export type Prove = (edited: readonly SourceText[]) => Promise<Verdict>;

interface Entry {
  readonly revision: number;
  readonly textRevision: number;
  readonly version: number;
  readonly work: Promise<Proof>;
  /** As far as it is known; that nobody waits any longer is known before the rest. */
  proof: Proof | undefined;
}

export interface ProofsParts {
  readonly documents: Documents;
  /** Without one every edit holds. */
  readonly prover?: Prover | undefined;
  readonly patienceMs?: number | undefined;
}

/** The proofs of conversions in open documents, and what came of them as long as nothing changes. */
export class Proofs {
  readonly #parts: ProofsParts;
  readonly #entries = new Map<string, Map<string, Entry>>();

  constructor(parts: ProofsParts) {
    this.#parts = parts;
  }

  /** What speaks against a conversion as far as it is known. */
  objection({ snapshot }: Analysis, key: string): Objection | undefined {
    const proof = this.#entry(snapshot.uri, key)?.proof;
    return proof !== undefined && 'objection' in proof ? proof.objection : undefined;
  }

  /** Proves edits of a document. */
  async proveEdits(
    analysis: Analysis,
    key: string,
    edits: readonly TextEdit[],
    signal: AbortSignal,
  ): Promise<Proof> {
    const { path: file, document } = analysis.snapshot;
    const text = document.getText();
    return await this.run(analysis, key, signal, async (prove) => {
      const verdict = await prove([{ path: file, text: applyEdits(text, edits) }]);
      return isObjection(verdict) ? { objection: verdict } : { edits };
    });
  }

  /** Proves new texts of several files, which were worked out from a document. */
  async proveTexts(
    analysis: Analysis,
    key: string,
    edited: readonly SourceText[],
    signal: AbortSignal,
  ): Promise<Proof> {
    return await this.run(analysis, key, signal, async (prove) => {
      const verdict = await prove(edited);
      return isObjection(verdict) ? { objection: verdict } : { edits: [] };
    });
  }

  /** Does the work of a proof, or waits for it where it is under way, but no longer than a user would. */
  async run(
    { snapshot }: Analysis,
    key: string,
    signal: AbortSignal,
    work: (prove: Prove) => Promise<Proof>,
  ): Promise<Proof> {
    const { documents, prover } = this.#parts;
    const { uri, version } = snapshot;
    const known = this.#entry(uri, key);
    if (known !== undefined) return await this.#wait(known);
    const open = documents.texts();
    const prove: Prove = async (edited) => {
      if (prover === undefined) return { kind: 'proved', unchecked: edited.map(({ path: file }) => file) };
      return await prover.prove({ edited, open }, signal);
    };
    const { revision, textRevision } = documents;
    const entry: Entry = { revision, textRevision, version, work: work(prove), proof: undefined };
    const entries = this.#entries.get(uri) ?? new Map<string, Entry>();
    this.#entries.set(uri, entries.set(key, entry));
    entry.work.then(
      (proof) => {
        entry.proof = proof;
      },
      () => {
        // Whoever asks again gets a new one.
        if (entries.get(key) === entry) entries.delete(key);
      },
    );
    return await this.#wait(entry);
  }

  /** The document was closed. */
  forget(uri: string): void {
    this.#entries.delete(uri);
  }

  async #wait(entry: Entry): Promise<Proof> {
    const { patienceMs: patience = patienceMs } = this.#parts;
    let timer: NodeJS.Timeout | undefined;
    const impatient = new Promise<Proof>((resolve) => {
      timer = setTimeout(() => {
        const reason = t('checking the types takes longer than {0} s', patience / 1000);
        entry.proof ??= { objection: { kind: 'unproved', reason } };
        resolve(entry.proof);
      }, patience);
    });
    try {
      return await Promise.race([entry.work, impatient]);
    } finally {
      clearTimeout(timer);
    }
  }

  #entry(uri: string, key: string): Entry | undefined {
    const entry = this.#entries.get(uri)?.get(key);
    if (entry === undefined) return undefined;
    return this.#isCurrent(uri, entry) ? entry : undefined;
  }

  #isCurrent(uri: string, { proof, revision, textRevision, version }: Entry): boolean {
    const { documents } = this.#parts;
    if (proof === undefined || !('objection' in proof)) return documents.revision === revision;
    // What could not be proved will not be provable because of another file. What was refused may be fine with other texts.
    return proof.objection.kind === 'unproved'
      ? documents.snapshot(uri)?.version === version
      : documents.textRevision === textRevision;
  }
}

/** Names the conversion of a finding among those of its document. */
export function keyOf({ span, api }: Finding): string {
  return `${span.start} ${span.end} ${api}`;
}

/** Names the conversion of all findings, or of all of one category. */
export function allKey(category?: Category): string {
  return category === undefined ? 'all' : `all ${category}`;
}

/** What speaks against a conversion, as a sentence without its full stop. */
export function describeObjection(objection: Objection): string {
  if (objection.kind === 'unproved') return objection.reason;
  const [first, ...others] = objection.problems;
  if (first === undefined) return t('TypeScript would report an error');
  const place = `${path.basename(first.file)}:${first.line + 1}:${first.column + 1}`;
  const error = `${place} ${first.code}: ${first.message.replace(/\.$/, '')}`;
  return others.length === 0
    ? t('TypeScript would report {0}', error)
    : t('TypeScript would report {0} (and {1} more)', error, others.length);
}

/** The title of a conversion whose types could not be checked in time. */
export function unprovedTitle(title: string): string {
  return t('{0} (types not checked)', title);
}
