import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CancellationToken } from 'vscode-languageserver';
import type { FileReport } from '../engine/finding.ts';
import { isConfig } from '../workspace/configs.ts';
import type { Session } from '../workspace/session.ts';
import { untilCancelled, type Stale } from './cancellation.ts';
import type { Documents, Snapshot } from './documents.ts';
import type { Folders } from './folders.ts';
import type { Guard } from './guard.ts';
import type { Log } from './log.ts';
import type { SettingsStore } from './settings-store.ts';
import type { Settings } from './settings.ts';
import { exceededLimit } from './text-limits.ts';

/** The findings of a document, and what they were computed from. */
export interface Analysis {
  readonly snapshot: Snapshot;
  readonly settings: Settings;
  readonly report: FileReport;
}

/** An analysis under way or done; it holds as long as nothing changes. */
interface Flight {
  readonly revision: number;
  readonly analysis: Promise<Analysis | Stale>;
}

export interface AnalyzerParts {
  readonly session: Session;
  readonly documents: Documents;
  readonly settings: SettingsStore;
  readonly folders: Folders;
  readonly guard: Guard;
  readonly log: Log;
}

const nothing: FileReport = { findings: [], directives: [] };

/** Analyses open documents, one computation for each at a time. */
export class Analyzer {
  readonly #parts: AnalyzerParts;
  readonly #flights = new Map<string, Flight>();
  readonly #notes = new Map<string, string>();

  constructor(parts: AnalyzerParts) {
    this.#parts = parts;
  }

  /** Analyses a document as it is now. Returns as soon as the client cancels, whatever is still being computed. */
  async analyze(uri: string, token: CancellationToken): Promise<Analysis | Stale> {
    // A cancellation or a change that already arrived is seen before work begins.
    await nextTurn();
    const snapshot = this.#parts.documents.snapshot(uri);
    if (snapshot === undefined || token.isCancellationRequested) return 'stale';
    return await untilCancelled(this.#join(snapshot), token);
  }

  /** The document was closed. */
  forget(uri: string): void {
    this.#flights.delete(uri);
    this.#notes.delete(uri);
    this.#parts.guard.clear(uri);
  }

  #join(snapshot: Snapshot): Promise<Analysis | Stale> {
    const { uri } = snapshot;
    const { revision } = this.#parts.documents;
    const before = this.#flights.get(uri);
    if (before?.revision === revision) return before.analysis;
    const analysis = this.#after(before, snapshot);
    this.#flights.set(uri, { revision, analysis });
    return analysis;
  }

  async #after(before: Flight | undefined, snapshot: Snapshot): Promise<Analysis | Stale> {
    await before?.analysis;
    const { documents, settings: store } = this.#parts;
    if (!documents.isCurrent(snapshot)) return 'stale';
    const settings = await store.get(snapshot.uri);
    const report = await this.#report(snapshot, settings);
    return documents.isCurrent(snapshot) ? { snapshot, settings, report } : 'stale';
  }

  async #report({ uri, path, document }: Snapshot, settings: Settings): Promise<FileReport> {
    const { session, folders, guard } = this.#parts;
    return await guard.run(uri, 'The analysis', nothing, async () => {
      if (!settings.enable || isConfig(path)) return nothing;
      if (await folders.excludes(settings.excludes, path)) return nothing;
      const limit = exceededLimit(document.getText());
      const report = limit === undefined ? await session.report(path, settings.analysis) : undefined;
      this.#note(
        uri,
        report === undefined ? (limit ?? session.skipped(path) ?? 'cannot be read') : undefined,
      );
      guard.clear(uri);
      return report ?? nothing;
    });
  }

  /** Says once why a document is left out, and again only when the reason changes. */
  #note(uri: string, reason: string | undefined): void {
    if (this.#notes.get(uri) === reason) return;
    if (reason === undefined) this.#notes.delete(uri);
    else {
      this.#notes.set(uri, reason);
      this.#parts.log.info(`${uri} is not analysed: ${reason}.`);
    }
  }
}
