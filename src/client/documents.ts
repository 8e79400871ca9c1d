import * as vscode from 'vscode';
import type { Place, PositionParams } from '../server/protocol.ts';
import { codeSelector, isAnalysed } from './document-selector.ts';

/** The place of the editor. */
export function toLocation({ uri, line, start, end }: Place): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri), new vscode.Range(line, start, line, end));
}

/** Shows a place in an editor, with the cursor at its start. */
export async function reveal(
  place: Place,
  options: vscode.TextDocumentShowOptions = {},
): Promise<vscode.TextEditor> {
  const { uri, range } = toLocation(place);
  const document = await vscode.workspace.openTextDocument(uri);
  return await vscode.window.showTextDocument(document, {
    ...options,
    selection: new vscode.Range(range.start, range.start),
  });
}

/** Shows places in a peek view, at the first of them. */
export async function peek(places: readonly Place[], emptyMessage: string): Promise<void> {
  const locations = places.map(toLocation);
  const [first] = locations;
  if (first === undefined) return;
  const { uri, range } = first;
  await vscode.commands.executeCommand(
    'editor.action.peekLocations',
    uri,
    range.start,
    locations,
    'peek',
    emptyMessage,
  );
}

/** The editor that has the focus, if it shows a language of ours; else says so. */
export async function activeEditor(): Promise<vscode.TextEditor | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor !== undefined && isOurs(editor.document)) return editor;
  await vscode.window.showInformationMessage(vscode.l10n.t('Open a JavaScript or TypeScript file first.'));
  return undefined;
}

function isOurs(document: vscode.TextDocument): boolean {
  return vscode.languages.match(codeSelector, document) > 0 && isAnalysed(document);
}

/** The cursor of an editor, as requests have it. */
export function cursorOf({ document, selection }: vscode.TextEditor): PositionParams {
  const { line, character } = selection.active;
  return { textDocument: { uri: document.uri.toString() }, position: { line, character } };
}
