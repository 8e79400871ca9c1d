import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { createClient } from './client.ts';
import { registerCommands } from './commands.ts';
import { createDecorations } from './decorations.ts';
import { Explanations } from './explanations.ts';
import { Findings } from './findings.ts';
import { Jobs } from './jobs.ts';
import { PicturePanel } from './picture/panel.ts';
import { createStatus } from './status.ts';
import { registerTasks } from './tasks.ts';
import { FindingsView } from './tree/view.ts';

let client: LanguageClient | undefined;

/** Called by VS Code when the first document of one of our languages, our view or a command of ours is opened. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Unblock', { log: true });
  const started = createClient(context, output);
  client = started;
  const jobs = new Jobs(started);
  const findings = new Findings(started, jobs);
  const explanations = new Explanations(started);
  const view = new FindingsView(findings, context.workspaceState);
  context.subscriptions.push(
    output,
    jobs,
    findings,
    explanations,
    createStatus(started, findings),
    createDecorations(),
    view,
    new PicturePanel(findings),
    registerCommands({ context, client: started, output, jobs, findings, view, explanations }),
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
