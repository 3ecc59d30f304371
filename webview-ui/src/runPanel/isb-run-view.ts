// A run in the panel: what stands above its models, the models, what is counted of them, the modal. It owns the player and tells its elements of changes.

import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { RunEvent } from '../../../src/shared/run/events';
import type { RunSource } from '../../../src/shared/protocols/runPanelProtocol';
import { modelStats } from '../../../src/shared/figures/runStats';
import { isOfSeveralClocks } from '../../../src/shared/run/parts';
import type { RunConditions } from '../../../src/shared/run/runConditions';
import type { DrawingImages } from '../../../src/shared/run/drawingImages';
import type { RunState } from '../../../src/shared/run/runState';
import { runSummary } from '../../../src/shared/words/testText';
import { isMixed } from '../../../src/shared/run/testTypeOf';
import type { ViewSettings } from '../../../src/shared/run/viewSettings';
import { conditionsStyles } from './conditionsStrip';
import type { FigureOrder } from '../kit/figureOrder';
import type { HostLink } from './hostLink';
import { LiveClock } from './liveClock';
import './isb-run-models';
import type { IsbRunModels } from './isb-run-models';
import './isb-test-modal';
import type { IsbTestModal } from './isb-test-modal';
import './isb-prompt-dialog';
import type { IsbPromptDialog } from './isb-prompt-dialog';
import './isb-toolbar';
import type { IsbToolbar } from './isb-toolbar';
import type { OpenedTest } from './openedTest';
import { initialPanelState } from './panelState';
import { whyNotYet } from '../../../src/shared/words/whyNotYet';
import { RunPlayer } from './runPlayer';
import { endStripStyles } from './endStrip';
import type { EndChoices } from './endStrip';
import { canResume, hasRunFolder } from './runAbilities';
import { runHead } from './runHead';
import './isb-run-sections';
import type { IsbRunSections } from './isb-run-sections';
import { stripStyles } from './runStrips';
import { ShownTest } from './shownTest';
import { placeOf, PlaceSaver } from './placeSaver';
import type { RunTitleActions } from './runTitle';
import { runViewStyles } from './runViewStyles';
import { AfterPaint } from '../kit/afterPaint';
import { NarrowPage } from '../kit/narrowPage';
import { RenderedParts } from '../kit/renderedParts';
import { sharedStyles } from '../kit/styles';

@customElement('isb-run-view')
export class IsbRunView extends LitElement {
  @property({ attribute: false }) link!: HostLink;
  @property({ attribute: false }) settings!: ViewSettings;
  @property({ attribute: false }) source: RunSource = 'live';
  @property({ type: Boolean }) canCancel = false;
  /** Set on the review page, where nothing can be started, resumed or revealed. */
  @property({ type: Boolean }) isReadOnly = false;
  /** How the run was made; null while it goes on and where nobody recorded it. */
  @property({ attribute: false }) conditions: RunConditions | null = null;

  /** Set while result images are drawn after the last test. */
  @property({ attribute: false }) drawing: DrawingImages | null = null;

  @state() private player: RunPlayer | null = null;
  @state() private isCancelling = false;
  @state() private announcement = '';
  /** How the run ended, whatever moment a replay is at. */
  @state() private summary = '';

  @query('isb-toolbar') private readonly toolbar?: IsbToolbar;
  @query('isb-test-modal') private readonly modal?: IsbTestModal;
  @query('isb-prompt-dialog') private readonly promptDialog?: IsbPromptDialog;

  @query('isb-run-sections') private readonly sections?: IsbRunSections;

  /** The squares have been painted: what else there is may come. */
  @state() private isPainted = false;

  private readonly restLater = new AfterPaint(this, () => (this.isPainted = true));
  private readonly width = new NarrowPage(this);
  private readonly modelsParts = new RenderedParts(this, 'isb-run-models');
  private readonly shownTest = new ShownTest(
    () => ({ player: this.player, modal: this.modal, models: this.models }),
    () => this.saver.save(),
  );
  private readonly saver = new PlaceSaver(
    () => this.link,
    () => this.player && placeOf(this.player, this.shownTest.kept, this.models?.kept),
  );
  private readonly liveClock = new LiveClock(
    this,
    () => this.player?.isLive === true,
    () => this.toolbar?.clockChanged(),
  );

