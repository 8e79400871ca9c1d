/** Names that client and server agree on. Strings and types only: the client bundles this file. */

export const serverId = 'unblock';

/** Languages whose documents are sent to the server. */
export const languageIds = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'] as const;

/** The kind of the action that converts all blocking calls of a file; listed in `editor.codeActionsOnSave`. */
export const fixAllKind = 'source.fixAll.unblock';

/** Ends the title of a conversion whose types could not be checked in time. */
export const unprovedSuffix = ' (types not checked)';

/** A command of the server: opens a documentation page, which is its one argument. */
export const openDocumentationCommand = 'unblock.openDocumentation';

/** What the client tells the server about itself when it starts it. */
export interface InitializationOptions {
  /** The client shows {@link ServerStatus}. */
  readonly status: boolean;
}

/** Notification from the server: its {@link ServerStatus} changed. */
export const statusNotification = 'unblock/status';

export interface ServerStatus {
  readonly state: 'ok' | 'fault';
  /** For the user, when something is wrong. */
  readonly message: string;
}

/** Tells the server, on its command line, the folder in which it may keep what can be made anew. */
export const storageOption = '--storage';
