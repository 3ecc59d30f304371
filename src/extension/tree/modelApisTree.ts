// The *Model APIs* view: where models can be asked, whether a key is set, and what each offers. Nothing is sent before the user unfolds a model API or
// asks for a refresh; what an API offered is kept until then.

import * as vscode from 'vscode';
import type { Connection } from '../../core/providers/provider';
import type { ModelApi } from '../../core/providers/modelApi';
import { isThroughVsCode } from '../../shared/run/throughVsCode';
import { formatCount } from '../../shared/text/format';
import { oneLine } from '../../shared/text/hiddenCharacters';
import { messageOf } from '../../shared/text/messageOf';
import type { BenchmarkChecker } from '../benchmarks/benchmarkChecker';
import type { ApiKeys, KeyOrigin } from '../host/apiKeys';
import { commandIds } from '../host/commands';
import { Disposable } from '../host/disposable';
import { editorModelNames } from '../host/editorModelNames';
import type { BenchmarksTree } from './benchmarksTree';
import {
  foundText,
  iconOf,
  keyOf,
  keyText,
  noModelsText,
  withoutLogin,
  type Offer,
  type OfferedModel,
} from './modelApiWords';
import type { ProjectFiles } from '../host/projectFiles';
import { settingsSection } from '../host/settings';
import { idOfService, writtenServices } from '../host/writtenServices';

const modelApisViewId = 'isoSpeedBench.modelApis';

/** Longer than a server takes that is there, ms. */
const patienceMs = 10_000;

export interface ApiNode {
  kind: 'api';
  api: ModelApi;
  origin: KeyOrigin;
  /** A row of the user's settings. */
  isOwn: boolean;
  /** Whether a benchmark of the workspace asks it. */
  isUsed: boolean;
  /** Whether another project file gives its id another address. */
  isOneOfSeveral: boolean;
}

export interface OfferedModelNode extends OfferedModel {
  kind: 'model';
  api: ModelApi;
}

export type ModelApisNode =
  | ApiNode
  | OfferedModelNode
  /** Those that ask for a key and have none, and that nothing here uses. */
  | { kind: 'others' }
  | {
      kind: 'message';
      api: ModelApi;
      text: string;
      isProblem: boolean;
      /** What lacks a key that is taken, which a click asks for. */
      withoutKey?: ApiNode;
    };

interface TreeParts {
  checker: BenchmarkChecker;
  projects: ProjectFiles;
  keys: ApiKeys;
  /** The benchmarks of the workspace. */
  benchmarks: Pick<BenchmarksTree, 'getChildren' | 'onDidChangeTreeData'>;
}

export class ModelApisTree extends Disposable implements vscode.TreeDataProvider<ModelApisNode> {
  private readonly changed = this.register(new vscode.EventEmitter<undefined>());
  readonly onDidChangeTreeData = this.changed.event;
  readonly view: vscode.TreeView<ModelApisNode>;
  private readonly offers = new Map<string, Promise<Offer>>();
  private readonly known = new Map<string, Offer>();
  /** In ids of entries: VS Code unfolds again what was unfolded in an earlier window, which would ask servers unasked. */
  private readonly window = Date.now().toString(36);