  /** Shows a run from the beginning of what the panel knows of it. The state is this view's own from now on. */
  async load(run: RunState): Promise<void> {
    const isSameRun = this.player?.state.runId === run.runId && run.runId !== '';
    const saved = this.link.loadState();
    const player = new RunPlayer(run, this.settings.replayMode, this);
    player.tickMs = this.settings.tickMs;
    player.speed = saved.speed;
    player.isLooping = saved.isLooping;
    const isRestored = saved.runId === run.runId && run.runId !== '';
    if (isRestored && saved.clock !== null) player.seek(saved.clock);
    this.player?.dispose();
    this.player = player;
    this.isCancelling &&= isSameRun && player.isLive;
    if (!isSameRun) this.announcement = '';
    this.summarize(player);
    this.liveClock.keep();
    this.toolbar?.requestUpdate();
    await this.updateComplete;
    await this.models?.updateComplete;
    if (!isSameRun)
      this.models?.restore({
        ...saved,
        choice: isRestored ? saved.choice : initialPanelState.choice,
      });
    this.saver.save();
    if (isSameRun && this.shownTest.isOpen) this.shownTest.show();
    else if (isRestored && saved.openTest) this.shownTest.reopen(saved.openTest);
    else if (!isSameRun) this.shownTest.leave();
  }

  applyEvents(events: readonly RunEvent[]): void {
    this.player?.applyEvents(events);
  }

  squareChanged(row: number, position: number): void {
    this.models?.squareChanged(row, position);
    this.shownTest.squareChanged(row, position);
  }

