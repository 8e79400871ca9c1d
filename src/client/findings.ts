import * as vscode from 'vscode';
import {
  findingsNotification,
  type FileFindings,
  type FindingsChange,
  type FoundCall,
  type ScanResult,
} from '../server/protocol.ts';
import { contextKeys } from './command-ids.ts';
import type { Jobs } from './jobs.ts';
import type { Server } from './server.ts';

/** `running` stands for the first scan: later ones leave what is known in place. */
export type ScanState = 'none' | 'running' | 'done';

/** The findings of the workspace: none before the first scan, kept current by the server after it. */
export class Findings implements vscode.Disposable {
  readonly #jobs: Jobs;
  readonly #byFile = new Map<string, readonly FoundCall[]>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;
  #state: ScanState = 'none';
  #scanning: Promise<ScanResult | undefined> | undefined;
  /** What the newest scan came to. */
  lastScan: ScanResult | undefined;

  /** Fires when findings come or go, and when a scan begins or ends. */
  readonly onDidChange = this.#changed.event;

  constructor(server: Server, jobs: Jobs) {
    this.#jobs = jobs;
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      server.onNotification(findingsNotification, (change: FindingsChange) => {
        this.#take(change);
      }),
      server.onDidChangeState((state) => {
        // A server that was started again knows nothing of an earlier scan.
        if (state === 'running' && this.#state === 'done') void this.scan(vscode.ProgressLocation.Window);
      }),
    );
  }

  get state(): ScanState {
    return this.#state;
  }

  /** The files that have findings, in the order of their names. */
  files(): readonly FileFindings[] {
    return [...this.#byFile]
      .map(([uri, findings]) => ({ uri, findings }))
      .sort((a, b) => (a.uri < b.uri ? -1 : 1));
  }

  count(): number {
    return [...this.#byFile.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** Scans the workspace, or joins a scan that is under way. Undefined when it was cancelled or failed. */
  scan(location = vscode.ProgressLocation.Notification): Promise<ScanResult | undefined> {
    this.#scanning ??= this.#scan(location).finally(() => {
      this.#scanning = undefined;
    });
    return this.#scanning;
  }

  /** Scans the workspace unless that was done before. */
  async ready(): Promise<void> {
    if (this.#state !== 'done') await this.scan();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #scan(location: vscode.ProgressLocation): Promise<ScanResult | undefined> {
    if (this.#state === 'none') this.#enter('running');
    try {
      const title = vscode.l10n.t('Looking for blocking calls');
      const result = (await this.#jobs.run('scan', title, location)) as ScanResult | undefined;
      if (result !== undefined) {
        this.lastScan = result;
        this.#enter('done');
      }
      return result;
    } finally {
      if (this.#state === 'running') this.#enter('none');
    }
  }

  #take({ complete, files }: FindingsChange): void {
    if (complete) this.#byFile.clear();
    for (const { uri, findings } of files) {
      if (findings.length === 0) this.#byFile.delete(uri);
      else this.#byFile.set(uri, findings);
    }
    this.#changed.fire();
  }

  #enter(state: ScanState): void {
    this.#state = state;
    void vscode.commands.executeCommand('setContext', contextKeys.scan, state);
    this.#changed.fire();
  }
}
