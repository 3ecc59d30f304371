// One run panel: the page on one side, at most one session on the other. The session's events are passed on in numbered
// batches while the page is there to take them; whenever the page (re)appears it gets the whole state anew.

import { Turns } from '../host/turns';
import type { RunState } from '../../shared/run/runState';
import { oneLine } from '../../shared/text/hiddenCharacters';
import * as vscode from 'vscode';
import { assertNever } from '../../shared/text/assertNever';
import type { TestReference } from '../../shared/protocols/testPageProtocol';
import type { TestPlace } from '../runs/testFiles';
import type { HostMessage, PanelMessage, ReplyResult } from '../../shared/protocols/runPanelProtocol';
import { noStartList, type StartList } from '../../shared/protocols/startList';
import { messageOf } from '../../shared/text/messageOf';
import { answerPanel } from './answerPanel';
import { EventBatch } from './eventBatch';
import type { PanelActions } from './panelActions';
import type { PageMemory } from './pageMemory';
import { parseRunPanelMessage } from './runPanelMessages';
import { cancelRun } from '../running/cancelRun';
import type { RunOrigin, RunSession } from '../running/runSession';
import type { ViewSettingsStore } from './viewSettingsStore';
import { Page, type ParsedMessage, type PageParts } from './page';

export const emptyPanelTitle = 'Iso Speed Bench';

export interface RunPanelParts extends PageParts {
  settings: ViewSettingsStore;
  actions: PanelActions;
  memory: PageMemory;
}

export class RunPanel extends Page<PanelMessage, HostMessage> {
  private sessionSubscriptions: vscode.Disposable[] = [];
  private current: RunSession | undefined;
  private remembered: string | undefined;
  /** The run that *New Bench* took away. */
  private previous: { origin: RunOrigin; benchmarkName: string } | undefined;
  /** As it was last sent: only what is in it can be asked for. */
  private listed: StartList = noStartList;
  private readonly turns = new Turns();
  private readonly listings = new Turns();
  /** A run is being read, so that there is nothing to be shown yet. */
  private isExpecting = false;
  /** What was said of a run folder that has gone. */
  private gone: string | null = null;
  private readonly batch = new EventBatch((events) => {
    this.send({ type: 'runEvents', ...events });
    this.remember();
  });

  constructor(
    panel: vscode.WebviewPanel,
    private readonly parts: RunPanelParts,
  ) {
    super(panel, parts);
    this.register(
      parts.settings.onDidChange((change) => {
        if (change.origin !== this) this.send({ type: 'settingsChanged', settings: change.settings });
      }),
    );
    this.register(
      parts.actions.onDidChangeStart(() => {
        if (this.isEmpty && this.isReady) void this.sendStart();
        void this.keepUp();
      }),
    );
    this.register({ dispose: () => this.leaveSession() });
    panel.title = emptyPanelTitle;
    this.load({ script: 'panel.js', element: 'isb-app' });
  }

  get session(): RunSession | undefined {
    return this.current;
  }

  /** A run says when it was started with its first event. */
  private showTitle(): void {
    const title = this.current ? tabTitle(this.current.state) : emptyPanelTitle;
    if (title !== this.panel.title) this.panel.title = title;
  }

  /** Shows the drop zone. */
  get isEmpty(): boolean {
    return !this.current && !this.isExpecting;
  }

  /** Shows a run when it has been read; until then the page says that it loads. When it can't be read the panel closes, and that is thrown. */
  async showWhenRead(reading: Promise<RunSession>): Promise<void> {
    this.isExpecting = true;
    try {
      await this.open(reading);
    } catch (error) {
      this.panel.dispose();
      throw error;
    }
  }

  /** Shows a session in place of what was there; a live run that loses its panel goes on. */
  show(session: RunSession | undefined, turn = this.turns.begin()): void {
    this.turns.take(turn);
    this.leaveSession();
    this.current = session;
    this.isExpecting = false;
    this.gone = null;
    this.forgetFailure();
    this.showTitle();
    if (session) {
      this.sessionSubscriptions = [
        session.hold(),
        session.onDidAddEvents((events) => {
          this.showTitle();
          if (this.isReady) this.batch.add(events);
        }),
        session.onDidDraw((images) => {
          if (this.isReady) this.send({ type: 'imagesDrawn', images });
        }),
        session.onDidEnd(() => {
          this.send({ type: 'imagesDrawn', images: null });
          // A run that ended well has told so by its last event; of one that died the page has to be told all.
          if (session.problem === undefined) this.batch.flush();
          else this.sendAll();
        }),
        session.onDidReadConditions((conditions) => this.send({ type: 'conditionsKnown', conditions })),
      ];
    }
    this.sendAll();
  }

  /** With the folder of a run that is over: what is said of it is taken in; that it was deleted under its panel is said once. */
  private async keepUp(): Promise<void> {
    const { current } = this;
    const folder = current?.runDirectory;
    if (folder === undefined || current?.isRunning) return;
    const { goneFolder } = await import('../../core/runFolder/goneFolder');
    const gone = goneFolder(folder);
    if (current !== this.current) return;
    if (gone !== null && gone !== this.gone) this.showFailure(gone);
    this.gone = gone;
    if (gone === null)
      await current?.takeSaid().catch((error: unknown) => this.parts.log.warn(`${folder}: ${messageOf(error)}`));
  }

