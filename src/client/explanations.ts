import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { explainRequest, type Explanation, type Place } from '../server/protocol.ts';
import { activeEditor, cursorOf, reveal } from './documents.ts';

const scheme = 'unblock-explanation';

/** Pages that explain a finding, shown by the editor's own Markdown preview. */
export class Explanations implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #client: LanguageClient;
  readonly #registration: vscode.Disposable;
  /** One page is enough: it takes the place of the one before. */
  #markdown = '';
  #count = 0;

  constructor(client: LanguageClient) {
    this.#client = client;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  provideTextDocumentContent(): string {
    return this.#markdown;
  }

  dispose(): void {
    this.#registration.dispose();
  }

  /** Explains the finding at a place, or the one at the cursor. */
  async show(place?: Place): Promise<void> {
    if (place !== undefined) await reveal(place);
    const editor = await activeEditor();
    if (editor === undefined) return;
    const params = cursorOf(this.#client, editor);
    const explanation = await this.#client.sendRequest<Explanation | null>(explainRequest, params);
    if (explanation === null) {
      await vscode.window.showInformationMessage(vscode.l10n.t('There is no blocking call on this line.'));
      return;
    }
    this.#markdown = explanation.markdown;
    // A new name each time: the content of a document that is shown already would not be asked for again.
    const uri = vscode.Uri.from({
      scheme,
      path: `/${explanation.title.replaceAll('`', '').replaceAll('/', '∕')}.md`,
      query: String((this.#count += 1)),
    });
    await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
  }
}