  allChanged(): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.models?.allChanged());
  }

  statsChanged(row: number): void {
    this.models?.statsChanged(row);
    if (this.player?.isLive) this.sections?.changed();
    this.requestUpdate();
  }

  clockChanged(): void {
    this.toolbar?.clockChanged();
    // Playing and live change the buttons too; that is cheap, they are few.
    if (!this.player?.isPlaying) this.saver.save();
  }

  runEnded(): void {
    if (!this.player) return;
    this.summarize(this.player);
    this.announcement = this.summary;
    this.sections?.changed();
    this.models?.recount();
    this.isCancelling = false;
    this.liveClock.keep();
    this.toolbar?.requestUpdate();
  }

  runWentOn(): void {
    this.announcement = '';
    this.liveClock.keep();
    this.toolbar?.requestUpdate();
  }

  private summarize(player: RunPlayer): void {
    const { state: run } = player;
    this.summary = runSummary(
      run,
      player.isAtEnd ? player.allStats() : run.models.map(({ tests }) => modelStats(tests)),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.player?.dispose();
    this.saver.stop();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('settings') || !this.player) return;
    this.player.tickMs = this.settings.tickMs;
    this.player.setMode(this.settings.replayMode);
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (this.player && !this.isPainted) this.restLater.ask();
    // A test that was opened before there was a modal.
    if (changed.has('isPainted')) this.shownTest.show();
  }

  override render(): unknown {
    const { player } = this;
    if (!player) return nothing;
    const isEmpty = player.state.models.length === 0;
    return html`${this.settings.benchMode ? html`<div class="corner">${this.renderToolbar(player)}</div>` : this.renderHead(player)}
      <main>
        <isb-run-models
          .player=${player}
          .link=${this.link}
          .settings=${this.settings}
          .hasReviews=${player.facts.marks.length > 0}
          @opened=${(event: CustomEvent<OpenedTest>) => this.shownTest.open(event.detail)}
          @shown-change=${this.shownChanged}
        ></isb-run-models>
        ${isEmpty ? html`<p class="empty muted">${player.isLive ? 'The run is being prepared.' : 'This run ended before it had begun.'}</p>` : nothing}
        ${isEmpty || this.settings.benchMode || !this.isPainted ? nothing : this.renderSections(player)}
      </main>
      <div class="visually-hidden" role="status" aria-live="polite">${this.announcement}</div>
      ${this.isPainted ? this.renderDialogs(player) : nothing}`;
  }

  private renderDialogs(player: RunPlayer): TemplateResult {
    return html`<isb-test-modal
        .link=${this.link}
        .isMixed=${isMixed(player.state)}
        .hasFiles=${this.source !== 'report' && this.source !== 'sample'}
        @modal-move=${(event: CustomEvent<{ key: string }>) => this.shownTest.move(event.detail.key)}
        @modal-closed=${() => this.shownTest.closed()}
      ></isb-test-modal>
      <isb-prompt-dialog .link=${this.link}></isb-prompt-dialog>`;
  }

  private renderHead(player: RunPlayer): TemplateResult {
    return runHead({
      player,
      isNarrow: this.width.isNarrow,
      source: this.source,
      squareSize: this.models?.isRows === false ? 0 : this.settings.squareSize,
      toolbar: this.renderToolbar(player),
      drawing: this.drawing,
      conditions: this.conditions,
      summary: this.summary,
      choices: this.endChoices,
      title: this.titleActions,
      skipImages: () => this.link.post({ type: 'skipImages' }),
      openTest: (test) => this.shownTest.reopen(test),
    });
  }

  /** It has more elements than all that the first paint shows. */
  private renderToolbar(player: RunPlayer): TemplateResult {
    if (!this.isPainted) return html`<div class="toolbar-place ${player.isLive ? 'live' : 'over'}"></div>`;
    return html`<isb-toolbar
      .player=${player}
      .settings=${this.settings}
      .canCancel=${this.canCancel}
      .isCancelling=${this.isCancelling}
      .canResume=${this.hasFolder && canResume(player)}
      .whyNotResumed=${this.whyNotYet}
      .isReadOnly=${this.isReadOnly}
      .hasRealTimes=${player.isLive || player.hasRealTimes}
      .isMerged=${isOfSeveralClocks(player.state)}
      @cancel-run=${this.cancel}
      @resume-run=${() => this.link.post({ type: 'resumeRun' })}
      @new-bench=${() => this.link.post({ type: 'newBench' })}
      @ui-changed=${() => this.saver.save()}
    ></isb-toolbar>`;
  }

  private renderSections(player: RunPlayer): TemplateResult {
    return html`<isb-run-sections
      .run=${player.state}
      .link=${this.link}
      .order=${this.models?.order ?? null}
      .leftOut=${this.models?.kept?.choice.hidden ?? []}
      @test-open=${(event: CustomEvent<{ model: string; index: number }>) => this.shownTest.reopen(event.detail)}
      @order-change=${(event: CustomEvent<FigureOrder | null>) => this.models?.sortBy(event.detail)}
    ></isb-run-sections>`;
  }

  private get models(): IsbRunModels | undefined {
    return this.modelsParts.first;
  }

  private get titleActions(): RunTitleActions {
    return {
      showPrompt: () => void this.promptDialog?.show(),
      revealFolder: this.hasFolder ? () => this.link.post({ type: 'revealRun' }) : null,
    };
  }

  private get endChoices(): EndChoices | null {
    if (!this.hasFolder) return null;
    return { whyNotYet: this.whyNotYet, act: (action) => this.link.post({ type: 'runAction', action }) };
  }

  /** Why what writes into the run folder or reads the whole of it has to wait; null when it need not. */
  private get whyNotYet(): string | null {
    return whyNotYet(this.canCancel, this.drawing);
  }

  private get hasFolder(): boolean {
    return !this.isReadOnly && hasRunFolder(this.source);
  }

  private cancel(): void {
    this.isCancelling = true;
    this.link.post({ type: 'cancelRun' });
  }

  /** Other models, another order or layout: the table of figures follows, and the panel keeps it, also when it is hidden the next moment. */
  private shownChanged(): void {
    this.requestUpdate();
    this.saver.saveNow();
  }

  static override styles = [sharedStyles, runViewStyles, conditionsStyles, stripStyles, endStripStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-run-view': IsbRunView;
  }
}
