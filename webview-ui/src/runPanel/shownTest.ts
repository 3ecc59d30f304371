// The test of a run that is looked at in its modal: opened, changed, left for its neighbours, closed.

import { rowText } from '../../../src/shared/words/rowText';
import { testName } from '../../../src/shared/words/testName';
import { testTypeOf } from '../../../src/shared/run/testTypeOf';
import type { IsbRunModels } from './isb-run-models';
import type { IsbTestModal } from './isb-test-modal';
import { movedTest } from './openedTest';
import type { OpenedTest } from './openedTest';
import type { PanelState } from './panelState';
import type { RunPlayer } from './runPlayer';

/** What the modal stands in. */
interface ModalPlace {
  player: RunPlayer | null;
  modal: IsbTestModal | undefined;
  models: IsbRunModels | undefined;
}

export class ShownTest {
  private opened: OpenedTest | null = null;

  /** `moved` is told that another test is open, or none. */
  constructor(
    private readonly place: () => ModalPlace,
    private readonly moved: () => void,
  ) {}

  get isOpen(): boolean {
    return this.opened !== null;
  }

  /** What a panel keeps of it. */
  get kept(): PanelState['openTest'] {
    const { opened } = this;
    const model = opened && this.place().player?.state.models[opened.row];
    return model && opened ? { model: model.model, index: opened.position + 1 } : null;
  }

  open(test: OpenedTest): void {
    this.opened = test;
    this.show();
  }

  /** Opens a test by its name; nothing where the run has none of it. */
  reopen(test: { model: string; index: number }): void {
    const row = this.place().player?.state.models.findIndex((model) => model.model === test.model) ?? -1;
    if (row >= 0) this.open({ row, position: test.index - 1 });
  }

  /** Another run is shown. The modal may not be there yet: then it is not opened. */
  leave(): void {
    this.opened = null;
    this.place().modal?.close();
  }

  /** A test has changed. */
  squareChanged(row: number, position: number): void {
    if (this.opened?.row === row && this.opened.position === position) this.show();
  }

  /** Shows the open test as it is now. */
  show(): void {
    const { opened } = this;
    const { player, modal } = this.place();
    if (!opened || !player) return;
    const { state: run } = player;
    const model = run.models[opened.row];
    const test = model?.tests[opened.position];
    if (!model || !test) return;
    modal?.show(model, test, {
      testType: testTypeOf(run, test.index),
      name: testName(run, test.index),
      row: rowText(run.prompts[test.index - 1]),
    });
    modal?.requestUpdate();
    this.moved();
  }

  /** Goes where an arrow key leads. */
  move(key: string): void {
    const { player, models } = this.place();
    if (!this.opened || !player) return;
    const next = movedTest(this.opened, key, models?.shownRows ?? [], player.state.prompts.length);
    if (next) this.open(next);
  }

  /** The modal has been closed: its square has the focus again. */
  closed(): void {
    const { opened } = this;
    this.opened = null;
    this.moved();
    if (opened) this.place().models?.focusTest(opened);
  }
}
