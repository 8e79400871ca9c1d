import * as vscode from 'vscode';

/** That a folder of the workspace is in no file system of the machine, and what follows; undefined where none is. */
export function virtualNote(): string | undefined {
  const isVirtual = (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.scheme !== 'file');
  return isVirtual
    ? vscode.l10n.t(
        'This workspace is in a virtual file system: only open files are looked at, each by itself.',
      )
    : undefined;
}
