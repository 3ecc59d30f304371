// The models of a run, as rows or as a matrix, or its prompts, below the bar that says which of them and in which order. It knows what is shown; the player is
// its owner's, who tells it of changes.

import { css, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ShownLayout, ViewSettings } from '../../../src/shared/run/viewSettings';
import '../matrix/isb-matrix';
import type { IsbMatrix } from '../matrix/isb-matrix';
import type { IsbViewBar } from '../matrix/isb-view-bar';
import type { FigureOrder } from '../kit/figureOrder';
import type { ModelChoice } from '../matrix/modelChoice';
import { isPrinting, WhilePrinting } from '../kit/printing';
import { AfterPaint } from '../kit/afterPaint';
import { RenderedParts } from '../kit/renderedParts';
import { sharedStyles } from '../kit/styles';
import { AnswerIndex } from './answerIndex';
import type { HostLink } from './hostLink';
import './isb-run-prompts';
import type { IsbRunPrompts } from './isb-run-prompts';
import './isb-model-row';
import type { IsbModelRow } from './isb-model-row';
import type { OpenedTest } from './openedTest';
import { matrixHeads } from './runMatrix';
import type { RunPlayer } from './runPlayer';
import { shownBar } from './shownBar';
import { ShownRun } from './shownRun';
import type { KeptView } from './shownRun';
import { StepKeys } from './stepKeys';

/** While a run goes on models are sorted anew this often, ms. */
const sortAfter = 1000;

/** Fires `opened` with the test that is to be looked at, and `shown-change` when something else is shown. */
@customElement('isb-run-models')
export class IsbRunModels extends LitElement {
  @property({ attribute: false }) player!: RunPlayer;
  @property({ attribute: false }) settings!: ViewSettings;
  @property({ attribute: false }) link!: HostLink;
  /** Whether people have said anything of the run's tests. */
  @property({ type: Boolean }) hasReviews = false;

  @query('isb-view-bar') private readonly viewBar?: IsbViewBar;

  private readonly matrixParts = new RenderedParts(this, 'isb-matrix');
  private readonly promptParts = new RenderedParts(this, 'isb-run-prompts');
  private readonly rowParts = new RenderedParts(this, 'isb-model-row');
  private shownRun: ShownRun | null = null;
  /** What models can be sorted by is offered after the squares have been painted. */
  private readonly figuresLater = new AfterPaint(this, () => {
    this.shownRun?.countFigures();
    this.requestUpdate();
  });
  private sortTimer = 0;
  private answers: AnswerIndex | null = null;

  constructor() {
    super();
    new WhilePrinting(this, () => this.requestUpdate());
    new StepKeys(this, {
      isOn: () => this.matrix !== undefined || this.prompts !== undefined,
      step: (kind, step) => this.matrix?.step(kind, step) ?? false,
      find: () => {
        this.viewBar?.focusFind();
        return this.viewBar !== undefined;
      },
    });
  }

  /** Places in the run of the models that are shown, from above. */
  get shownRows(): readonly number[] {
    return this.shownRun?.shown ?? [];
  }

  get isRows(): boolean {
    return this.shownRun !== null && this.layoutOf(this.shownRun) === 'rows';
  }

  /** On paper there are rows: what a matrix is wider than the page would be lost. */
  private layoutOf(shownRun: ShownRun): ShownLayout {
    return isPrinting() ? 'rows' : shownRun.layoutIn(this.settings);
  }

  get order(): FigureOrder | null {
    return this.shownRun?.choice.sort ?? null;
  }

  /** What the panel keeps of it; absent until it shows a run. */
  get kept(): KeptView | undefined {
    return this.shownRun?.kept;
  }

  /** Takes up what a panel has kept. */
  restore(kept: KeptView): void {
    if (!this.shownRun) return;
    this.shownRun.restore(kept);
    this.rearranged();
  }

  sortBy(sort: FigureOrder | null): void {
    if (this.shownRun) this.choose({ ...this.shownRun.choice, sort });
  }

  squareChanged(row: number, position: number): void {
    const { matrix } = this.shownRun ?? {};
    const cell = matrix?.changed(row, position);
    // Whole columns may stand out or no longer.
    if (cell && matrix?.dimsByVerdicts) this.matrix?.allChanged();
    else if (cell) this.matrix?.cellChanged(cell.line, cell.column);
    this.rowOf(row)?.squareChanged(position);
    this.prompts?.changed();
  }

  /** Every test may have changed, or there are other models. */
  allChanged(): void {
    this.shownRun?.restart();
    this.requestUpdate();
    void this.updateComplete.then(() => {
      for (const row of this.rowParts.all) row.allChanged();
      this.matrix?.allChanged();
      this.prompts?.requestUpdate();
    });
  }

  statsChanged(row: number): void {
    this.rowOf(row)?.statsChanged();
    if (this.matrix) this.requestUpdate();
    if (this.player.isLive && this.order && this.sortTimer === 0)
      this.sortTimer = window.setTimeout(() => {
        this.sortTimer = 0;
        this.recount();
      }, sortAfter);
  }

  /** The run has ended: its figures are final. */
  recount(): void {
    this.shownRun?.recount();
    this.rearranged();
  }

