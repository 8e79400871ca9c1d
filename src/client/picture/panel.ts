import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Place } from '../../server/protocol.ts';
import { commandIds, internalCommandIds } from '../command-ids.ts';
import type { Findings } from '../findings.ts';
import { entryLabel } from '../labels.ts';
import { buildPicture, type Picture } from './model.ts';
import { pictureStyle, renderFile, renderSvg, type PictureWords } from './render.ts';

/** A link of the picture leads to so many calls at the most. */
const mostPlaces = 200;

/** The picture of the workspace, in a panel that runs no script and loads nothing: its links are commands. */
export class PicturePanel implements vscode.Disposable {
  readonly #findings: Findings;
  readonly #subscriptions: vscode.Disposable;
  #panel: vscode.WebviewPanel | undefined;
  #shown = '';

  constructor(findings: Findings) {
    this.#findings = findings;
    this.#subscriptions = vscode.Disposable.from(
      findings.onDidChange(() => {
        this.#draw();
      }),
      vscode.commands.registerCommand(commandIds.showPicture, () => this.#show()),
      vscode.commands.registerCommand(commandIds.exportPicture, (how?: unknown) =>
        this.#export(readTarget(how)),
      ),
    );
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#subscriptions.dispose();
  }

  async #show(): Promise<void> {
    await this.#findings.ready();
    if (this.#panel === undefined) {
      const panel = vscode.window.createWebviewPanel(
        'unblock.picture',
        vscode.l10n.t('Blocking Calls'),
        vscode.ViewColumn.Active,
        {
          enableScripts: false,
          enableCommandUris: [internalCommandIds.peek, commandIds.scanWorkspace],
          localResourceRoots: [],
        },
      );
      panel.onDidDispose(() => {
        this.#panel = undefined;
        this.#shown = '';
      });
      this.#panel = panel;
    } else this.#panel.reveal();
    this.#draw();
  }

  /** @param target Where the file goes; the user is asked when it is left out. */
  async #export(target: vscode.Uri | undefined): Promise<void> {
    await this.#findings.ready();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const file =
      target ??
      (await vscode.window.showSaveDialog({
        filters: { SVG: ['svg'] },
        ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'blocking-calls.svg') }),
      }));
    if (file === undefined) return;
    const svg = renderFile(this.#picture(), words());
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(svg));
  }

  #draw(): void {
    if (this.#panel === undefined) return;
    const picture = this.#picture();
    const body = picture.calls === 0 ? emptyBody() : renderSvg(picture, { words: words(), href });
    // What is new is drawn anew, which would take the focus away: only when there is something new.
    if (body === this.#shown) return;
    this.#shown = body;
    this.#panel.webview.html = page(body);
  }

  #picture(): Picture {
    return buildPicture(this.#findings.files(), {
      entry: entryLabel,
      file: (uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
    });
  }
}

/** What a key binding may pass: `{ "target": … }`. The button of the editor passes the address of the editor. */
function readTarget(how: unknown): vscode.Uri | undefined {
  if (typeof how !== 'object' || how === null || !('target' in how)) return undefined;
  return how.target instanceof vscode.Uri ? how.target : undefined;
}

function href(places: readonly Place[]): string {
  const parameters = encodeURIComponent(JSON.stringify([places.slice(0, mostPlaces)]));
  return `command:${internalCommandIds.peek}?${parameters}`;
}

function emptyBody(): string {
  const text = vscode.l10n.t('No call blocks async code in this workspace, as far as the newest scan says.');
  const again = vscode.l10n.t('Scan again');
  return `<p>${text}</p><p><a href="command:${commandIds.scanWorkspace}">${again}</a></p>`;
}

function page(body: string): string {
  const nonce = randomUUID();
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<style nonce="${nonce}">
body { padding: 12px 20px; overflow: auto; }
svg.unblock { max-width: 100%; height: auto; }
${pictureStyle}
</style>
</head>
<body>${body}</body>
</html>`;
}

function words(): PictureWords {
  return {
    title: vscode.l10n.t('Which async code blocks on what'),
    entries: vscode.l10n.t('Async code'),
    apis: vscode.l10n.t('blocks on'),
    costs: {
      brief: vscode.l10n.t('brief'),
      io: vscode.l10n.t('waits for a device'),
      process: vscode.l10n.t('waits for a process'),
      cpu: vscode.l10n.t('computes'),
      unbounded: vscode.l10n.t('waits without a limit'),
    },
    calls: (count) => (count === 1 ? vscode.l10n.t('1 call') : vscode.l10n.t('{0} calls', count)),
    link: (entry, api, calls) => vscode.l10n.t('{0} blocks on {1}: {2}', entry, api, calls),
    omitted: (count) => vscode.l10n.t('{0} more that block less are left out', count),
  };
}
