import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from './support.ts';

/** What the extension offers at a place, with the edits computed; offers of other extensions are left out. */
export async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind = vscode.CodeActionKind.QuickFix,
): Promise<readonly vscode.CodeAction[]> {
  const all = await until('code actions are given', async () => {
    try {
      return await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        kind.value,
        50, // so many are resolved
      );
    } catch (error) {
      // VS Code gives up when a provider is registered meanwhile, as other extensions do while they start.
      if (error instanceof Error && error.name === 'Canceled') return undefined;
      throw error;
    }
  });
  return all.filter(isOurs);
}

/** The one action with this title; waits for it, because TypeScript's own may come first. */
export async function actionAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: RegExp,
  kind?: vscode.CodeActionKind,
): Promise<vscode.CodeAction> {
  const actions = await actionsAt(document, range, kind);
  const fitting = actions.filter((action) => title.test(action.title));
  assert.equal(fitting.length, 1, `offered are: ${actions.map((action) => action.title).join(' | ')}`);
  const [action] = fitting;
  assert.ok(action);
  return action;
}

/** Does what a click on the action does. */
export async function apply(action: vscode.CodeAction): Promise<void> {
  assert.ok(action.edit, `"${action.title}" has no edit`);
  assert.ok(await vscode.workspace.applyEdit(action.edit), 'the edit was not applied');
}

const ourTitles =
  /^(Convert |Await |Make |Show blocking path|Replace |Ignore |Remove the (unused|malformed) directive|Change |Add a reason|Open the documentation)|(?: umwandeln| ignorieren)$/;

function isOurs({ title, diagnostics = [] }: vscode.CodeAction): boolean {
  return ourTitles.test(title) || diagnostics.some(({ source }) => source === 'unblock');
}
