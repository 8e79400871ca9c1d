import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { explainRequest, type Explanation, type Place } from '../server/protocol.ts';
import { internalCommandIds } from './command-ids.ts';
import { activeEditor, cursorOf, reveal } from './documents.ts';
import { linksToCommands } from './explanation-links.ts';
import type { Server } from './server.ts';

/** A page that explains a finding, beside the code. It runs no script; its links to files are commands of ours. */
export class Explanations implements vscode.Disposable {
  readonly #server: Server;
  /** One page is enough: a new explanation takes the place of the one before. */
  #panel: vscode.WebviewPanel | undefined;

  constructor(server: Server) {
    this.#server = server;
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  /** Explains the finding at a place, or the one at the cursor. */
  async show(place?: Place): Promise<void> {
    if (place !== undefined) await reveal(place);
    const editor = await activeEditor();
    if (editor === undefined) return;
    const explanation = await this.#server.request<Explanation | null>(explainRequest, cursorOf(editor));
    if (explanation === null) {
      await vscode.window.showInformationMessage(vscode.l10n.t('There is no blocking call on this line.'));
      return;
    }
    const markdown = linksToCommands(explanation.markdown, internalCommandIds.goTo);
    // The editor's own Markdown, as its preview has it.
    const body = await vscode.commands.executeCommand<string>('markdown.api.render', markdown);
    const panel = this.#open();
    panel.title = explanation.title.replaceAll('`', '');
    panel.webview.html = page(body);
  }

  #open(): vscode.WebviewPanel {
    if (this.#panel !== undefined) {
      this.#panel.reveal(undefined, true);
      return this.#panel;
    }
    const panel = vscode.window.createWebviewPanel(
      'unblock.explanation',
      '',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: false, enableCommandUris: [internalCommandIds.goTo], localResourceRoots: [] },
    );
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    this.#panel = panel;
    return panel;
  }
}

function page(body: string): string {
  const nonce = randomUUID();
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<style nonce="${nonce}">
body { padding: 4px 24px; font-size: var(--vscode-markdown-font-size, 14px); line-height: 1.6; max-width: 60em; }
h1, h2 { font-weight: 600; line-height: 1.3; }
code { font-family: var(--vscode-editor-font-family); }
pre { padding: 12px; overflow: auto; background: var(--vscode-textCodeBlock-background); }
pre code { background: none; }
</style>
</head>
<body>${body}</body>
</html>`;
}
