// The run in the panel: its state, the squares' looks and the rows' figures, live or at a moment of the replay.
// It draws nothing. One observer is told what changed; the clock is moved by animation frames, never faster.

import type { RunEvent } from '../../../src/shared/run/events';
import { countNotRun } from '../../../src/shared/words/notRun';
import type { NotRunCounts } from '../../../src/shared/words/notRun';
import { buildTimeline, hasRealTimes, ReplayCursor, replayPhase } from '../../../src/shared/run/replay';
import { awards, countOfRun, StatsAccumulator } from '../../../src/shared/figures/runStats';
import type { Award, ModelStats } from '../../../src/shared/figures/runStats';
import { isBatchEvent } from '../../../src/shared/run/batches';
import { applyEvent } from '../../../src/shared/run/foldRun';
import type { RunState, TestState } from '../../../src/shared/run/runState';
import type { SquareLook } from '../../../src/shared/words/testText';
import type { ReplayMode } from '../../../src/shared/run/viewSettings';
import { countRowDetails, RowDetailsCache } from './rowDetails';
import type { RowDetails } from './rowDetails';
import { runFacts } from './runFacts';
import type { RunFacts } from './runFacts';

export interface PlayerObserver {
  squareChanged(row: number, position: number): void;
  /** Every square of every row may have changed, or there are other rows. */
  allChanged(): void;
  /** The figures of a row changed. */
  statsChanged(row: number): void;
  /** Clock, playing or live changed. */
  clockChanged(): void;
  /** A live run has just ended. */
  runEnded(): void;
  /** A run that had stopped is live again. */
  runWentOn(): void;
}

/** How long the end stays before a looping replay starts again, ms. */
const loopPause = 1500;

export class RunPlayer {
  isPlaying = false;
  isLooping = false;
  speed = 1;
  tickMs = 50;
  /** False for an imported report, which can only be replayed in series. */
  hasRealTimes = false;
  /** Null while the run is live, and until somebody asks for another moment than the end, where every replay begins. */
  private cursor: ReplayCursor | null = null;
  private stats: StatsAccumulator[] = [];
  /** What was not run, by row; counted when asked for. */
  private notRun = new Map<number, NotRunCounts>();
  private readonly details = new RowDetailsCache(
    (row) => this.state.models[row]?.tests.length ?? 0,
    (row) => countRowDetails(this.litTests(row), this.state.prompts),
    (row) => this.observer.statsChanged(row),
  );
  private rowByModel = new Map<string, number>();
  private cachedAwards: Award[][] | null = null;
  private cachedFacts: RunFacts | null = null;
  private frame = 0;
  private lastTick = 0;
  private restAtEnd = 0;
  private lastEventAt = performance.now();

  constructor(
    readonly state: RunState,
    private mode: ReplayMode,
    private readonly observer: PlayerObserver,
  ) {
    this.rebuild();
  }

  /** True while the run itself is under way. */
  get isLive(): boolean {
    return this.state.status === 'running';
  }

  /** Replay clock, ms; while live the run's own clock. */
  get clock(): number {
    if (this.isLive) return this.state.elapsed + (performance.now() - this.lastEventAt);
    return Math.max(0, this.moments?.clock ?? 0);
  }

  get length(): number {
    return this.moments?.timeline.length ?? 0;
  }

  /** How long each square takes in the replay of a run of which no time is known, ms; null for all others. */
  get pace(): number | null {
    return this.moments?.timeline.pace ?? null;
  }

  get isAtEnd(): boolean {
    return !this.isLive && (this.cursor === null || this.cursor.clock >= this.cursor.timeline.length);
  }

  look(row: number, position: number): SquareLook {
    const test = this.test(row, position);
    if (!test) return 'waiting';
    if (test.notRun) return 'skipped';
    const phase = this.cursor ? this.cursor.phases[row]![position] : phaseOf(test, this.isLive);
    if (phase === replayPhase.running) return 'running';
    if (phase !== replayPhase.lit || test.verdict === 'not_run')
      return test.phase === 'submitted' ? 'submitted' : 'waiting';
    return test.verdict;
  }

