import * as vscode from 'vscode';
import { serverId } from '../server/protocol.ts';
import { lineNotes, type LineNote } from './line-notes.ts';

const setting = `${serverId}.decorations`;

/** Says at the end of each line with a finding what it blocks on, where the settings ask for it. */
export function createDecorations(): vscode.Disposable {
  const type = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 3ch' },
    // What is typed at the end of the line comes before it.
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  const update = (editors: readonly vscode.TextEditor[]): void => {
    for (const editor of editors) editor.setDecorations(type, decorationsFor(editor.document));
  };
  update(vscode.window.visibleTextEditors);
  return vscode.Disposable.from(
    type,
    vscode.window.onDidChangeVisibleTextEditors(update),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const changed = new Set(uris.map(String));
      update(vscode.window.visibleTextEditors.filter(({ document }) => changed.has(document.uri.toString())));
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(setting)) update(vscode.window.visibleTextEditors);
    }),
  );
}

function decorationsFor(document: vscode.TextDocument): vscode.DecorationOptions[] {
  if (vscode.workspace.getConfiguration(undefined, document).get(setting) !== true) return [];
  // Lines may have gone since the diagnostics were made; new ones are under way.
  return lineNotes(vscode.languages.getDiagnostics(document.uri))
    .filter(({ line }) => line < document.lineCount)
    .map((note) => ({
      range: document.lineAt(note.line).range,
      renderOptions: { after: { contentText: textOf(note) } },
    }));
}

function textOf({ certain, possible }: LineNote): string {
  const parts = [
    ...(certain.length > 0 ? [vscode.l10n.t('blocks: {0}', certain.join(', '))] : []),
    ...(possible.length > 0 ? [vscode.l10n.t('may block: {0}', possible.join(', '))] : []),
  ];
  return parts.join('; ');
}