  /** Gives the square of a test the focus. */
  focusTest({ row, position }: OpenedTest): void {
    const cell = this.shownRun?.matrix.cellOf(row, position);
    if (this.matrix && cell) void this.matrix.cells.focusCell(cell.line, cell.column);
    else if (this.prompts) this.prompts.focusTest(position);
    else void this.rowOf(row)?.grid?.focusSquare(position);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.sortTimer);
    this.sortTimer = 0;
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('player')) return;
    const before = this.shownRun;
    this.takeAnswersOf(this.player.state.runId);
    this.shownRun = new ShownRun(this.player, this.answers);
    if (!before) return;
    this.shownRun.restore(before.kept);
    this.shownRun.promptOrder = before.promptOrder;
    this.shownRun.arrange();
  }

  override updated(): void {
    if (this.shownRun?.hasFigures === false) this.figuresLater.ask();
  }

  /** Answers are kept as long as their run is shown. Reports have no id: each has answers of its own. */
  private takeAnswersOf(runId: string): void {
    if (this.answers?.runId === runId && runId !== '') return;
    this.answers = new AnswerIndex(
      runId,
      async (tests) => (await this.link.request({ type: 'shortAnswers', tests })).answers,
      () => this.answersCame(),
    );
  }

  private answersCame(): void {
    this.prompts?.answersCame();
    this.matrix?.cells.hoverAgain();
    for (const row of this.rowParts.all) row.grid?.hoverAgain();
  }

  override render(): unknown {
    const { shownRun } = this;
    if (!shownRun || shownRun.listed.length === 0) return nothing;
    const layout = this.layoutOf(shownRun);
    return html`${
      this.settings.benchMode || isPrinting()
        ? nothing
        : shownBar(shownRun, {
            layout,
            hasReviews: this.hasReviews,
            focused: this.matrix?.cells?.focusedCell.column,
            changed: () => this.rearranged(),
            step: (step) => void this.stepMatch(step),
          })
    }
    ${this.renderLayout(shownRun, layout)}`;
  }

  private renderLayout(shownRun: ShownRun, layout: ShownLayout): unknown {
    switch (layout) {
      case 'rows':
        return this.renderRows(shownRun);
      case 'matrix':
        return this.renderMatrix(shownRun);
      case 'prompts':
        // What it has read is of one run, as the answers are.
        return keyed(
          this.answers,
          html`<isb-run-prompts
            .player=${this.player}
            .link=${this.link}
            .shown=${shownRun}
            .answers=${this.answers}
            @opened=${(event: CustomEvent<OpenedTest>) => this.open(event.detail)}
          ></isb-run-prompts>`,
        );
    }
  }

  private renderRows(shownRun: ShownRun): unknown {
    return repeat(
      shownRun.shown,
      (row) => row,
      (row) =>
        html`<isb-model-row
          .player=${this.player}
          .row=${row}
          .answers=${this.answers}
          .settings=${this.settings}
          .hasAllFigures=${shownRun.hasAllFigures}
          @figures-fold=${(event: CustomEvent<boolean>) => {
            shownRun.hasAllFigures = event.detail;
            this.rearranged();
          }}
          @square-open=${(event: CustomEvent<{ position: number }>) => this.open({ row, position: event.detail.position })}
        ></isb-model-row>`,
    );
  }

  private renderMatrix({ matrix, choice }: ShownRun): TemplateResult {
    return html`<isb-matrix
      .source=${matrix.source()}
      .heads=${matrixHeads}
      .lines=${matrix.lines()}
      .order=${choice.sort}
      .showProvider=${this.settings.showProvider}
      @order-change=${(event: CustomEvent<FigureOrder | null>) => this.sortBy(event.detail)}
      @cell-open=${(event: CustomEvent<{ line: number; column: number }>) => {
        const test = matrix.testOf(event.detail.line, event.detail.column);
        if (test) this.open(test);
      }}
      @focusin=${() => this.viewBar?.requestUpdate()}
    ></isb-matrix>`;
  }

  private open(test: OpenedTest): void {
    this.dispatchEvent(new CustomEvent('opened', { detail: test }));
  }

  private choose(choice: ModelChoice): void {
    if (!this.shownRun) return;
    this.shownRun.choice = choice;
    this.rearranged();
  }

  private rearranged(): void {
    this.shownRun?.arrange();
    this.requestUpdate();
    this.prompts?.requestUpdate();
    this.dispatchEvent(new CustomEvent('shown-change'));
  }

  /** Goes to the next prompt that stands out. */
  private async stepMatch(step: 1 | -1): Promise<void> {
    const matches = this.shownRun?.matrix.matchingColumns();
    if (matches) await this.matrix?.stepTo(matches, step);
    this.requestUpdate();
  }

  private get matrix(): IsbMatrix | undefined {
    return this.matrixParts.first;
  }

  private get prompts(): IsbRunPrompts | undefined {
    return this.promptParts.first;
  }

  private rowOf(row: number): IsbModelRow | undefined {
    return this.rowParts.all.find((one) => one.row === row);
  }

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'isb-run-models': IsbRunModels;
  }
}
