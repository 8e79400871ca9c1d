import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

/** How long a test waits for what VS Code and the server do on their own. */
const patienceMs = 20_000;

/** The folder that is open, or the one of several that has this name. */
export function workspaceFolder(name?: string): vscode.Uri {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = name === undefined ? folders[0] : folders.find((one) => one.name === name);
  assert.ok(folder, `no folder ${name ?? ''} is open`);
  return folder.uri;
}

/** Asks again and again until there is an answer. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  describe: () => string = () => '',
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}\n${describe()}`);
    await delay(25);
  }
}

/** Writes a file of the workspace, without showing it. */
export async function writeFile(name: string, text: string, folder = workspaceFolder()): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder, name);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  return uri;
}

/** The text of a file on disk. */
export async function readFile(uri: vscode.Uri): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8');
}

/** Writes a file of the workspace and shows it in an editor. */
export async function openFile(
  name: string,
  text: string,
  folder?: vscode.Uri,
): Promise<vscode.TextDocument> {
  const document = await show(await vscode.workspace.openTextDocument(await writeFile(name, text, folder)));
  // A file that was open before may still show what it was then.
  await untilText(document, text);
  return document;
}

/** Shows a document in an editor. */
export async function show(document: vscode.TextDocument): Promise<vscode.TextDocument> {
  return (await vscode.window.showTextDocument(document, { preview: false })).document;
}

/** Replaces the one place in a document where some text stands. */
export async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, from), to);
  assert.ok(await vscode.workspace.applyEdit(edit), 'the edit was not applied');
}

/** Where some text stands in a document for the first time. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert.notEqual(start, -1, `${text} is not in the document`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** What the extension reports of a document, in the order of the text. */
export function diagnosticsOf({ uri }: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'unblock')
    .sort((a, b) => a.range.start.compareTo(b.range.start));
}

const severities: Readonly<Record<vscode.DiagnosticSeverity, string>> = {
  [vscode.DiagnosticSeverity.Error]: 'error',
  [vscode.DiagnosticSeverity.Warning]: 'warning',
  [vscode.DiagnosticSeverity.Information]: 'information',
  [vscode.DiagnosticSeverity.Hint]: 'hint',
};

/** What is reported of a document, each as its text there and its severity: `readFileSync warning`. */
export function reported(document: vscode.TextDocument): readonly string[] {
  return diagnosticsOf(document).map(
    ({ range, severity }) => `${document.getText(range)} ${severities[severity]}`,
  );
}

/** Waits until exactly these calls are reported, in the notation of {@link reported}. */
export async function untilReported(
  document: vscode.TextDocument,
  expected: readonly string[],
): Promise<readonly vscode.Diagnostic[]> {
  const wanted = JSON.stringify(expected);
  return await until(
    `${wanted} is reported`,
    () => (JSON.stringify(reported(document)) === wanted ? diagnosticsOf(document) : undefined),
    () => `reported are ${JSON.stringify(reported(document))} in\n${document.getText()}`,
  );
}

/** Waits until a document has this text. */
export async function untilText(document: vscode.TextDocument, text: string): Promise<void> {
  await until(
    'the document has the expected text',
    () => (document.getText() === text ? true : undefined),
    () => `expected:\n${text}\nactual:\n${document.getText()}`,
  );
}

/** Closes all editors and forgets their changes. */
export async function closeEverything(): Promise<void> {
  // Settings are open for the moment in which the editor itself writes them.
  const isOurs = ({ isDirty, uri }: vscode.TextDocument): boolean =>
    isDirty && !uri.path.endsWith('/settings.json');
  for (const document of vscode.workspace.textDocuments.filter(isOurs)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Changes settings for as long as the work takes. A value of undefined means the default. */
export async function withSettings(
  settings: Readonly<Record<string, unknown>>,
  work: () => Promise<void>,
): Promise<void> {
  const write = async (values: Readonly<Record<string, unknown>>): Promise<void> => {
    const configuration = vscode.workspace.getConfiguration();
    for (const [key, value] of Object.entries(values))
      await configuration.update(key, value, vscode.ConfigurationTarget.Workspace);
  };
  await write(settings);
  try {
    await work();
  } finally {
    await write(Object.fromEntries(Object.keys(settings).map((key) => [key, undefined])));
  }
}
