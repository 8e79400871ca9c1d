import * as vscode from 'vscode';
import type {
  CodeAction,
  CodeActionParams,
  CodeActionTriggerKind,
  Command,
  Range,
  WorkspaceEdit,
} from 'vscode-languageclient';
import {
  fixAllKind,
  isUnproved,
  readActionName,
  type FixAllWorkspaceResult,
  type Place,
} from '../server/protocol.ts';
import { activeEditor, reveal } from './documents.ts';
import type { Jobs } from './jobs.ts';
import { refusalIn } from './refusal.ts';
import type { Server } from './server.ts';

/*
 * The server is asked for actions itself: the editor's own command would ask every other extension too.
 */

/** A user asked for the actions. */
const invoked: CodeActionTriggerKind = 1;

/** Converts all calls of the file in the editor that can be converted safely. */
export async function fixAllInFile(server: Server): Promise<void> {
  const editor = await activeEditor();
  if (editor === undefined) return;
  const { document } = editor;
  const end = { line: document.lineCount, character: 0 };
  const [action] = await requestActions(
    server,
    document,
    { start: { line: 0, character: 0 }, end },
    fixAllKind,
  );
  if (isUnproved(action?.data) && !(await wantsUnproved())) return;
  const edit = action === undefined ? undefined : await resolve(server, action);
  if (edit === 'refused') return;
  if (edit === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('This file has no blocking call that can be converted safely.'),
    );
  } else await apply(edit);
}

async function wantsUnproved(): Promise<boolean> {
  const anyway = vscode.l10n.t('Convert Anyway');
  const question = vscode.l10n.t('The types of this conversion could not be checked in time.');
  return (await vscode.window.showWarningMessage(question, { modal: true }, anyway)) === anyway;
}

/**
 * Works out the safe conversions of all files; nothing is changed before the user agrees, after a preview or without.
 *
 * @param how What a key binding may pass, so that nothing is asked: `{ "preview": true }` or `{ "preview": false }`.
 */
export async function fixAllInWorkspace(server: Server, jobs: Jobs, how?: unknown): Promise<void> {
  const title = vscode.l10n.t('Working out conversions');
  const result = (await jobs.run('fix-all', title)) as FixAllWorkspaceResult | undefined;
  if (result === undefined) return;
  const edit = result.edit as WorkspaceEdit | undefined;
  if (edit === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('The workspace has no blocking call that can be converted safely.'),
    );
    return;
  }
  const needsConfirmation = readHow(how) ?? (await askHow(result));
  if (needsConfirmation === undefined) return;
  const changeAnnotations = Object.fromEntries(
    Object.entries(edit.changeAnnotations ?? {}).map(([id, annotation]) => [
      id,
      { ...annotation, needsConfirmation },
    ]),
  );
  const converted = await server.toWorkspaceEdit({ ...edit, changeAnnotations });
  // As a refactoring: the editor then saves the files that were not open.
  if (converted !== undefined) await vscode.workspace.applyEdit(converted, { isRefactoring: true });
}

function readHow(how: unknown): boolean | undefined {
  if (typeof how !== 'object' || how === null || !('preview' in how)) return undefined;
  return typeof how.preview === 'boolean' ? how.preview : undefined;
}

/** Whether the user wants to see the changes first; undefined for not at all. */
async function askHow({ converted, files }: FixAllWorkspaceResult): Promise<boolean | undefined> {
  const items = [
    {
      label: vscode.l10n.t('$(diff) Preview the changes'),
      detail: vscode.l10n.t('Tick what is to be converted.'),
      preview: true,
    },
    { label: vscode.l10n.t('$(check) Convert all of them'), preview: false },
  ];
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Convert Blocking Calls'),
    placeHolder: vscode.l10n.t('{0} calls in {1} files can be converted safely', converted, files),
    ignoreFocusOut: true,
  });
  return choice?.preview;
}

/** Converts the call at a place; where there are several ways, the user chooses. */
export async function fixAt(server: Server, place: Place): Promise<void> {
  const { document } = await reveal(place);
  const actions = await requestActions(server, document, rangeOf(place));
  const fixes = actions.filter((action) => {
    const name = readActionName(action.data);
    return name !== undefined && !['suppress', 'remove-directive', 'fix-all'].includes(name);
  });
  const action = fixes.length > 1 ? await choose(fixes) : fixes[0];
  if (action === undefined) {
    if (fixes.length === 0) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t('There is no automatic conversion here; “Explain This Finding” says why.'),
      );
    }
    return;
  }
  const edit = await resolve(server, action);
  if (edit === 'refused') return;
  if (edit === undefined) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('This call could not be converted; the output may say why.'),
    );
  } else await apply(edit);
}

/** Puts a comment above the call at a place that suppresses the finding. */
export async function suppressAt(server: Server, place: Place): Promise<void> {
  const { document } = await reveal(place);
  const actions = await requestActions(server, document, rangeOf(place));
  const action = actions.find(({ data }) => readActionName(data) === 'suppress');
  const edit = action === undefined ? undefined : await resolve(server, action);
  if (edit !== undefined && edit !== 'refused') await apply(edit);
}

async function requestActions(
  server: Server,
  document: vscode.TextDocument,
  range: Range,
  kind = vscode.CodeActionKind.QuickFix.value,
): Promise<readonly CodeAction[]> {
  const params: CodeActionParams = {
    textDocument: { uri: document.uri.toString() },
    range,
    context: { diagnostics: [], only: [kind], triggerKind: invoked },
  };
  const actions = await server.request<readonly (CodeAction | Command)[] | null>(
    'textDocument/codeAction',
    params,
  );
  return (actions ?? []).filter((candidate): candidate is CodeAction => 'kind' in candidate);
}

/** The edit of an action. Where the server refuses it, the user has been told why. */
async function resolve(
  server: Server,
  action: CodeAction,
): Promise<vscode.WorkspaceEdit | 'refused' | undefined> {
  const progress = {
    location: vscode.ProgressLocation.Window,
    title: vscode.l10n.t('Unblock: checking types'),
  };
  try {
    const { edit } = await vscode.window.withProgress(progress, () =>
      server.request<CodeAction>('codeAction/resolve', action),
    );
    return await server.toWorkspaceEdit(edit);
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === undefined) throw error;
    await vscode.window.showWarningMessage(refusal);
    return 'refused';
  }
}

async function choose(actions: readonly CodeAction[]): Promise<CodeAction | undefined> {
  const items = actions.map((action) => ({ label: action.title, action }));
  return (await vscode.window.showQuickPick(items))?.action;
}

async function apply(edit: vscode.WorkspaceEdit): Promise<void> {
  if (await vscode.workspace.applyEdit(edit)) return;
  await vscode.window.showWarningMessage(
    vscode.l10n.t('The file changed in the meantime, so nothing was converted.'),
  );
}

function rangeOf({ line, start, end }: Place): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}
