// Progress on a terminal: draws the live view again and again, at most ten times a second, with lasting lines above it.

import type { RunEvent } from '../../shared/run/events';
import type { RunState } from '../../shared/run/runState';
import { liveLines } from './liveLines';
import { batchLines, ErrorLines, type Progress } from './progress';
import type { Redraw } from './redrawing';
import { columnsOf, type Colors } from '../terminal/terminal';

const redrawMs = 100;

export class LiveProgress implements Progress {
  private readonly errors: ErrorLines;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly state: RunState,
    private readonly stream: NodeJS.WriteStream,
    private readonly draw: Redraw,
    private readonly colors: Colors,
    /** The run's clock, ms. */
    private readonly now: () => number,
    /** The last picture stays only where no table follows it on the same terminal. */
    private readonly keepsLastPicture: boolean,
  ) {
    this.errors = new ErrorLines(state, colors);
  }

  onStarted(): void {
    // The clock ticks while nothing happens, so the picture is drawn by time and not by event.
    this.timer = setInterval(() => this.redraw(), redrawMs);
  }

  onEvents(events: readonly RunEvent[]): void {
    for (const line of batchLines(this.state, events, false)) this.note(line);
    for (const line of this.errors.linesFor(events)) this.note(line);
  }

  note(line: string): void {
    this.draw.persist(line);
    if (this.timer) this.redraw();
  }

  finish(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    if (this.keepsLastPicture && this.state.models.length > 0) this.redraw();
    else this.draw.clear();
    this.draw.done();
  }

  private redraw(): void {
    if (this.state.models.length === 0) return;
    const { stream, colors } = this;
    const viewport = { columns: columnsOf(stream), rows: stream.rows || 24, elapsed: this.now(), colors };
    this.draw(liveLines(this.state, viewport).join('\n'));
  }
}