  test(row: number, position: number): TestState | undefined {
    return this.state.models[row]?.tests[position];
  }

  /** How many tests of a row are not run for each reason. */
  notRunOf(row: number): NotRunCounts {
    const known = this.notRun.get(row);
    if (known) return known;
    const counts = countNotRun(this.state.models[row]?.tests ?? []);
    this.notRun.set(row, counts);
    return counts;
  }

  statsOf(row: number): ModelStats {
    return this.stats[row]!.stats();
  }

  /** The details of the lit tests of a row. While squares light up the newest may be missing for a moment. */
  detailsOf(row: number): RowDetails {
    return this.details.of(row, this.isLive || this.isPlaying);
  }

  allStats(): ModelStats[] {
    return this.stats.map((one) => one.stats());
  }

  /** Awards of a row; none before the end. */
  awardsOf(row: number): Award[] {
    if (!this.isAtEnd) return [];
    this.cachedAwards ??= awards(this.state.models, this.allStats());
    return this.cachedAwards[row] ?? [];
  }

  /** What is said of the run as a whole, whatever the clock. */
  get facts(): RunFacts {
    return (this.cachedFacts ??= runFacts(this.state));
  }

  /** Applies events of a live run. */
  applyEvents(events: readonly RunEvent[]): void {
    this.lastEventAt = performance.now();
    this.cachedFacts = null;
    const changedRows = new Set<number>();
    const repeatedRows = new Set<number>();
    for (const event of events) {
      if (event.type === 'runStarted') {
        applyEvent(this.state, event);
        this.rebuild();
        this.observer.allChanged();
        continue;
      }
      if (event.type === 'runFinished') {
        applyEvent(this.state, event);
        this.rebuild();
        this.observer.allChanged();
        this.observer.runEnded();
        continue;
      }
      if (event.type === 'runResumed') {
        this.pause();
        applyEvent(this.state, event);
        this.rebuild();
        this.observer.allChanged();
        this.observer.runWentOn();
        continue;
      }
      if (isBatchEvent(event)) {
        applyEvent(this.state, event);
        // Tests that are asked again in a batch have no verdict any more.
        if (event.type === 'batchSubmitted') this.rebuild();
        this.observer.allChanged();
        continue;
      }
      if (!('model' in event) || event.type === 'doubleDropped') {
        applyEvent(this.state, event);
        this.observer.allChanged();
        continue;
      }
      const row = this.rowByModel.get(event.model);
      if (event.type === 'modelWarmedUp') {
        applyEvent(this.state, event);
        if (row !== undefined) changedRows.add(row);
        continue;
      }
      // A test that starts or finishes anew (run again after an error) counts once: its row is counted afresh.
      const before = row === undefined ? undefined : this.test(row, event.index - 1);
      const wasSkipped = before?.notRun !== undefined && before.notRun !== null;
      const wasFinished = row !== undefined && before?.phase === 'finished';
      const test = applyEvent(this.state, event);
      if (!test || row === undefined) continue;
      this.observer.squareChanged(row, event.index - 1);
      if (wasSkipped || test.notRun) {
        this.notRun.delete(row);
        changedRows.add(row);
      }
      if (wasFinished) repeatedRows.add(row);
      else if (test.phase === 'finished') this.stats[row]!.add(test);
      else continue;
      changedRows.add(row);
    }
    // Re-scoring changes a run that is over: who was best may be another.
    if (repeatedRows.size > 0) this.cachedAwards = null;
    for (const row of repeatedRows) this.recount(row);
    for (const row of changedRows) this.tellStats(row);
    this.observer.clockChanged();
  }

  /** Replays from the start, as often as anybody likes. */
  replay(): void {
    this.seek(0);
    this.play();
  }

  play(): void {
    if (this.isLive || this.isPlaying) return;
    if (this.isAtEnd) this.seek(0);
    this.isPlaying = true;
    this.restAtEnd = 0;
    this.lastTick = performance.now();
    this.frame = requestAnimationFrame(this.step);
    this.observer.clockChanged();
  }