  private leaveSession(): void {
    for (const subscription of this.sessionSubscriptions.splice(0)) subscription.dispose();
    this.batch.drop();
    this.current = undefined;
  }

  protected override parse(raw: unknown): ParsedMessage<PanelMessage> {
    return parseRunPanelMessage(raw);
  }

  protected override sendFailure(message: string): void {
    this.send({ type: 'failed', message });
  }

  protected override refuseRequest(id: number): void {
    this.reply(id, { ok: false, message: 'The host did not understand the request.' });
  }

  protected override becameHidden(): void {
    this.batch.drop();
  }

  protected override async handle(message: PanelMessage): Promise<void> {
    const { actions, settings } = this.parts;
    switch (message.type) {
      case 'ready':
      case 'needSnapshot':
        return this.sendAll();
      case 'request':
        return this.reply(message.id, await answerPanel(message.request, this.current, this.parts.log));
      case 'cancelRun':
        return this.current && cancelRun(this.current);
      case 'skipImages':
        return this.current?.skipImages();
      case 'newBench':
        return this.startAnew();
      case 'backToRun':
        return this.previous && this.open(actions.reopen(this.previous.origin));
      case 'newBenchmark':
        return void (await actions.newBenchmark());
      case 'runBenchmark':
        return this.open(actions.runBenchmark(this.listedBenchmark(message.uri)));
      case 'openBenchmark':
        return void (await actions.openBenchmark(this.listedBenchmark(message.uri)));
      case 'openRun':
        return this.open(actions.openRun(this.listedRun(message.runDirectory)));
      case 'chooseFile':
        return this.open(actions.chooseFile());
      case 'useSampleData':
        return this.open(actions.openSample());
      case 'fileDropped':
        return this.open(actions.openDroppedFile(message.name, message.text));
      case 'changeSettings':
        return settings.change(message.settings, this);
      case 'openTranscript':
        return actions.openTestPart(this.placeOf(message), 'transcriptText', vscode.ViewColumn.Beside);
      case 'openResult':
        return actions.openTestPart(this.placeOf(message), 'result', vscode.ViewColumn.Beside);
      case 'openTestPage':
        return void (await actions.openTestPage(this.requireFolder(), message.model, message.index));
      case 'resumeRun':
        return this.open(actions.resumeRun(this.requireFolder()));
      case 'revealRun':
        return actions.revealPath(this.requireFolder());
      case 'runAction':
        return void (await actions.runAction(message.action, this.requireFolder()));
      case 'copyText':
        return vscode.env.clipboard.writeText(message.text);
      default:
        return assertNever(message);
    }
  }

  /** Takes the run away, and keeps the way back to it. */
  private startAnew(): void {
    const origin = this.current?.origin;
    this.previous = this.current && origin && { origin, benchmarkName: oneLine(this.current.state.benchmarkName) };
    this.show(undefined);
  }

  private async sendStart(): Promise<void> {
    const turn = this.listings.begin();
    try {
      const list = await this.parts.actions.startList();
      if (!this.listings.take(turn)) return;
      this.listed = { ...list, back: this.previous?.benchmarkName ?? null };
      if (this.isEmpty) this.send({ type: 'startListed', list: this.listed });
    } catch (error) {
      this.parts.log.warn(`nothing to begin with: ${messageOf(error)}`);
    }
  }

  private listedBenchmark(uri: string): vscode.Uri {
    if (!this.listed.benchmarks.some((one) => one.uri === uri))
      throw new Error('This benchmark is not there any more.');
    return vscode.Uri.parse(uri, true);
  }

  private listedRun(runDirectory: string): string {
    if (!this.listed.runs.some((one) => one.runDirectory === runDirectory))
      throw new Error('This run is not there any more.');
    return runDirectory;
  }

  private async open(opening: Promise<RunSession | undefined>): Promise<void> {
    const turn = this.turns.begin();
    const session = await opening;
    if (!session) return;
    // Closed while the file was being read, or something that was asked for later is here already: a live run goes on, anything else is let go.
    if (!this.isDisposed && this.turns.take(turn)) this.show(session, turn);
    else if (!session.isRunning) session.dispose();
  }

  private placeOf({ model, index }: TestReference): TestPlace {
    return { runDirectory: this.requireFolder(), model, index };
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
    if (this.isExpecting) return;
    if (!session) {
      this.send({ type: 'noRun', settings });
      void this.sendStart();
    } else if (!this.isReady) {
      // While the page loads nothing else is to be done. A run that goes on would be another one by then.
      if (this.isVisible && !session.isRunning) session.pack();
      this.remember();
    } else {
      this.send({
        type: 'runSnapshot',
        run: session.pack(),
        next: session.eventCount,
        canCancel: session.isRunning,
        settings,
        source: session.source,
        conditions: session.conditions,
      });
      if (session.imagesBeingDrawn) this.send({ type: 'imagesDrawn', images: session.imagesBeingDrawn });
      this.remember();
    }
    if (session?.problem !== undefined) this.sendFailure(session.problem);
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
}

/** `First run 08:59`: the tabs of several runs of one benchmark are told apart by the clock where they ran. */
function tabTitle({ benchmarkName, at }: Pick<RunState, 'benchmarkName' | 'at'>): string {
  const time = /T(\d\d:\d\d)/.exec(at ?? '')?.[1];
  return [oneLine(benchmarkName), ...(time === undefined ? [] : [time])].join(' ');
}
