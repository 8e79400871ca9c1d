import type { Category } from '../catalog/schema.ts';
import type { FileReport } from '../engine/finding.ts';
import { pauses } from '../workspace/concurrency.ts';
import type { Session } from '../workspace/session.ts';
import type { Analyzer } from './analyzer.ts';
import type { Documents } from './documents.ts';
import { toFoundCall } from './found-call.ts';
import type { JobContext } from './jobs.ts';
import { describeError, type Log } from './log.ts';
import type { FileFindings, FindingsChange, FoundCall, ScanResult, ServerReport } from './protocol.ts';

export interface SurveyParts {
  readonly session: Session;
  readonly documents: Documents;
  readonly analyzer: Analyzer;
  readonly log: Log;
  readonly tell: (change: FindingsChange) => void;
}

/** How long changes are gathered before findings are looked up again, in milliseconds. */
const settling = 300;

/** The findings of the whole workspace: collected when somebody asks for them, kept current from then on. */
export class Survey {
  readonly #parts: SurveyParts;
  /** The findings that the client knows of, as text; undefined before the first scan. */
  #known: Map<string, string> | undefined;
  #stale: Set<string> | 'all' = new Set();
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(parts: SurveyParts) {
    this.#parts = parts;
  }

  /** Looks at every file of the workspace and tells the client what is there. */
  async scan({ signal, report }: JobContext): Promise<ScanResult> {
    const begun = performance.now();
    const files = new Map<string, FileFindings>();
    const all = await this.paths();
    const pause = pauses();
    for (const [index, path] of all.entries()) {
      signal.throwIfAborted();
      await pause();
      const found = await this.#findingsOf(path);
      if (found.findings.length > 0) files.set(found.uri, found);
      report(index + 1, all.length);
    }
    signal.throwIfAborted();
    this.#known = new Map([...files].map(([uri, { findings }]) => [uri, JSON.stringify(findings)]));
    this.#parts.tell({ complete: true, files: [...files.values()] });
    const findings = [...files.values()].reduce((sum, file) => sum + file.findings.length, 0);
    return { files: all.length, findings, durationMs: Math.round(performance.now() - begun) };
  }

  /** All files of the project and all open documents. */
  async paths(): Promise<readonly string[]> {
    const { session, documents } = this.#parts;
    return [...new Set([...(await session.files()), ...documents.paths()])];
  }

  /** How many findings of each category the last scan and the changes since then came to. */
  counts(): ServerReport['findings'] {
    const counts: Partial<Record<Category, number>> = {};
    for (const text of this.#known?.values() ?? []) {
      for (const { category } of JSON.parse(text) as readonly FoundCall[])
        counts[category] = (counts[category] ?? 0) + 1;
    }
    return counts;
  }

  /** The findings of a document, or of any file when none is named, may have changed. */
  changed(path?: string): void {
    if (this.#known === undefined) return;
    if (path === undefined) this.#stale = 'all';
    else if (this.#stale !== 'all') this.#stale.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // One after the other: an update compares with what the one before it told.
      this.#last = this.#last
        .then(() => this.#update())
        .catch((error: unknown) => {
          this.#parts.log.error(
            `The findings of the workspace could not be updated: ${describeError(error)}`,
          );
        });
    }, settling);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  async #update(): Promise<void> {
    const known = this.#known;
    const stale = this.#stale;
    this.#stale = new Set();
    if (known === undefined) return;
    const changes: FileFindings[] = [];
    const pause = pauses();
    const seen = new Set<string>();
    for (const path of stale === 'all' ? await this.paths() : stale) {
      await pause();
      const found = await this.#findingsOf(path);
      seen.add(found.uri);
      if (note(known, found)) changes.push(found);
    }
    if (stale === 'all') {
      const gone = [...known.keys()].filter((uri) => !seen.has(uri)).map((uri) => ({ uri, findings: [] }));
      changes.push(...gone.filter((file) => note(known, file)));
    }
    // A scan that ended meanwhile has told more than this.
    if (changes.length > 0 && this.#known === known) this.#parts.tell({ complete: false, files: changes });
  }

  async #findingsOf(path: string): Promise<FileFindings> {
    const { analyzer, documents } = this.#parts;
    const uri = documents.uriOf(path);
    const { findings }: FileReport = await analyzer.reportOf(path);
    const found = findings.map((finding) => toFoundCall(finding, (file) => documents.uriOf(file)));
    return { uri, findings: found.filter((call): call is FoundCall => call !== undefined) };
  }
}

/** Notes what a file's findings are now, and says whether that is news. */
function note(known: Map<string, string>, { uri, findings }: FileFindings): boolean {
  const text = findings.length === 0 ? undefined : JSON.stringify(findings);
  if (known.get(uri) === text) return false;
  if (text === undefined) known.delete(uri);
  else known.set(uri, text);
  return true;
}
