// What a panel shows of its run: as rows, as a matrix or as prompts, which models and in which order, which prompts stand out.

import { layoutFor } from '../../../src/shared/run/viewSettings';
import type { RunLayout, ShownLayout } from '../../../src/shared/run/viewSettings';
import { modelTitle } from '../../../src/shared/words/testText';
import { figureColumns } from '../figures/figureColumns';
import type { FigureColumn, FigureRow } from '../figures/figureColumn';
import { figureRows } from '../figures/figuresTable';
import type { SortChoice } from '../matrix/isb-view-bar';
import { listedModels, shownModels } from '../matrix/modelChoice';
import type { PromptFilter } from '../matrix/promptFilter';
import type { PromptOrder } from '../matrix/promptOrder';
import type { AnswerIndex } from './answerIndex';
import { initialPanelState } from './panelState';
import type { PanelState } from './panelState';
import { RunMatrix } from './runMatrix';
import type { RunPlayer } from './runPlayer';

/** What a panel keeps of it, also for the next run that it shows. */
export type KeptView = Pick<PanelState, 'layout' | 'choice' | 'hasAllFigures' | 'isByTag'>;

export class ShownRun implements KeptView {
  layout = initialPanelState.layout;
  choice = initialPanelState.choice;
  hasAllFigures = initialPanelState.hasAllFigures;
  isByTag = initialPanelState.isByTag;
  promptOrder: PromptOrder = 'worst';
  filter: PromptFilter = 'all';
  typed = '';
  /** Places of all models in the run as they are listed, and of those that are shown. */
  listed: readonly number[] = [];
  shown: readonly number[] = [];
  matrix: RunMatrix;
  private figures: { rows: FigureRow[]; columns: FigureColumn[] } = { rows: [], columns: [] };
  private areCounted = false;

  constructor(
    private readonly player: RunPlayer,
    private readonly answers: AnswerIndex | null,
  ) {
    this.matrix = new RunMatrix(player, answers);
    this.recount();
  }

  get kept(): KeptView {
    const { layout, choice, hasAllFigures, isByTag } = this;
    return { layout, choice, hasAllFigures, isByTag };
  }

  /** Takes up what a panel has kept; `arrange` shows it. */
  restore({ layout, choice, hasAllFigures, isByTag }: KeptView): void {
    Object.assign(this, { layout, choice, hasAllFigures, isByTag });
  }

  layoutIn(settings: { layout: RunLayout }): ShownLayout {
    const { length: models } = this.player.state.models;
    return this.layout ?? layoutFor(settings.layout, { models, prompts: this.matrix.columns });
  }

  /** The run has other models or prompts than before. */
  restart(): void {
    this.matrix = new RunMatrix(this.player, this.answers);
    this.recount();
  }

  /** The figures have changed that models are sorted by. They are those of the whole run, so that no row moves while a replay plays. */
  recount(): void {
    this.areCounted = false;
    this.arrange();
  }

  /** False while `sorts` does not know of the figures as they are. To count them takes longer than to paint all squares, so it waits for its turn. */
  get hasFigures(): boolean {
    return this.areCounted;
  }

  countFigures(): void {
    const rows = figureRows(this.player.state);
    this.figures = { rows, columns: figureColumns(rows) };
    this.areCounted = true;
  }

  /** Takes up what has been chosen. */
  arrange(): void {
    if (this.choice.sort && !this.areCounted) this.countFigures();
    const names = this.player.state.models.map(({ model }) => model);
    this.listed = listedModels(names, this.choice, this.figures);
    this.shown = shownModels(this.listed, names, this.choice);
    this.matrix.show(this.shown, this.filter, this.typed, this.isByTag);
  }

  /** All models as they are listed. */
  models(): { model: string; title: string }[] {
    return this.listed.map((row) => {
      const model = this.player.state.models[row]!;
      return { model: model.model, title: modelTitle(model) };
    });
  }

  sorts(): SortChoice[] {
    return this.figures.columns
      .filter(({ isLowerBetter, id }) => isLowerBetter !== null || id === 'errors')
      .map(({ id, name, isLowerBetter }) => ({
        id,
        label: name,
        isLowerBetter: id === 'errors' ? true : isLowerBetter,
      }));
  }
}
