import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { createClient } from './client.ts';
import { registerCommands } from './commands.ts';
import { createStatus } from './status.ts';
import { registerTasks } from './tasks.ts';

let client: LanguageClient | undefined;

/** Called by VS Code when the first document of one of our languages is opened. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Unblock', { log: true });
  const started = createClient(context, output);
  client = started;
  context.subscriptions.push(
    output,
    createStatus(started),
    registerCommands(started, output),
    registerTasks(context),
  );
  // Not awaited: the editor goes on while the server starts.
  started.start().catch((error: unknown) => {
    output.error(`The server could not be started: ${String(error)}`);
  });
}

/** Called by VS Code before it closes. */
export async function deactivate(): Promise<void> {
  await client?.stop();
}
