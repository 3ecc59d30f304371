// Progress where lines can't be redrawn: a line per model at every tenth of its tests, so that 5,000 tests stay readable.

import { oneLine } from '../../shared/text/hiddenCharacters';
import type { RunEvent } from '../../shared/run/events';
import { formatClock, formatCount, formatDuration, formatPercent, formatRate } from '../../shared/text/format';
import type { ModelState, RunState } from '../../shared/run/runState';
import { countOfRun, modelStats } from '../../shared/figures/runStats';
import { batchLines, countTests, countsText, ErrorLines, patienceLines, type Progress } from './progress';
import type { Colors, OutputStream } from '../terminal/terminal';

/** After this long without a line, one says that the run is alive, ms. */
const silenceLimitMs = 30_000;

export class PlainProgress implements Progress {
  private readonly tenths = new Map<string, number>();
  private readonly errors: ErrorLines;
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(
    private readonly state: RunState,
    private readonly stream: OutputStream,
    colors: Colors,
    /** The run's clock, ms. */
    private readonly now: () => number,
  ) {
    this.errors = new ErrorLines(state, colors);
  }

  onStarted(): void {
    // Of a resumed run the tenths that were reached before are no news.
    for (const model of this.state.models) this.tenths.set(model.model, tenthOf(model));
    this.restartHeartbeat();
  }

  onEvents(events: readonly RunEvent[]): void {
    for (const line of batchLines(this.state, events, true)) this.note(line);
    for (const line of this.errors.linesFor(events)) this.note(line);
    for (const model of this.state.models) {
      const tenth = tenthOf(model);
      if (tenth <= (this.tenths.get(model.model) ?? 0)) continue;
      this.tenths.set(model.model, tenth);
      this.note(modelLine(model, this.state.elapsed));
    }
  }

  note(line: string): void {
    this.stream.write(`${line}\n`);
    if (this.heartbeat) this.restartHeartbeat();
  }

  finish(): void {
    clearTimeout(this.heartbeat);
    this.heartbeat = undefined;
  }

  private restartHeartbeat(): void {
    clearTimeout(this.heartbeat);
    this.heartbeat = setTimeout(() => {
      const now = this.now();
      this.note(
        `${formatClock(now)}  ${[countsText(countTests(this.state)), ...patienceLines(this.state, now)].join(', ')}`,
      );
    }, silenceLimitMs);
  }
}

function tenthOf(model: ModelState): number {
  const finished = model.tests.filter((test) => test.phase === 'finished').length;
  return Math.floor((finished * 10) / Math.max(1, countOfRun(model.tests)));
}

/** `00:12.3  openai~gpt-4o  10/30  9 correct, 1 incorrect, 0 error, accuracy 90%, 81.2 tok/s, avg total 0.52 s` */
function modelLine(model: ModelState, elapsed: number): string {
  const stats = modelStats(model.tests);
  const figures = [
    `${stats.correct} correct`,
    `${stats.incorrect} incorrect`,
    `${stats.error} error`,
    `accuracy ${formatPercent(stats.accuracy)}`,
    formatRate(stats.tokensPerSecond),
    `avg total ${formatDuration(stats.averageTotal)}`,
  ];
  return `${formatClock(elapsed)}  ${oneLine(model.model)}  ${formatCount(stats.finished)}/${formatCount(stats.total)}  ${figures.join(', ')}`;
}
