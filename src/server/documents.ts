import {
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type TextDocumentSyncOptions,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { SourceText } from '../facts/source-text.ts';
import { isConfig } from '../workspace/configs.ts';
import type { Session } from '../workspace/session.ts';
import { documentPath } from './document-path.ts';

/** An open document as it was at one moment: it does not change while an answer is computed from it. */
export interface Snapshot {
  readonly uri: string;
  /** The document's name in the session. */
  readonly path: string;
  readonly version: number;
  readonly document: TextDocument;
}

/** How documents are sent to the server. */
export const documentSync: TextDocumentSyncOptions = {
  openClose: true,
  change: TextDocumentSyncKind.Incremental,
};

/** What {@link Documents} calls back for. */
export interface DocumentEvents {
  /** A document was opened or changed. `path` is its name in the session. */
  readonly onChange: (path: string) => void;
  readonly onClose: (uri: string) => void;
}

/** The documents that are open in the editor, handed on to the session with each change. */
export class Documents {
  readonly #open = new TextDocuments(TextDocument);
  readonly #paths = new Map<string, string>();
  readonly #uris = new Map<string, string>();
  #revision = 0;
  #textRevision = 0;

  /** Starts to follow the client's documents. */
  listen(connection: Connection, session: Session, { onChange, onClose }: DocumentEvents): void {
    this.#open.onDidChangeContent(({ document }) => {
      const path = documentPath(document.uri, document.languageId);
      this.#paths.set(document.uri, path);
      this.#uris.set(path, document.uri);
      // A configuration counts when it is saved: half of an entry would make findings come and go.
      if (!isConfig(path)) session.setText(path, document.getText());
      this.touch();
      onChange(path);
    });
    this.#open.onDidClose(({ document }) => {
      const path = this.#paths.get(document.uri);
      this.#paths.delete(document.uri);
      if (path !== undefined) {
        this.#uris.delete(path);
        if (!isConfig(path)) session.release(path);
      }
      this.touch();
      onClose(document.uri);
    });
    this.#open.listen(connection);
  }

  /** Grows with every change of anything that an analysis may depend on. */
  get revision(): number {
    return this.#revision;
  }

  /** Grows with every change of a text or a setting, and not when the same texts are understood better. */
  get textRevision(): number {
    return this.#textRevision;
  }

  /** Something outside of the documents changed: files on disk, settings. */
  touch(): void {
    this.#revision += 1;
    this.#textRevision += 1;
  }

  /** More of the project is known; no text changed. */
  learned(): void {
    this.#revision += 1;
  }

  snapshot(uri: string): Snapshot | undefined {
    const document = this.#open.get(uri);
    const path = this.#paths.get(uri);
    if (document === undefined || path === undefined) return undefined;
    const { languageId, version } = document;
    // A copy: the original is changed in place.
    return {
      uri,
      path,
      version,
      document: TextDocument.create(uri, languageId, version, document.getText()),
    };
  }

  /** The texts of all open documents. */
  texts(): readonly SourceText[] {
    return this.#open.all().flatMap((document) => {
      const path = this.#paths.get(document.uri);
      return path === undefined ? [] : [{ path, text: document.getText() }];
    });
  }

  /** Whether the document is still open and has not changed since. */
  isCurrent(snapshot: Snapshot): boolean {
    return this.#open.get(snapshot.uri)?.version === snapshot.version;
  }

  /** The paths of all open documents. */
  paths(): readonly string[] {
    return [...this.#uris.keys()];
  }

  /** The URI of a path that the session names. */
  uriOf(path: string): string {
    return this.#uris.get(path) ?? URI.file(path).toString();
  }
}
