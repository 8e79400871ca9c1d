import * as vscode from 'vscode';
import { registerCommands } from './commands.ts';
import { createDecorations } from './decorations.ts';
import { Explanations } from './explanations.ts';
import { Findings } from './findings.ts';
import { Jobs } from './jobs.ts';
import { PicturePanel } from './picture/panel.ts';
import { Server } from './server.ts';
import { createStatus } from './status.ts';
import { registerTasks } from './tasks.ts';
import { FindingsView } from './tree/view.ts';

let server: Server | undefined;

/** Called by VS Code when the first document of one of our languages, our view or a command of ours is opened. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Unblock', { log: true });
  const created = new Server(
    async () => (await import('./language-client.ts')).connect(context, output),
    (error) => {
      output.error(`The server could not be started: ${String(error)}`);
    },
  );
  server = created;
  const jobs = new Jobs(created);
  const findings = new Findings(created, jobs);
  const explanations = new Explanations(created);
  const view = new FindingsView(findings, context.workspaceState);
  context.subscriptions.push(
    output,
    jobs,
    findings,
    explanations,
    createStatus(created, findings),
    createDecorations(),
    view,
    new PicturePanel(findings),
    registerCommands({ context, server: created, output, jobs, findings, view, explanations }),
    registerTasks(context),
  );
}

/** Called by VS Code before it closes. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
