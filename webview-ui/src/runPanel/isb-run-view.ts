// A run in the panel: header, toolbar, one row per model, the modal. It owns the player and tells its elements of changes.

import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query, queryAll, state } from 'lit/decorators.js';
import type { RunEvent } from '../../../src/shared/run/events';
import type { RunActionName, RunSource } from '../../../src/shared/protocols/runPanelProtocol';
import { modelStats } from '../../../src/shared/figures/runStats';
import { isOfSeveralClocks } from '../../../src/shared/run/parts';
import type { RunConditions } from '../../../src/shared/run/runConditions';
import type { DrawingImages } from '../../../src/shared/run/drawingImages';
import type { RunState } from '../../../src/shared/run/runState';
import { rowText } from '../../../src/shared/words/rowText';
import { testName } from '../../../src/shared/words/testName';
import { runSummary } from '../../../src/shared/words/testText';
import { isMixed, testTypeOf } from '../../../src/shared/run/testTypeOf';
import type { ViewSettings } from '../../../src/shared/run/viewSettings';
import { conditionsStrip, conditionsStyles } from './conditionsStrip';
import type { FigureOrder } from '../figures/figureOrder';
import type { HostLink } from './hostLink';
import '../figures/isb-figures';
import './isb-run-models';
import type { IsbRunModels } from './isb-run-models';
import './isb-test-modal';
import type { IsbTestModal } from './isb-test-modal';
import './isb-prompt-dialog';
import type { IsbPromptDialog } from './isb-prompt-dialog';
import './isb-toolbar';
import type { IsbToolbar } from './isb-toolbar';
import '../figures/isb-tag-scores';
import '../figures/isb-variant-scores';
import '../figures/isb-type-scores';
import { movedTest } from './openedTest';
import type { OpenedTest } from './openedTest';
import { initialPanelState } from './panelState';
import { whyNotYet } from '../../../src/shared/words/whyNotYet';
import { RunPlayer } from './runPlayer';
import { runLegend } from './runLegend';
import { endStrip, endStripStyles } from './endStrip';
import { drawingStrip, errorStrip, progressStrip, stripStyles } from './runStrips';
import { runTitle } from './runTitle';
import type { RunTitleActions } from './runTitle';
import { runViewStyles } from './runViewStyles';
import type { FoldedSection } from '../kit/foldedSection';
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

  /** What is counted of the whole run. */
  @queryAll('isb-type-scores, isb-variant-scores, isb-tag-scores, isb-figures')
  private readonly sections!: NodeListOf<FoldedSection>;

  private readonly modelsParts = new RenderedParts(this, 'isb-run-models');
  private opened: OpenedTest | null = null;
  private liveClock = 0;
  private saveTimer = 0;

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
    this.keepClock();
    this.toolbar?.requestUpdate();
    await this.updateComplete;
    await this.models?.updateComplete;
    if (!isSameRun)
      this.models?.restore({
        ...saved,
        choice: isRestored ? saved.choice : initialPanelState.choice,
      });
    this.save();
    if (isSameRun && this.opened) this.showOpened();
    else if (isRestored && saved.openTest) this.reopen(saved.openTest);
    else if (!isSameRun) this.modal?.close();
  }

  applyEvents(events: readonly RunEvent[]): void {
    this.player?.applyEvents(events);
  }

  squareChanged(row: number, position: number): void {
    this.models?.squareChanged(row, position);
    if (this.opened?.row === row && this.opened.position === position) this.showOpened();
  }

  allChanged(): void {
    this.requestUpdate();
    void this.updateComplete.then(() => this.models?.allChanged());
  }

  statsChanged(row: number): void {
    this.models?.statsChanged(row);
    if (this.player?.isLive) for (const section of this.sections) section.changed();
    this.requestUpdate();
  }

  clockChanged(): void {
    this.toolbar?.clockChanged();
    // Playing and live change the buttons too; that is cheap, they are few.
    if (!this.player?.isPlaying) this.save();
  }

  runEnded(): void {
    if (!this.player) return;
    this.summarize(this.player);
    this.announcement = this.summary;
    for (const section of this.sections) section.changed();
    this.models?.recount();
    this.isCancelling = false;
    this.keepClock();
    this.toolbar?.requestUpdate();
  }

  runWentOn(): void {
    this.announcement = '';
    this.keepClock();
    this.toolbar?.requestUpdate();
  }

  private summarize(player: RunPlayer): void {
    const { state: run } = player;
    this.summary = runSummary(
      run,
      player.isAtEnd ? player.allStats() : run.models.map(({ tests }) => modelStats(tests)),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.keepClock();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.player?.dispose();
    window.clearInterval(this.liveClock);
    window.clearTimeout(this.saveTimer);
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('settings') || !this.player) return;
    this.player.tickMs = this.settings.tickMs;
    this.player.setMode(this.settings.replayMode);
  }

  /** What there is to say of a run that is over. It may be long, so it scrolls away with the rows. */
  private renderEnd(player: RunPlayer, errors: unknown): TemplateResult {
    const actions = {
      whyNotYet: this.whyNotYet,
      act: (action: RunActionName) => this.link.post({ type: 'runAction', action }),
    };
    return html`<section class="end" aria-label="How it ended">
      ${endStrip(player.facts, this.summary, this.hasFolder ? actions : null)}${errors}${this.conditions ? conditionsStrip(this.conditions) : nothing}${player.facts.untimed === null ? nothing : html`<p class="muted untimed">${player.facts.untimed}</p>`}
    </section>`;
  }

  override render(): unknown {
    const { player } = this;
    if (!player) return nothing;
    const toolbar = html`<isb-toolbar
      .player=${player}
      .settings=${this.settings}
      .canCancel=${this.canCancel}
      .isCancelling=${this.isCancelling}
      .canResume=${this.canResume(player)}
      .whyNotResumed=${this.whyNotYet}
      .isReadOnly=${this.isReadOnly}
      .hasRealTimes=${player.isLive || player.hasRealTimes}
      .isMerged=${isOfSeveralClocks(player.state)}
      @cancel-run=${this.cancel}
      @resume-run=${() => this.link.post({ type: 'resumeRun' })}
      @new-bench=${() => this.link.post({ type: 'newBench' })}
      @ui-changed=${() => this.save()}
    ></isb-toolbar>`;
    const errors = player.isLive ? nothing : errorStrip(player, (test) => this.reopen(test));
    const isHopeless = !player.isLive && player.facts.isAllErrors;
    return html`${
        this.settings.benchMode
          ? html`<div class="corner">${toolbar}</div>`
          : html`<section class="top" aria-label="The run">
                ${runTitle(player.state, this.titleActions)}${isHopeless ? errors : nothing}${toolbar}${runLegend(player, this.source, this.models?.isRows === false ? 0 : this.settings.squareSize)}${player.isLive ? progressStrip(player) : nothing}${this.drawing ? drawingStrip(this.drawing, () => this.link.post({ type: 'skipImages' })) : nothing}
              </section>
              ${player.isLive ? nothing : this.renderEnd(player, isHopeless ? nothing : errors)}`
      }
      <main>
        <isb-run-models
          .player=${player}
          .link=${this.link}
          .settings=${this.settings}
          .hasReviews=${player.facts.marks.length > 0}
          @opened=${(event: CustomEvent<OpenedTest>) => this.open(event.detail)}
          @shown-change=${this.shownChanged}
        ></isb-run-models>
        ${player.state.models.length === 0 ? html`<p class="empty muted">${player.isLive ? 'The run is being prepared.' : 'This run ended before it had begun.'}</p>` : nothing}
        ${
          player.state.models.length === 0 || this.settings.benchMode
            ? nothing
            : html`<isb-type-scores
                  isFolded
                  .run=${player.state}
                  @test-open=${(event: CustomEvent<{ model: string; index: number }>) => this.reopen(event.detail)}
                ></isb-type-scores>
                <isb-variant-scores isFolded .run=${player.state}></isb-variant-scores>
                <isb-tag-scores isFolded .run=${player.state}></isb-tag-scores>
                <isb-figures
                  .run=${player.state}
                  .order=${this.models?.order ?? null}
                  .leftOut=${this.models?.kept.choice.hidden ?? []}
                  @order-change=${(event: CustomEvent<FigureOrder | null>) => this.models?.sortBy(event.detail)}
                  @copy-text=${(event: CustomEvent<{ text: string }>) => this.link.post({ type: 'copyText', text: event.detail.text })}
                ></isb-figures>`
        }
      </main>
      <div class="visually-hidden" role="status" aria-live="polite">${this.announcement}</div>
      <isb-test-modal
        .link=${this.link}
        .isMixed=${isMixed(player.state)}
        .hasFiles=${this.source !== 'report' && this.source !== 'sample'}
        @modal-move=${this.modalMoved}
        @modal-closed=${this.modalClosed}
      ></isb-test-modal>
      <isb-prompt-dialog .link=${this.link}></isb-prompt-dialog>`;
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

  /** Why what writes into the run folder or reads the whole of it has to wait; null when it need not. */
  private get whyNotYet(): string | null {
    return whyNotYet(this.canCancel, this.drawing);
  }

  private get hasFolder(): boolean {
    return !this.isReadOnly && (this.source === 'live' || this.source === 'runFolder');
  }

  /** A run that stopped before its end can go on where it was. */
  private canResume({ state: run, facts }: RunPlayer): boolean {
    // Nobody knows what a run without a test type was asked with: it was imported.
    if (!this.hasFolder || run.status === 'running' || run.testType === '') return false;
    // With more of a budget there is something to ask again.
    return run.status !== 'finished' || facts.wasBudgetSpent;
  }

  private cancel(): void {
    this.isCancelling = true;
    this.link.post({ type: 'cancelRun' });
  }

  private open(test: OpenedTest): void {
    this.opened = test;
    this.showOpened();
  }

  /** Other models, another order or layout: the table of figures follows, and the panel keeps it, also when it is hidden the next moment. */
  private shownChanged(): void {
    this.requestUpdate();
    this.saveNow();
  }

  private showOpened(): void {
    if (!this.opened || !this.player) return;
    const model = this.player.state.models[this.opened.row];
    const test = model?.tests[this.opened.position];
    if (!model || !test) return;
    const { state: run } = this.player;
    this.modal?.show(model, test, {
      testType: testTypeOf(run, test.index),
      name: testName(run, test.index),
      row: rowText(run.prompts[test.index - 1]),
    });
    this.modal?.requestUpdate();
    this.save();
  }

  private modalMoved(event: CustomEvent<{ key: string }>): void {
    if (!this.opened || !this.player) return;
    const { prompts } = this.player.state;
    const next = movedTest(this.opened, event.detail.key, this.models?.shownRows ?? [], prompts.length);
    if (next) this.open(next);
  }

  private modalClosed(): void {
    const closed = this.opened;
    this.opened = null;
    this.save();
    if (closed) this.models?.focusTest(closed);
  }

  private reopen(test: { model: string; index: number }): void {
    const row = this.player?.state.models.findIndex((model) => model.model === test.model) ?? -1;
    if (row < 0) return;
    this.open({ row, position: test.index - 1 });
  }

  /** The elapsed time of a live run goes on between events. */
  private keepClock(): void {
    window.clearInterval(this.liveClock);
    if (this.player?.isLive) this.liveClock = window.setInterval(() => this.toolbar?.clockChanged(), 100);
  }

  /** Saves where the user is, a little later: VS Code writes the state to disk. */
  private save(): void {
    window.clearTimeout(this.saveTimer);
    this.saveTimer = window.setTimeout(() => this.saveNow(), 250);
  }

  private saveNow(): void {
    window.clearTimeout(this.saveTimer);
    const { player, opened } = this;
    if (!player) return;
    const model = opened && player.state.models[opened.row];
    this.link.saveState({
      ...initialPanelState,
      runId: player.state.runId,
      // The moment of a replay that is playing is no place to come back to.
      clock: player.isLive || player.isAtEnd || player.isPlaying ? null : player.clock,
      speed: player.speed,
      isLooping: player.isLooping,
      openTest: model && opened ? { model: model.model, index: opened.position + 1 } : null,
      ...this.models?.kept,
    });
  }

  static override styles = [sharedStyles, runViewStyles, conditionsStyles, stripStyles, endStripStyles];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-run-view': IsbRunView;
  }
}
