import * as vscode from 'vscode';
import {
  findingRequest,
  helperRequest,
  type FoundCall,
  type FoundHelper,
  type Place,
} from '../server/protocol.ts';
import { fixAllInFile, fixAllInWorkspace, fixAt, suppressAt } from './actions.ts';
import { commandIds, internalCommandIds } from './command-ids.ts';
import { activeEditor, cursorOf, peek, reveal } from './documents.ts';
import type { Explanations } from './explanations.ts';
import type { Findings } from './findings.ts';
import type { Jobs } from './jobs.ts';
import { neighbour } from './navigation.ts';
import { copyReport } from './report.ts';
import type { Server } from './server.ts';
import type { Node } from './tree/model.ts';
import type { FindingsView } from './tree/view.ts';

export interface CommandParts {
  readonly context: vscode.ExtensionContext;
  readonly server: Server;
  readonly output: vscode.LogOutputChannel;
  readonly jobs: Jobs;
  readonly findings: Findings;
  readonly view: FindingsView;
  readonly explanations: Explanations;
}

/** Registers the commands that belong to no view of their own. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { server, output, jobs, findings, explanations } = parts;
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.scanWorkspace, () => scanWorkspace(parts)),
    vscode.commands.registerCommand(commandIds.fixAllInFile, () => fixAllInFile(server)),
    vscode.commands.registerCommand(commandIds.fixAllInWorkspace, (how?: unknown) =>
      fixAllInWorkspace(server, jobs, how),
    ),
    vscode.commands.registerCommand(commandIds.nextFinding, () => goToNeighbour(findings, 'next')),
    vscode.commands.registerCommand(commandIds.previousFinding, () => goToNeighbour(findings, 'previous')),
    vscode.commands.registerCommand(commandIds.explainFinding, (node?: Node) =>
      explanations.show(callOf(node)?.path[0]),
    ),
    vscode.commands.registerCommand(commandIds.showBlockingPath, (target?: Node | FoundCall) =>
      showPath(server, target),
    ),
    vscode.commands.registerCommand(commandIds.showBlockingCallers, () => showCallers(server)),
    vscode.commands.registerCommand(commandIds.revealFinding, () => revealFinding(parts)),
    vscode.commands.registerCommand(commandIds.fixFinding, (node?: Node) =>
      atFinding(server, node, (place) => fixAt(server, place)),
    ),
    vscode.commands.registerCommand(commandIds.suppressFinding, (node?: Node) =>
      atFinding(server, node, (place) => suppressAt(server, place)),
    ),
    vscode.commands.registerCommand(commandIds.copyReport, () => copyReport(parts.context, server, findings)),
    vscode.commands.registerCommand(commandIds.openSettings, () =>
      vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${parts.context.extension.id}`),
    ),
    vscode.commands.registerCommand(commandIds.restartServer, () => server.restart()),
    vscode.commands.registerCommand(commandIds.showOutput, () => {
      output.show();
    }),
    vscode.commands.registerCommand(internalCommandIds.goTo, (place: Place) => reveal(place)),
    vscode.commands.registerCommand(internalCommandIds.peek, (places: readonly Place[]) => peek(places, '')),
  );
}

async function scanWorkspace({ findings, view }: CommandParts): Promise<void> {
  const result = await findings.scan();
  if (result === undefined) return;
  const seconds = (result.durationMs / 1000).toFixed(1);
  const text = vscode.l10n.t(
    'Unblock: {0} blocking calls in {1} files ({2} s)',
    result.findings,
    result.files,
    seconds,
  );
  vscode.window.setStatusBarMessage(text, 10_000);
  await view.show();
}

async function goToNeighbour(findings: Findings, direction: 'next' | 'previous'): Promise<void> {
  await findings.ready();
  const editor = vscode.window.activeTextEditor;
  const cursor = editor?.selection.active;
  const from =
    editor && cursor
      ? { uri: editor.document.uri.toString(), line: cursor.line, character: cursor.character }
      : undefined;
  const place = neighbour(findings.files(), from, direction);
  if (place === undefined) {
    await vscode.window.showInformationMessage(vscode.l10n.t('There is no blocking call in the workspace.'));
  } else await reveal(place);
}

async function showPath(server: Server, target: Node | FoundCall | undefined): Promise<void> {
  const call = await findingFor(server, target);
  if (call !== undefined) await peek(call.path, vscode.l10n.t('The way could not be shown.'));
}

async function showCallers(server: Server): Promise<void> {
  const editor = await activeEditor();
  if (editor === undefined) return;
  const helper = await server.request<FoundHelper | null>(helperRequest, cursorOf(editor));
  if (helper === null) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('There is no function here that blocks whoever calls it.'),
    );
  } else if (helper.callers.length === 0) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('No async code calls `{0}`.', helper.place.name),
    );
  } else await peek(helper.callers, vscode.l10n.t('The callers could not be shown.'));
}

async function revealFinding({ server, view }: CommandParts): Promise<void> {
  const call = await findingFor(server, undefined);
  if (call !== undefined) await view.reveal(call);
}

async function atFinding(
  server: Server,
  node: Node | undefined,
  act: (place: Place) => Promise<void>,
): Promise<void> {
  const call = await findingFor(server, node);
  if (call !== undefined) await act(call.path[0]);
}

/** The finding that a command is for: what it was given, or else what is at the cursor. Says so when there is none. */
async function findingFor(
  server: Server,
  target: Node | FoundCall | undefined,
): Promise<FoundCall | undefined> {
  const given = callOf(target);
  if (given !== undefined) return given;
  const editor = await activeEditor();
  if (editor === undefined) return undefined;
  const found = await server.request<FoundCall | null>(findingRequest, cursorOf(editor));
  if (found === null) {
    await vscode.window.showInformationMessage(vscode.l10n.t('There is no blocking call on this line.'));
    return undefined;
  }
  return found;
}

function callOf(target: Node | FoundCall | undefined): FoundCall | undefined {
  if (target === undefined) return undefined;
  if (!('kind' in target)) return 'path' in target ? target : undefined;
  return target.kind === 'call' ? target.call : undefined;
}
