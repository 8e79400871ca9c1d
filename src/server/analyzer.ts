import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CancellationToken } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import type { FileReport } from '../engine/finding.ts';
import { t } from '../l10n/translate.ts';
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
  /** How long the newest look at an open document took, in milliseconds. */
  durationMs = 0;

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

  /** The findings of a file of the workspace, open or not, as its settings have them. */
  async reportOf(path: string): Promise<FileReport> {
    const { documents } = this.#parts;
    const uri = documents.uriOf(path);
    const snapshot = documents.snapshot(uri);
    if (snapshot !== undefined) {
      // The editor has asked for the same, as a rule.
      const analysis = await this.#join(snapshot);
      if (analysis !== 'stale') return analysis.report;
    }
    const text = snapshot?.document.getText();
    return await this.#find(uri, path, text, await this.settingsOf(path));
  }

  /** The settings that hold for a file of the workspace. */
  async settingsOf(path: string): Promise<Settings> {
    const { documents, folders, settings } = this.#parts;
    const uri = documents.uriOf(path);
    if (documents.snapshot(uri) !== undefined) return await settings.get(uri);
    // Settings differ by folder: to ask for those of each file would take longer than to analyse it.
    return await settings.get(URI.file(folders.folderOf(path) ?? path).toString());
  }

  async #report({ uri, path, document }: Snapshot, settings: Settings): Promise<FileReport> {
    const begun = performance.now();
    const report = await this.#find(uri, path, document.getText(), settings);
    this.durationMs = Math.round(performance.now() - begun);
    return report;
  }

  /** @param text The text of an open document; the session looks after the limits of other files. */
  async #find(uri: string, path: string, text: string | undefined, settings: Settings): Promise<FileReport> {
    const { session, folders, guard } = this.#parts;
    return await guard.run(uri, 'The analysis', nothing, async () => {
      if (!settings.enable || isConfig(path)) return nothing;
      if (await folders.excludes(settings.excludes, path)) return nothing;
      const limit = text === undefined ? undefined : exceededLimit(text);
      const report = limit === undefined ? await session.report(path, settings.analysis) : undefined;
      this.#note(
        uri,
        report === undefined ? (limit ?? session.skipped(path) ?? t('cannot be read')) : undefined,
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
      this.#parts.log.info(t('{0} is not analysed: {1}.', uri, reason));
    }
  }
}
