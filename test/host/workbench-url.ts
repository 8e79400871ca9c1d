/** What a page of the VS Code server shows. */
export interface WorkbenchPage {
  /** A folder or a `.code-workspace` file. */
  readonly workspace: string;
  /** A file to open in an editor. */
  readonly file?: string;
  readonly extensionDevelopmentPath?: string;
  readonly extensionTestsPath?: string;
}

/** The address under which a server shows a workspace. */
export function workbenchUrl(authority: string, page: WorkbenchPage): string {
  const payload: [string, string][] = [['skipWelcome', 'true']];
  const name = (key: string, file: string | undefined) => {
    if (file !== undefined) payload.push([key, `vscode-remote://${authority}${encodePath(file)}`]);
  };
  name('extensionDevelopmentPath', page.extensionDevelopmentPath);
  name('extensionTestsPath', page.extensionTestsPath);
  name('openFile', page.file);
  const kind = page.workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return `http://${authority}/?${kind}=${encodePath(page.workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

function encodePath(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
