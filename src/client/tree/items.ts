import * as vscode from 'vscode';
import type { Category, FoundCall, Place } from '../../server/protocol.ts';
import { internalCommandIds } from '../command-ids.ts';
import { entryLabel } from '../labels.ts';
import type { CallNode, GroupNode, Node, StepNode } from './model.ts';

const categoryIcons: Readonly<Record<Category, string>> = {
  sleep: 'watch',
  input: 'comment',
  file: 'file',
  network: 'globe',
  database: 'database',
  process: 'terminal',
  crypto: 'key',
  compression: 'file-zip',
  compile: 'tools',
  lock: 'lock',
  loop: 'sync',
  module: 'package',
};

const severityIcons: Readonly<Record<FoundCall['severity'], vscode.ThemeIcon>> = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  information: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
  hint: new vscode.ThemeIcon('lightbulb'),
};

/**
 * How a node of the tree looks and what it says to a screen reader. It gets no identity of its own: what is expanded
 * stays so by its label, and the editor gives up on a tree in which it meets an identity twice while it is refreshed.
 */
export function toTreeItem(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'group':
      return groupItem(node);
    case 'call':
      return callItem(node);
    case 'step':
      return stepItem(node);
  }
}

function groupItem({ grouping, first, calls }: GroupNode): vscode.TreeItem {
  const [{ uri }] = first.path;
  const file = vscode.Uri.parse(uri);
  const count =
    calls.length === 1 ? vscode.l10n.t('1 blocking call') : vscode.l10n.t('{0} blocking calls', calls.length);
  const item = new vscode.TreeItem('', vscode.TreeItemCollapsibleState.Collapsed);
  item.contextValue = 'group';
  if (grouping === 'file') {
    item.label = baseName(file);
    // For its icon; with its own scheme it would be decorated with the counts of all problems that it has.
    item.resourceUri = file.with({ scheme: 'unblock' });
    item.iconPath = vscode.ThemeIcon.File;
    item.description = `${folderName(file)} · ${calls.length}`;
  } else if (grouping === 'api') {
    item.label = first.api;
    item.iconPath = new vscode.ThemeIcon(categoryIcons[first.category]);
    const categories = new Set(calls.map(({ call }) => call.category));
    item.description = `${[...categories].join(', ')} · ${calls.length}`;
  } else {
    item.label = entryLabel(first);
    item.iconPath = new vscode.ThemeIcon('symbol-function');
    item.description = `${baseName(file)} · ${calls.length}`;
  }
  item.accessibilityInformation = { label: `${item.label}, ${item.description}, ${count}` };
  return item;
}

function callItem({ call, grouping, steps }: CallNode): vscode.TreeItem {
  const [first] = call.path;
  const item = new vscode.TreeItem(
    first.name,
    steps.length > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  const place = grouping === 'file' ? vscode.l10n.t('line {0}', first.line + 1) : placeLabel(first);
  const through = steps.map(({ step }) => step.name).join(' → ');
  item.description = through === '' ? place : `→ ${through} · ${place}`;
  item.iconPath = severityIcons[call.severity];
  item.tooltip = new vscode.MarkdownString(call.message);
  item.contextValue = steps.length > 0 ? 'call.path' : 'call';
  item.command = goTo(first);
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}: {1}, in {2}, {3}', call.severity, call.message, entryLabel(call), place),
  };
  return item;
}

function stepItem({ step, isLast }: StepNode): vscode.TreeItem {
  const item = new vscode.TreeItem(step.name);
  const place = placeLabel(step);
  item.description = place;
  item.iconPath = new vscode.ThemeIcon(isLast ? 'circle-filled' : 'arrow-small-down');
  item.contextValue = 'step';
  item.command = goTo(step);
  item.accessibilityInformation = {
    label: isLast
      ? vscode.l10n.t('{0} blocks, called at {1}', step.name, place)
      : vscode.l10n.t('calls {0} at {1}', step.name, place),
  };
  return item;
}

function goTo(place: Place): vscode.Command {
  return { command: internalCommandIds.goTo, title: vscode.l10n.t('Go to the Call'), arguments: [place] };
}

function placeLabel({ uri, line }: Place): string {
  return `${baseName(vscode.Uri.parse(uri))}:${line + 1}`;
}

function baseName({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderName(file: vscode.Uri): string {
  const relative = vscode.workspace.asRelativePath(file);
  const end = relative.lastIndexOf('/');
  return end === -1 ? '.' : relative.slice(0, end);
}
