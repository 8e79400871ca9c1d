import type { Category, Cost } from '../catalog/schema.ts';
import type { Certainty, ContextKind, Severity } from '../engine/finding.ts';

/** Names that client and server agree on. Little more than strings and types: the client bundles this file. */

export const serverId = 'unblock';

/** Languages whose documents are sent to the server. */
export const languageIds = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'] as const;

/** What configuration files are called, which are sent to the server as well. */
export const configName = 'unblock.config.json';

/** The kind of the action that converts all blocking calls of a file; listed in `editor.codeActionsOnSave`. */
export const fixAllKind = 'source.fixAll.unblock';

/** A command of the server: opens a documentation page, which is its one argument. */
export const openDocumentationCommand = 'unblock.openDocumentation';

/**
 * What stands on a line before the cursor where a suppression comment can be completed: the start of a comment with the
 * `start` of a name, or with a `name`, a `list` of categories and the start of another `word`.
 */
export const directivePlace =
  /(?:\/\/|\/\*|^\s*\*)[\s*]*(?:(?<name>unblock-ignore[\w-]*)(?<list>(?:[\s,][\w*-]*)*[\s,])(?<word>[\w*-]*)|(?<start>[\w-]*))$/;
/** A command of the client: peeks at the {@link Place}s that are its one argument. */
export const peekCommand = 'unblock.peek';

/** A command of the client: peeks at the way of the {@link FoundCall} that is its one argument. */
export const showPathCommand = 'unblock.showBlockingPath';

/** What the client tells the server about itself when it starts it. */
export interface InitializationOptions {
  /** The client shows {@link ServerStatus} and {@link ProjectFigures}. */
  readonly status: boolean;
  /** The client checks configuration files by their schema, so that the server need not say the same. */
  readonly schema: boolean;
  /** The client has the commands that code actions and code lenses of ours name. */
  readonly commands: boolean;
  /** Documents are converted when they are saved. Left out, it is known after the first save. */
  readonly convertsOnSave?: boolean;
  /** The file with the texts in the user's language, as a URI; left out, everything is said in English. */
  readonly translations?: string;
}

/** Notification from the server: its {@link ServerStatus} changed. */
export const statusNotification = 'unblock/status';

export interface ServerStatus {
  readonly state: 'ok' | 'fault';
  /** For the user, when something is wrong. */
  readonly message: string;
}

/** Notification from the server: a save did not wait for its conversions, which the next one has. {@link LateSave}. */
export const lateSaveNotification = 'unblock/lateSave';

export interface LateSave {
  readonly uri: string;
}

/** Notification from the server after each look at the whole project: {@link ProjectFigures}. */
export const projectNotification = 'unblock/project';

export interface ProjectFigures {
  readonly files: number;
  readonly parsed: number;
  readonly durationMs: number;
}

/** Tells the server, on its command line, the folder in which it may keep what can be made anew. */
export const storageOption = '--storage';

export type { Category, Cost };

/** A name in a text, on one line; line and columns count from zero. */
export interface Place {
  readonly uri: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** One step on the way from a flagged call to what blocks. */
export interface Step extends Place {
  readonly name: string;
}

/** A blocking call in async code. */
export interface FoundCall {
  /** Catalogue id of what blocks: `node:fs.readFileSync`. */
  readonly api: string;
  readonly category: Category;
  readonly cost: Cost;
  readonly severity: Exclude<Severity, 'off'>;
  readonly certainty: Certainty;
  readonly message: string;
  /** The async code that makes the call: where an entry begins tells it apart from others of the file. */
  readonly entry: { readonly kind: ContextKind; readonly name: string; readonly offset: number };
  /** The flagged call first, then each hop down to the primitive. */
  readonly path: readonly [Step, ...Step[]];
}

/** All findings of one file, in the order of the text. */
export interface FileFindings {
  readonly uri: string;
  readonly findings: readonly FoundCall[];
}

/** What the diagnostic of a finding carries besides its message. */
export interface FindingData {
  readonly api: string;
  readonly certainty: Certainty;
  /** The names of the flagged call and of each hop down to the primitive. */
  readonly path: readonly string[];
}

/** A helper of the project that blocks, and the async code that runs it. */
export interface FoundHelper {
  readonly place: Step;
  readonly path: readonly Step[];
  /** The calls in async code; each has the name of the function that it stands in. */
  readonly callers: readonly Step[];
}

/** A document and a position in it, as the protocol of language servers has them. */
export interface PositionParams {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
}

/** Request with {@link PositionParams}: the {@link FoundCall} there, or the nearest one on that line; null for none. */
export const findingRequest = 'unblock/finding';

/** Request with {@link PositionParams}: the {@link FoundHelper} named there, called there or around it; null for none. */
export const helperRequest = 'unblock/helper';

/** Request with {@link PositionParams}: an {@link Explanation} of the finding there; null for none. */
export const explainRequest = 'unblock/explain';

export interface Explanation {
  readonly title: string;
  readonly markdown: string;
}

/** Request without parameters: {@link ServerReport}. */
export const reportRequest = 'unblock/report';

/** Figures about the server, for a bug report: nothing of what is written in files. */
export interface ServerReport {
  readonly node: string;
  readonly openDocuments: number;
  readonly folders: number;
  readonly files: number;
  readonly parsed: number;
  /** How long the newest look at the whole project took, and the newest look at one document. */
  readonly projectMs: number;
  readonly documentMs: number;
  readonly memoryMb: number;
  readonly findings: Readonly<Partial<Record<Category, number>>>;
}

/**
 * Long work on the whole workspace. The request {@link startJobRequest} is answered at once; then come
 * {@link jobProgressNotification}s and one {@link jobEndedNotification}. {@link cancelJobNotification} ends it sooner.
 */
export interface JobParams {
  /** Chosen by the client. */
  readonly id: number;
  /** `scan`: find all blocking calls, and tell of changes from then on. `fix-all`: work out all safe conversions. */
  readonly kind: 'scan' | 'fix-all';
}

export const startJobRequest = 'unblock/startJob';
export const cancelJobNotification = 'unblock/cancelJob';
export const jobProgressNotification = 'unblock/jobProgress';
export const jobEndedNotification = 'unblock/jobEnded';

export interface JobProgress {
  readonly id: number;
  readonly done: number;
  readonly total: number;
}

export type JobEnd =
  | { readonly id: number; readonly outcome: 'done'; readonly result: ScanResult | FixAllWorkspaceResult }
  | { readonly id: number; readonly outcome: 'cancelled' }
  | { readonly id: number; readonly outcome: 'failed'; readonly message: string };

export interface ScanResult {
  readonly files: number;
  readonly findings: number;
  readonly durationMs: number;
}

export interface FixAllWorkspaceResult {
  /** A `WorkspaceEdit` whose changes want to be confirmed; undefined when nothing can be converted safely. */
  readonly edit: unknown;
  readonly converted: number;
  readonly files: number;
}

/** Notification from the server with {@link FindingsChange}, after a scan and whenever findings change after that. */
export const findingsNotification = 'unblock/findings';

export interface FindingsChange {
  /** The files are all that have findings, rather than those whose findings changed. */
  readonly complete: boolean;
  readonly files: readonly FileFindings[];
}

/** Whether the types of a conversion could not be checked in time, as the `data` of its code action says. */
export function isUnproved(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'unproved' in data && data.unproved === true;
}

/** The name of what a code action of the server does, from its `data`; undefined for actions without an edit. */
export function readActionName(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('action' in data)) return undefined;
  return typeof data.action === 'string' ? data.action : undefined;
}