  constructor(private readonly parts: TreeParts) {
    super();
    this.view = this.register(vscode.window.createTreeView(modelApisViewId, { treeDataProvider: this }));
    this.register(
      parts.keys.onDidChange(() => {
        // With another key the answer may be another.
        for (const [key, offer] of this.known) if ('problem' in offer && offer.isKeyRefused) this.forget(key);
        this.redraw();
      }),
    );
    this.register(parts.projects.onDidChange(() => this.redraw()));
    this.register(parts.benchmarks.onDidChangeTreeData(() => this.redraw()));
    this.register(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(`${settingsSection}.services`)) this.refresh();
      }),
    );
  }

  /** Forgets what was offered: all of it, or that of one API. What is unfolded is asked again. */
  refresh(api?: ModelApi): void {
    for (const key of api ? [keyOf(api)] : [...this.offers.keys()]) this.forget(key);
    this.redraw();
  }

  async getChildren(node?: ModelApisNode): Promise<ModelApisNode[]> {
    if (!node) {
      const apis = await this.apis();
      const others = apis.filter((one) => !isShown(one));
      const shown = [...apis.filter(({ isUsed }) => isUsed), ...apis.filter((one) => isShown(one) && !one.isUsed)];
      return others.length === 0 ? shown : [...shown, { kind: 'others' }];
    }
    if (node.kind === 'others') return (await this.apis()).filter((one) => !isShown(one));
    if (node.kind !== 'api') return [];
    if (isReady(node)) return this.offered(node);
    const text = 'Set its key to see its models.';
    return [{ kind: 'message', api: node.api, text, isProblem: false, withoutKey: node }];
  }

  getTreeItem(node: ModelApisNode): vscode.TreeItem {
    switch (node.kind) {
      case 'api':
        return this.apiItem(node);
      case 'model':
        return this.modelItem(node);
      case 'others':
        return this.itemOf('others', 'Without a Key', vscode.TreeItemCollapsibleState.Collapsed);
      case 'message': {
        const item = this.itemOf(`${keyOf(node.api)} message`, oneLine(node.text));
        item.tooltip = oneLine(node.text);
        item.iconPath = new vscode.ThemeIcon(node.isProblem ? 'warning' : node.withoutKey ? 'key' : 'info');
        if (node.withoutKey)
          item.command = { command: commandIds.setModelApiKey, title: 'Set Key...', arguments: [node.withoutKey] };
        return item;
      }
    }
  }

  getParent(): undefined {
    return undefined;
  }

  private forget(key: string): void {
    this.offers.delete(key);
    this.known.delete(key);
  }

  private redraw(): void {
    this.changed.fire(undefined);
  }

  private async apis(): Promise<ApiNode[]> {
    const { checker, keys } = this.parts;
    const own = new Set(writtenServices().map(idOfService));
    const used = await this.used();
    const apis = await checker.windowModelApis();
    return Promise.all(
      apis.map(async (api): Promise<ApiNode> => {
        const origin = api.keyVariable === undefined ? 'none' : await keys.originOf(api.keyVariable);
        const isOneOfSeveral = apis.some((other) => other !== api && other.id === api.id);
        return { kind: 'api', api, origin, isOwn: own.has(api.id), isUsed: used.has(api.id), isOneOfSeveral };
      }),
    );
  }

  /** The model APIs of the workspace's benchmarks, those with errors apart. */
  private async used(): Promise<ReadonlySet<string>> {
    const benchmarks = await this.parts.benchmarks.getChildren();
    return new Set(
      benchmarks.flatMap(({ checked }) => checked.benchmark?.modelIds.map(({ provider }) => provider) ?? []),
    );
  }

  private async offered(node: ApiNode): Promise<ModelApisNode[]> {
    const { api } = node;
    if (api.names) return api.names.map((name) => ({ kind: 'model', api, name }));
    const key = keyOf(api);
    const asking = this.offers.get(key) ?? this.ask(api);
    this.offers.set(key, asking);
    const offer = await asking;
    if (this.known.get(key) !== offer && this.offers.get(key) === asking) {
      this.known.set(key, offer);
      // The API's own line tells what was found.
      this.redraw();
    }
    if ('problem' in offer) {
      const { problem: text, isKeyRefused } = offer;
      return [{ kind: 'message', api, text, isProblem: true, ...(isKeyRefused && { withoutKey: node }) }];
    }
    if (offer.models.length > 0) return offer.models.map((model) => ({ kind: 'model', api, ...model }));
    return [{ kind: 'message', api, text: noModelsText(api), isProblem: false }];
  }

  /** Never rejects. */
  private async ask(api: ModelApi): Promise<Offer> {
    try {
      if (isThroughVsCode({ provider: api.id })) return { models: await modelsOfVsCode() };
      const [{ connectionFor }, { takeWayOut }] = await Promise.all([
        import('../../core/providers/connections'),
        import('../../core/providers/wayOut'),
      ]);
      const environment = await this.parts.keys.environmentFor([api]);
      const connection = connectionFor(api, environment);
      takeWayOut(environment);
      const names = (await api.listModels?.(connection, AbortSignal.timeout(patienceMs))) ?? [];
      const loaded = api.id === 'ollama' ? await loadedIn(connection) : new Map<string, number | null>();
      return { models: names.map((name) => (loaded.has(name) ? { name, window: loaded.get(name) } : { name })) };
    } catch (error) {
      const { ProviderError } = await import('../../core/providers/provider');
      const isKeyRefused = error instanceof ProviderError && error.kind === 'authentication';
      return { problem: messageOf(error), isKeyRefused };
    }
  }

  private apiItem({ api, origin, isOwn, isUsed, isOneOfSeveral }: ApiNode): vscode.TreeItem {
    const item = this.itemOf(keyOf(api), oneLine(api.label), vscode.TreeItemCollapsibleState.Collapsed);
    const offer = this.known.get(keyOf(api));
    const use = isUsed ? 'used here' : undefined;
    const address = oneLine(withoutLogin(api.defaultBaseUrl ?? ''));
    // In a narrow sidebar only the beginning is seen: what was found comes first.
    const description = [
      `${api.id}~`,
      offer && foundText(offer),
      use,
      keyText(api, origin),
      isOneOfSeveral ? address : undefined,
    ]
      .filter((part) => part !== undefined)
      .join(' · ');
    item.description = description;
    item.tooltip = [
      oneLine(api.label),
      ...(api.defaultBaseUrl === undefined ? [] : [`Address: ${address}`]),
      ...(api.keyVariable === undefined ? [] : [`Key: ${api.keyVariable}`]),
      ...(offer && 'problem' in offer ? [oneLine(offer.problem)] : []),
    ].join('\n');
    item.iconPath = new vscode.ThemeIcon(iconOf(api, offer));
    item.contextValue = [
      'api',
      ...(api.keyVariable === undefined ? [] : ['keyed']),
      ...(origin === 'stored' ? ['stored'] : []),
      ...(api.names ? [] : ['asked']),
      ...(isOwn ? ['own'] : []),
      ...(api.id === 'ollama' ? ['ollama'] : []),
    ].join(' ');
    item.accessibilityInformation = { label: `${oneLine(api.label)}, ${description}` };
    return item;
  }

  private modelItem({ api, name, window }: OfferedModelNode): vscode.TreeItem {
    const item = this.itemOf(`${keyOf(api)}~${name}`, oneLine(name));
    if (window !== undefined) {
      const length = window === null ? '' : `, context ${formatCount(window)} tokens`;
      item.description = `loaded${length}`;
    }
    item.tooltip = `${api.id}~${oneLine(name)}`;
    item.iconPath = new vscode.ThemeIcon(window === undefined ? 'symbol-misc' : 'pass');
    item.contextValue = api.names ? 'model fixed' : 'model';
    return item;
  }

  private itemOf(id: string, label: string, state = vscode.TreeItemCollapsibleState.None): vscode.TreeItem {
    const item = new vscode.TreeItem(label, state);
    item.id = `${this.window} ${id}`;
    return item;
  }
}

/** Whether it can be asked as things are, as far as this machine knows. */
function isReady({ api, origin, isOwn }: ApiNode): boolean {
  return api.keyVariable === undefined || api.isLocal || isOwn || origin !== 'none';
}

/** What is used here is shown though its key lacks: that is what there is to do. */
function isShown(node: ApiNode): boolean {
  return node.isUsed || isReady(node);
}

/** As benchmarks name them. */
async function modelsOfVsCode(): Promise<{ name: string }[]> {
  return editorModelNames(await vscode.lm.selectChatModels()).map((name) => ({ name }));
}

/** By name, the windows of the models in memory; none where the server does not say. */
async function loadedIn(connection: Connection): Promise<Map<string, number | null>> {
  const { loadedOllamaModels } = await import('../../core/providers/ollamaModels');
  const loaded = await loadedOllamaModels(connection, AbortSignal.timeout(patienceMs)).catch(() => []);
  return new Map(loaded.map(({ name, window }) => [name, window]));
}
