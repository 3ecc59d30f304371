// One run panel: the page on one side, at most one session on the other. The session's events are passed on in numbered
// batches while the page is there to take them; whenever the page (re)appears it gets the whole state anew.

import * as vscode from 'vscode';
import { assertNever } from '../shared/assertNever';
import type { HostMessage, PanelMessage, PanelRequest, ReplyResult } from '../shared/protocol';
import { messageOf } from './commands';
import { Disposable } from './disposable';
import { EventBatch } from './eventBatch';
import { panelHtml, panelResourceRoots } from './panelHtml';
import type { PanelMemory } from './panelMemory';
import { parsePanelMessage } from './panelMessages';
import type { RunSession } from './runSession';
import type { ViewSettingsStore } from './viewSettingsStore';

export const emptyPanelTitle = 'Iso Speed Bench';

/** What a panel can ask of the rest of the extension. The three that open return nothing when the user thought better of it. */
export interface PanelActions {
  openDroppedFile(name: string, text: string): Promise<RunSession | undefined>;
  chooseFile(): Promise<RunSession | undefined>;
  openSample(): Promise<RunSession | undefined>;
  openTestFile(runDirectory: string, model: string, index: number, file: 'transcript' | 'result'): Promise<void>;
  revealFolder(runDirectory: string): Promise<void>;
}

export interface PanelParts {
  extensionUri: vscode.Uri;
  settings: ViewSettingsStore;
  actions: PanelActions;
  memory: PanelMemory;
  log: vscode.LogOutputChannel;
}

