/** The ioctl explorer: a view of the side bar on the headers of the workspace and those that are open. */
import {
  CancellationTokenSource,
  commands,
  type Disposable,
  EventEmitter,
  l10n,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
} from 'vscode';
import { readIoctls } from '../answers.js';
import { directionText, numberText } from '../ioctlWords.js';
import type { Services } from '../services.js';
import { type CommandNode, type IoctlNode, ioctlTree, type TypeNode } from './ioctlTree.js';

/** Milliseconds without a change until the tree is asked for anew: it is not what one looks at while typing. */
const REFRESH_DELAY = 300;

/** Types that are shown with their commands at once. */
const MOST_EXPANDED = 6;

export class IoctlExplorer implements TreeDataProvider<IoctlNode>, Disposable {
  readonly #services: Pick<Services, 'server' | 'log'>;
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: TreeView<IoctlNode>;
  readonly #subscriptions: readonly Disposable[];
  #types: readonly TypeNode[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The request under way: a later one takes its place. */
  #asking: CancellationTokenSource | undefined;

  constructor(services: Pick<Services, 'server' | 'log'>) {
    this.#services = services;
    this.#view = window.createTreeView('uapi.ioctls', { treeDataProvider: this, showCollapseAll: true });
    const { server } = services;
    this.#subscriptions = [
      this.#view,
      server.onDidChangeContent(() => this.#refreshSoon()),
      server.onDidChangeState(() => this.#refreshSoon()),
      this.#view.onDidChangeVisibility(({ visible }) => visible && this.refresh()),
    ];
  }

  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#changed.fire(undefined);
  }

  #refreshSoon(): void {
    clearTimeout(this.#timer);
    if (this.#view.visible) this.#timer = setTimeout(() => this.refresh(), REFRESH_DELAY);
  }

  async getChildren(node?: IoctlNode): Promise<IoctlNode[]> {
    if (node !== undefined) return node.kind === 'type' ? [...node.children] : [];
    this.#types = await this.#load();
    return [...this.#types];
  }

  async #load(): Promise<readonly TypeNode[]> {
    const { server, log } = this.#services;
    // The view does not start a server by being looked at: it may have been left open in a project without uapi headers.
    if (server.state !== 'running') {
      this.#view.message = server.state === 'failed' ? l10n.t('The language server is not running.') : '';
      return [];
    }
    this.#asking?.cancel();
    const asking = new CancellationTokenSource();
    this.#asking = asking;
    try {
      const types = ioctlTree(readIoctls(await server.request('uapi/ioctls', {}, asking.token)));
      this.#view.message = types.length === 0 ? l10n.t('The headers of this workspace have no ioctls.') : '';
      return types;
    } catch (error) {
      if (asking.token.isCancellationRequested) return [...this.#types];
      log.error(`uapi/ioctls: ${String(error)}`);
      this.#view.message = l10n.t('The ioctls cannot be listed; the log says why.');
      return [];
    } finally {
      asking.dispose();
      if (this.#asking === asking) this.#asking = undefined;
    }
  }

  getParent(node: IoctlNode): IoctlNode | undefined {
    return this.#types.find(({ children }) => children.some(({ id }) => id === node.id));
  }

  getTreeItem(node: IoctlNode): TreeItem {
    // A header or two are shown whole; of a kernel tree one wants to see the types first.
    const state = this.#types.length > MOST_EXPANDED ? 'Collapsed' : 'Expanded';
    const item = new TreeItem(node.label, TreeItemCollapsibleState[node.kind === 'type' ? state : 'None']);
    item.id = node.id;
    item.contextValue = node.kind;
    switch (node.kind) {
      case 'type':
        item.description = node.description;
        item.iconPath = new ThemeIcon('symbol-namespace');
        item.tooltip =
          node.blocks.length === 0
            ? l10n.t('Not in ioctl-number.rst')
            : ['ioctl-number.rst', ...node.blocks].join('\n');
        return item;
      case 'gap':
        item.iconPath = new ThemeIcon('dash', new ThemeColor('disabledForeground'));
        return item;
      case 'free':
        item.iconPath = new ThemeIcon('add', new ThemeColor('charts.green'));
        return item;
      case 'command':
        return commandItem(item, node);
    }
  }

  /** Shows a command in the tree; does nothing for one that is not in it. */
  async reveal(name: string): Promise<void> {
    await commands.executeCommand('uapi.ioctls.focus');
    const found = this.#types
      .flatMap(({ children }) => children)
      .find((n) => n.kind === 'command' && n.command.name === name);
    if (found !== undefined) await this.#view.reveal(found, { select: true, focus: true });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#asking?.cancel();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#changed.dispose();
  }
}

function commandItem(item: TreeItem, { command, description, sameAs }: CommandNode): TreeItem {
  const { name, number, dir, size, record, style, location } = command;
  const isDuplicate = sameAs.length > 0;
  item.description = isDuplicate ? `${description} · ${l10n.t('same number as {0}', sameAs.join(', '))}` : description;
  item.iconPath = isDuplicate
    ? new ThemeIcon('warning', new ThemeColor('list.warningForeground'))
    : new ThemeIcon('symbol-event');
  // Names come from a header: as text they are escaped, and the tooltip runs no command.
  item.tooltip = new MarkdownString()
    .appendText(`${name} = ${numberText(number)}\n${directionText(dir, size)}`)
    .appendText(record === undefined ? '' : `\n${record}`)
    .appendText(style === undefined ? '' : `\n${style}`);
  item.command = { command: 'uapi.openLocation', title: l10n.t('Open'), arguments: [location] };
  return item;
}
