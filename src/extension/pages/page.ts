// What every page of ours in an editor tab has in common: its HTML, when it listens, checked messages in, typed messages out, and its end.
// Knows nothing of runs.

import * as vscode from 'vscode';
import { messageOf } from '../../shared/text/messageOf';
import { Disposable } from '../host/disposable';
import { loadPage, type WebviewPage } from './loadPage';

export interface PageParts {
  extensionUri: vscode.Uri;
  log: vscode.LogOutputChannel;
}

/** A message that is not understood keeps the id of a request, where it has one, so that it is answered all the same. */
export type ParsedMessage<T> = { message: T } | { problem: string; requestId?: number };

export abstract class Page<Incoming extends { type: string }, Outgoing> extends Disposable {
  private readonly closed = this.register(new vscode.EventEmitter<void>());
  readonly onDidDispose = this.closed.event;
  /** What went wrong before the page was there to say it. */
  private unsaid: string | undefined;
  /** The page has said `ready` and is visible. */
  private isListening = false;

  constructor(
    protected readonly panel: vscode.WebviewPanel,
    private readonly pageParts: PageParts,
  ) {
    super();
    this.register(
      panel.onDidDispose(() => {
        this.closed.fire();
        this.dispose();
      }),
    );
    this.register(panel.webview.onDidReceiveMessage((raw: unknown) => this.receive(raw)));
    this.register(
      panel.onDidChangeViewState(() => {
        // A hidden page is destroyed; its successor says `ready` itself.
        if (panel.visible) return;
        this.isListening = false;
        this.becameHidden();
      }),
    );
    panel.iconPath = {
      light: vscode.Uri.joinPath(pageParts.extensionUri, 'media', 'panel-light.svg'),
      dark: vscode.Uri.joinPath(pageParts.extensionUri, 'media', 'panel-dark.svg'),
    };
  }

  get title(): string {
    return this.panel.title;
  }

  get isVisible(): boolean {
    return this.panel.visible;
  }

  /** True once the page has loaded and shows what the host sends. */
  get isReady(): boolean {
    return this.isListening;
  }

  get viewColumn(): vscode.ViewColumn | undefined {
    return this.panel.viewColumn;
  }

  /** Brings the tab to the front of its group; the focus stays where it is unless `takeFocus`. */
  reveal(takeFocus = false): void {
    this.panel.reveal(undefined, !takeFocus);
  }

  /** Says in the page what went wrong, now or as soon as the page is there. */
  showFailure(message: string): void {
    if (this.isListening) this.sendFailure(message);
    else this.unsaid = message;
  }

  protected abstract parse(raw: unknown): ParsedMessage<Incoming>;
  /** One switch over all messages but `ready`'s first half, which is done here. A rejection is logged and said in the page. */
  protected abstract handle(message: Incoming): Promise<void>;
  protected abstract sendFailure(message: string): void;
  /** What was being gathered for the page is of no use to it any more. */
  protected becameHidden(): void {}
  /** Answers a request that could not be understood. */
  protected refuseRequest(_id: number): void {}

  protected load(page: WebviewPage): void {
    loadPage(this.panel.webview, this.pageParts.extensionUri, page);
  }

  protected forgetFailure(): void {
    this.unsaid = undefined;
  }

  /** Does nothing while the page is not there: it asks for everything when it is. */
  protected send(message: Outgoing): void {
    if (this.isDisposed || !this.isListening) return;
    void this.panel.webview.postMessage(message);
  }

  private receive(raw: unknown): void {
    const { log } = this.pageParts;
    const parsed = this.parse(raw);
    if (!('message' in parsed)) {
      log.warn(`message of ${this.panel.viewType} refused: ${parsed.problem}`);
      if (parsed.requestId !== undefined) this.refuseRequest(parsed.requestId);
      return;
    }
    if (parsed.message.type === 'ready') this.isListening = true;
    this.handle(parsed.message)
      .then(() => this.sayUnsaid())
      .catch((error: unknown) => {
        log.error(error instanceof Error ? error : String(error));
        this.showFailure(messageOf(error));
      });
  }

  private sayUnsaid(): void {
    const message = this.unsaid;
    if (message === undefined || !this.isListening) return;
    this.unsaid = undefined;
    this.sendFailure(message);
  }
}