export class RunPanel extends Disposable {
  private readonly closed = this.register(new vscode.EventEmitter<void>());
  readonly onDidDispose = this.closed.event;
  private sessionSubscriptions: vscode.Disposable[] = [];
  private current: RunSession | undefined;
  /** What went wrong before the page was there to say it. */
  private unsaid: string | undefined;
  private remembered: string | undefined;
  /** The page has said `ready` and is visible. */
  private isListening = false;
  private readonly batch = new EventBatch((events) => {
    this.send({ type: 'runEvents', ...events });
    this.remember();
  });

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly parts: PanelParts,
  ) {
    super();
    const { extensionUri, settings } = parts;
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
        this.batch.drop();
      }),
    );
    this.register(
      settings.onDidChange((change) => {
        if (change.origin !== this) this.send({ type: 'settingsChanged', settings: change.settings });
      }),
    );
    this.register({ dispose: () => this.leaveSession() });
    panel.title = emptyPanelTitle;
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'panel-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'panel-dark.svg'),
    };
    // A restored panel may come with the options of an older version.
    panel.webview.options = { enableScripts: true, localResourceRoots: panelResourceRoots(extensionUri) };
    panel.webview.html = panelHtml(panel.webview, extensionUri);
  }

  get session(): RunSession | undefined {
    return this.current;
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

  /** Brings the panel to the front of its group; the focus stays where it is unless `takeFocus`. */
  reveal(takeFocus = false): void {
    this.panel.reveal(undefined, !takeFocus);
  }

  /** Shows a session in place of what was there; a live run that loses its panel goes on. */
  show(session: RunSession | undefined): void {
    this.leaveSession();
    this.current = session;
    this.unsaid = undefined;
    this.panel.title = session ? `Bench: ${session.state.benchmarkName}` : emptyPanelTitle;
    if (session) {
      this.sessionSubscriptions = [
        session.onDidAddEvents((events) => {
          if (this.isListening) this.batch.add(events);
        }),
        session.onDidEnd(() => {
          // A run that ended well has told so by its last event; of one that died the page has to be told all.
          if (session.problem === undefined) this.batch.flush();
          else this.sendAll();
        }),
      ];
    }
    this.sendAll();
  }

  /** Says in the panel what went wrong, now or as soon as the page is there. */
  showFailure(message: string): void {
    if (this.isListening) this.send({ type: 'failed', message });
    else this.unsaid = message;
  }

  private leaveSession(): void {
    for (const subscription of this.sessionSubscriptions.splice(0)) subscription.dispose();
    this.batch.drop();
    // A run of its own goes on without a panel; what was only opened to be looked at is let go.
    if (this.current && !this.current.isRunning) this.current.dispose();
    this.current = undefined;
  }

  private receive(raw: unknown): void {
    const parsed = parsePanelMessage(raw);
    if ('message' in parsed) {
      this.handle(parsed.message).catch((error: unknown) => {
        this.parts.log.error(error instanceof Error ? error : String(error));
        this.showFailure(messageOf(error));
      });
      return;
    }
    this.parts.log.warn(`message of the panel refused: ${parsed.problem}`);
    if (parsed.requestId !== undefined) this.reply(parsed.requestId, { ok: false, message: 'The host did not understand the request.' });
  }

  private async handle(message: PanelMessage): Promise<void> {
    const { actions, settings } = this.parts;
    switch (message.type) {
      case 'ready':
        this.isListening = true;
        return this.sendAll();
      case 'needSnapshot':
        return this.sendAll();
      case 'request':
        return this.reply(message.id, await this.answer(message.request));
      case 'cancelRun':
        return this.current?.cancel();
      case 'newBench':
        return this.show(undefined);
      case 'chooseFile':
        return this.open(actions.chooseFile());
      case 'useSampleData':
        return this.open(actions.openSample());
      case 'fileDropped':
        return this.open(actions.openDroppedFile(message.name, message.text));
      case 'changeSettings':
        return settings.change(message.settings, this);
      case 'openTranscript':
        return actions.openTestFile(this.requireFolder(), message.model, message.index, 'transcript');
      case 'openResult':
        return actions.openTestFile(this.requireFolder(), message.model, message.index, 'result');
      case 'revealRun':
        return actions.revealFolder(this.requireFolder());
      case 'copyText':
        return vscode.env.clipboard.writeText(message.text);
      default:
        return assertNever(message);
    }
  }

  private async open(opening: Promise<RunSession | undefined>): Promise<void> {
    const session = await opening;
    if (!session) return;
    // Closed while the file was being read: a live run goes on, anything else is let go.
    if (!this.isDisposed) this.show(session);
    else if (!session.isRunning) session.dispose();
  }

  private async answer(request: PanelRequest): Promise<ReplyResult> {
    const session = this.current;
    if (!session) return { ok: false, message: 'There is no run in this panel any more.' };
    try {
      switch (request.type) {
        case 'testDetail':
          return { ok: true, type: 'testDetail', detail: await session.testDetail(request.model, request.index) };
        case 'benchmarkText':
          return { ok: true, type: 'benchmarkText', text: await session.benchmarkText() };
        default:
          return assertNever(request);
      }
    } catch (error) {
      this.parts.log.warn(`${request.type}: ${messageOf(error)}`);
      return { ok: false, message: messageOf(error) };
    }
  }

  private requireFolder(): string {
    const folder = this.current?.runDirectory;
    if (!folder) throw new Error('This came from a report, not from a run folder: there is no file to open.');
    return folder;
  }

  private sendAll(): void {
    this.batch.drop();
    const settings = this.parts.settings.current;
    const session = this.current;
    if (!session) {
      this.send({ type: 'noRun', settings });
    } else {
      this.send({
        type: 'runSnapshot',
        state: session.state,
        next: session.eventCount,
        canCancel: session.isRunning,
        settings,
        source: session.source,
      });
      this.remember();
    }
    const failure = session?.problem ?? this.unsaid;
    if (failure !== undefined) this.send({ type: 'failed', message: failure });
    if (this.isListening) this.unsaid = undefined;
  }

  /** So that the run can be opened again when the page comes back after a window reload with the run's id. */
  private remember(): void {
    const origin = this.current?.origin;
    const runId = this.current?.state.runId;
    if (!origin || !runId || runId === this.remembered) return;
    this.remembered = runId;
    this.parts.memory.remember(runId, origin);
  }

  private reply(id: number, result: ReplyResult): void {
    this.send({ type: 'reply', id, result });
  }

  private send(message: HostMessage): void {
    if (this.isDisposed || !this.isListening) return;
    void this.panel.webview.postMessage(message);
  }
}
