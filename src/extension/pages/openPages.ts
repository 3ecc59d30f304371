// The open pages of one kind in this window: makes them in editor tabs, finds them again, restores them after a window reload. What differs
// between kinds is a row and two methods. A kind's own code (and zod with it) is loaded with its first page, not at activation.

import * as vscode from 'vscode';
import { Disposable } from '../host/disposable';

/** What VS Code has to know of a kind of page. */
interface PageKind {
  viewType: string;
  /** Of the tab until the page gives it one. */
  title: string;
  /** Whether Ctrl+F finds text in the page. */
  hasFind: boolean;
}

/** Where a page is opened, and whether it takes the focus. */
interface PagePlace {
  viewColumn: vscode.ViewColumn;
  preserveFocus?: boolean;
}

/** What is asked of a page here; the rest is its kind's. */
interface OpenPage extends vscode.Disposable {
  readonly onDidDispose: vscode.Event<void>;
}

export abstract class OpenPages<Page extends OpenPage> extends Disposable implements vscode.WebviewPanelSerializer {
  private readonly open = new Set<Page>();

  constructor(private readonly kind: PageKind) {
    super();
    this.register(vscode.window.registerWebviewPanelSerializer(kind.viewType, this));
    this.register({ dispose: () => this.all.forEach((page) => page.dispose()) });
  }

  /** The pages, the one used last at the end. */
  get all(): readonly Page[] {
    return [...this.open];
  }

  /** Called by VS Code after a window reload; `state` is what the page had kept. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    await this.restore(await this.adopt(panel), state);
  }

  /** Loads the code of the kind; what makes a page in a panel. */
  protected abstract load(): Promise<(panel: vscode.WebviewPanel) => Page>;
  /** Shows again what the page had kept; what goes wrong is said in the page. */
  protected abstract restore(page: Page, state: unknown): Promise<void>;

  /**
   * What makes a page in a new tab at once. Look for a page that is open after this, not before, and wait for nothing in between: of two
   * calls at the same time, as a double click is, the second then finds the page of the first.
   */
  protected async creator(): Promise<(place: PagePlace) => Page> {
    const make = await this.load();
    const { viewType, title, hasFind } = this.kind;
    const options = { enableScripts: true, retainContextWhenHidden: false, enableFindWidget: hasFind };
    return (place) => this.keep(make(vscode.window.createWebviewPanel(viewType, title, place, options)));
  }

  /** From now on the page is the one used last. */
  protected use(page: Page): void {
    this.open.delete(page);
    this.open.add(page);
  }

  /** Makes the page in a panel that there is already. */
  protected async adopt(panel: vscode.WebviewPanel): Promise<Page> {
    return this.keep((await this.load())(panel));
  }

  private keep(page: Page): Page {
    this.open.add(page);
    page.onDidDispose(() => this.open.delete(page));
    return page;
  }
}
