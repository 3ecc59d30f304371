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

/** How far a row is. */
interface Reached {
  tenth: number;
  /** How many more of its tests must end at least before it is at its next tenth. */
  toNext: number;
}

export class PlainProgress implements Progress {
  private readonly reached = new Map<string, Reached>();
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
    for (const model of this.state.models) this.reached.set(model.model, reachedBy(model));
    this.restartHeartbeat();
  }

  onEvents(events: readonly RunEvent[]): void {
    for (const line of batchLines(this.state, events, true)) this.note(line);
    for (const line of this.errors.linesFor(events)) this.note(line);
    for (const event of events) {
      const reached = event.type === 'testFinished' ? this.reached.get(event.model) : undefined;
      if (reached) reached.toNext -= 1;
    }
    for (const model of this.state.models) {
      const before = this.reached.get(model.model);
      // Going through all tests at each event would take longer the more there are.
      if (before && before.toNext > 0) continue;
      const reached = reachedBy(model);
      this.reached.set(model.model, reached);
      if (reached.tenth > (before?.tenth ?? 0)) this.note(modelLine(model, this.state.elapsed));
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

function reachedBy({ tests }: ModelState): Reached {
  const total = Math.max(1, countOfRun(tests));
  let finished = 0;
  for (const { phase } of tests) if (phase === 'finished') finished++;
  const tenth = Math.floor((finished * 10) / total);
  return { tenth, toNext: Math.ceil(((tenth + 1) * total) / 10) - finished };
}

/** `00:12.3  openai~gpt-4o  10/30  9 correct, 1 incorrect, 0 error, accuracy 90%, 81.2 tok/s, avg total 0.52 s` */
function modelLine(model: ModelState, elapsed: number): string {
  const stats = modelStats(model.tests);
  const figures = [
    `${formatCount(stats.correct)} correct`,
    `${formatCount(stats.incorrect)} incorrect`,
    `${formatCount(stats.error)} error`,
    `accuracy ${formatPercent(stats.accuracy)}`,
    formatRate(stats.tokensPerSecond),
    `avg total ${formatDuration(stats.averageTotal)}`,
  ];
  return `${formatClock(elapsed)}  ${oneLine(model.model)}  ${formatCount(stats.finished)}/${formatCount(stats.total)}  ${figures.join(', ')}`;
}
