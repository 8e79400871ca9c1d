import * as vscode from 'vscode';
import type { FoundCall } from '../../server/protocol.ts';
import { commandIds, contextKeys, viewId } from '../command-ids.ts';
import type { Findings } from '../findings.ts';
import { toTreeItem } from './items.ts';
import { buildTree, countCalls, findCall, type GroupNode, type Grouping, type Node } from './model.ts';

const groupingKey = 'grouping';

/** In milliseconds: shorter than anybody would notice. */
const drawingDelay = 50;

/** The tree of all findings in the side bar. */
export class FindingsView implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #findings: Findings;
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #view: vscode.TreeView<Node>;
  readonly #subscriptions: vscode.Disposable;
  #groups: readonly GroupNode[] = [];
  #grouping: Grouping;
  #filter = '';
  #drawing: NodeJS.Timeout | undefined;
  readonly #told = new Map<string, string | boolean>();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(findings: Findings, memory: vscode.Memento) {
    this.#findings = findings;
    this.#memory = memory;
    this.#grouping = memory.get<Grouping>(groupingKey, 'file');
    this.#view = vscode.window.createTreeView<Node>(viewId, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    const groupBy = (command: string, grouping: Grouping): vscode.Disposable =>
      vscode.commands.registerCommand(command, async () => {
        await this.#groupBy(grouping);
      });
    this.#subscriptions = vscode.Disposable.from(
      this.#view,
      this.#changed,
      findings.onDidChange(() => {
        this.#refresh();
      }),
      groupBy(commandIds.groupByFile, 'file'),
      groupBy(commandIds.groupByApi, 'api'),
      groupBy(commandIds.groupByEntry, 'entry'),
      vscode.commands.registerCommand(commandIds.filterFindings, async () => {
        await this.#askForFilter();
      }),
      vscode.commands.registerCommand(commandIds.clearFilter, () => {
        this.#filterBy('');
      }),
    );
    this.#refresh();
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return toTreeItem(node);
  }

  getChildren(node?: Node): readonly Node[] & Node[] {
    if (node === undefined) return [...this.#groups];
    if (node.kind === 'group') return [...node.calls];
    return node.kind === 'call' ? [...node.steps] : [];
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'call' ? this.#groups.find(({ id }) => id === node.parent) : undefined;
  }

  /** Brings the view to light, and leaves the cursor where it is. */
  async show(): Promise<void> {
    const [first] = this.#groups;
    if (first !== undefined) await this.#view.reveal(first, { select: false, focus: false });
  }

  /** Selects a call in the tree; a filter that hides it is lifted. */
  async reveal(call: FoundCall): Promise<void> {
    await this.#findings.ready();
    if (findCall(this.#groups, call) === undefined) this.#filterBy('');
    const node = findCall(this.#groups, call);
    if (node !== undefined) await this.#view.reveal(node, { select: true, focus: true });
  }

  dispose(): void {
    clearTimeout(this.#drawing);
    this.#subscriptions.dispose();
  }

  async #groupBy(grouping: Grouping): Promise<void> {
    this.#grouping = grouping;
    this.#refresh();
    await this.#memory.update(groupingKey, grouping);
  }

  async #askForFilter(): Promise<void> {
    const filter = await vscode.window.showInputBox({
      title: vscode.l10n.t('Filter Blocking Calls'),
      prompt: vscode.l10n.t(
        'Words that occur in the file, the API, the category, the function or the way there',
      ),
      value: this.#filter,
    });
    if (filter !== undefined) this.#filterBy(filter.trim());
  }

  #filterBy(filter: string): void {
    this.#filter = filter;
    this.#refresh();
  }

  #refresh(): void {
    this.#groups = buildTree(this.#findings.files(), this.#grouping, this.#filter);
    const total = this.#findings.count();
    const shown = countCalls(this.#groups);
    this.#view.message = this.#messageFor(shown, total);
    this.#view.description = total === 0 ? '' : String(total);
    this.#view.badge =
      total === 0
        ? undefined
        : {
            value: total,
            tooltip:
              total === 1 ? vscode.l10n.t('1 blocking call') : vscode.l10n.t('{0} blocking calls', total),
          };
    this.#tell(contextKeys.grouping, this.#grouping);
    this.#tell(contextKeys.filtered, this.#filter !== '');
    // Changes come in swarms: the tree is drawn once for all of them.
    clearTimeout(this.#drawing);
    this.#drawing = setTimeout(() => {
      this.#changed.fire();
    }, drawingDelay);
  }

  /** Keeps a context key current. Each change costs the editor a look at all that depends on it. */
  #tell(key: string, value: string | boolean): void {
    if (this.#told.get(key) === value) return;
    this.#told.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  }

  /** What stands above the tree. Without findings there is a welcome in its place, unless all were filtered out. */
  #messageFor(shown: number, total: number): string {
    if (this.#filter === '' || total === 0) return '';
    return vscode.l10n.t('{0} of {1} shown, filtered by “{2}”', shown, total, this.#filter);
  }
}
