/** Names that client and server agree on. Plain values and types only: the client bundles this file. */

export const serverId = 'unblock';

/** Languages whose documents are sent to the server. */
export const languageIds = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'] as const;

/** What configuration files are called, which are sent to the server as well. */
export const configName = 'unblock.config.json';

/** The kind of the action that converts all blocking calls of a file; listed in `editor.codeActionsOnSave`. */
export const fixAllKind = 'source.fixAll.unblock';

/** Ends the title of a conversion whose types could not be checked in time. */
export const unprovedSuffix = ' (types not checked)';

/** A command of the server: opens a documentation page, which is its one argument. */
export const openDocumentationCommand = 'unblock.openDocumentation';

/**
 * What stands on a line before the cursor where a suppression comment can be completed: the start of a comment with the
 * `start` of a name, or with a `name`, a `list` of categories and the start of another `word`.
 */
export const directivePlace =
  /(?:\/\/|\/\*|^\s*\*)[\s*]*(?:(?<name>unblock-ignore[\w-]*)(?<list>(?:[\s,][\w*-]*)*[\s,])(?<word>[\w*-]*)|(?<start>[\w-]*))$/;

/** What the client tells the server about itself when it starts it. */
export interface InitializationOptions {
  /** The client shows {@link ServerStatus}. */
  readonly status: boolean;
  /** The client checks configuration files by their schema, so that the server need not say the same. */
  readonly schema: boolean;
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