  pause(): void {
    if (!this.isPlaying) return;
    this.isPlaying = false;
    cancelAnimationFrame(this.frame);
    this.details.tellStale();
    this.observer.clockChanged();
  }

  /** All squares at once. */
  flash(): void {
    this.pause();
    this.seek(this.length);
  }

  /** Moves the replay to a clock, ms. */
  seek(clock: number): void {
    const cursor = this.moments;
    if (!cursor) return;
    const wasAtEnd = this.isAtEnd;
    const target = Math.min(Math.max(0, clock), this.length);
    const isBack = target < cursor.clock;
    const changedRows = new Set<number>();
    cursor.seek(target, (row, position, phase) => {
      this.observer.squareChanged(row, position);
      if (isBack) changedRows.add(row);
      else if (phase === replayPhase.lit) {
        this.stats[row]!.add(this.test(row, position)!);
        changedRows.add(row);
      }
    });
    if (isBack) for (const row of changedRows) this.recount(row);
    // Awards come and go with the end, in every row.
    if (wasAtEnd !== this.isAtEnd) for (let row = 0; row < this.stats.length; row++) changedRows.add(row);
    for (const row of changedRows) this.tellStats(row);
    this.observer.clockChanged();
  }

  setMode(mode: ReplayMode): void {
    if (mode === this.mode) return;
    this.mode = mode;
    if (this.isLive) return;
    const share = this.isAtEnd || this.length === 0 ? 1 : this.clock / this.length;
    this.rebuild(share);
    this.observer.allChanged();
    this.observer.clockChanged();
  }

  dispose(): void {
    this.isPlaying = false;
    this.details.clear();
    cancelAnimationFrame(this.frame);
  }

  private readonly step = (now: number): void => {
    if (!this.isPlaying) return;
    this.frame = requestAnimationFrame(this.step);
    const passed = now - this.lastTick;
    // A frame that comes a hair early still is the tick's frame, not the next one's.
    if (passed + 1 < this.tickMs) return;
    this.lastTick = now;
    if (!this.isAtEnd) {
      this.seek(this.clock + passed * this.speed);
      if (this.isAtEnd && !this.isLooping) this.pause();
      return;
    }
    this.restAtEnd += passed;
    if (!this.isLooping) this.pause();
    else if (this.restAtEnd >= loopPause) {
      this.restAtEnd = 0;
      this.seek(0);
    }
  };

  private rebuild(share = 1): void {
    this.rowByModel = new Map(this.state.models.map((model, row) => [model.model, row]));
    this.cachedAwards = null;
    this.cachedFacts = null;
    this.notRun.clear();
    this.details.clear();
    this.hasRealTimes = !this.isLive && hasRealTimes(this.state);
    this.cursor = null;
    if (share < 1) this.moments?.seek(this.length * share);
    this.stats = this.state.models.map((_, row) => this.counted(row));
  }

  /** A run that is over, at some moment of its replay. */
  private get moments(): ReplayCursor | null {
    if (!this.cursor && !this.isLive) {
      this.cursor = new ReplayCursor(buildTimeline(this.state, this.mode));
      this.cursor.seek(this.cursor.timeline.length);
    }
    return this.cursor;
  }

  private tellStats(row: number): void {
    this.details.changed(row);
    this.observer.statsChanged(row);
  }

  private litTests(row: number): TestState[] {
    const tests = this.state.models[row]?.tests ?? [];
    const phases = this.cursor?.phases[row];
    return tests.filter((test, position) =>
      phases ? phases[position] === replayPhase.lit : test.phase === 'finished',
    );
  }

  private recount(row: number): void {
    this.stats[row] = this.counted(row);
  }

  private counted(row: number): StatsAccumulator {
    const accumulator = new StatsAccumulator(countOfRun(this.state.models[row]!.tests));
    for (const test of this.litTests(row)) accumulator.add(test);
    return accumulator;
  }
}

/** While the run goes on, or at its end: a test that was under way when its run died has not been run. */
function phaseOf({ phase }: TestState, isLive: boolean): number {
  if (phase === 'finished') return replayPhase.lit;
  return isLive && phase === 'running' ? replayPhase.running : replayPhase.waiting;
}
