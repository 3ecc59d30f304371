// What live and plain progress have in common: what they are told, and the lines that both write.

import { oneLine } from '../../shared/text/hiddenCharacters';
import type { RunEvent, TestFinished } from '../../shared/run/events';
import { isBatchEvent } from '../../shared/run/batches';
import { batchText } from '../../shared/words/batchText';
import { liveProgress, patienceTexts } from '../../shared/words/liveProgress';
import { testName } from '../../shared/words/testName';
import { formatClock, formatCount } from '../../shared/text/format';
import { isOfRun, type RunState, type TestState } from '../../shared/run/runState';
import { printable } from '../text/fitText';
import type { Colors } from '../terminal/terminal';

/** Told of a run as it happens. The state that it shows belongs to the caller, who folds the events first. */
export interface Progress {
  onStarted(runDirectory: string): void;
  onEvents(events: readonly RunEvent[]): void;
  /** A line that stays, such as *Stopping*. */
  note(line: string): void;
  /** Always called, once, whether the run ended well or not. */
  finish(): void;
}

/** More lines than this would bury the rest; the summary counts every error anyway. */
const maximumErrorLines = 10;

/** The lines for tests that ended in error: the first ten, then one that says where the others are. */
export class ErrorLines {
  private written = 0;

  constructor(
    private readonly state: RunState,
    private readonly colors: Colors,
  ) {}

  linesFor(events: readonly RunEvent[]): string[] {
    const errors = events.filter(
      (event): event is TestFinished => event.type === 'testFinished' && event.verdict === 'error',
    );
    const lines: string[] = [];
    for (const event of errors) {
      this.written += 1;
      if (this.written <= maximumErrorLines) lines.push(this.lineFor(event));
      if (this.written === maximumErrorLines + 1)
        lines.push('Further errors are counted and listed in the run folder.');
    }
    return lines;
  }

  private lineFor(event: TestFinished): string {
    const reason = event.error ? printable(firstLine(event.error.message)) : 'no reason was given';
    return `${formatClock(event.t)}  ${this.colors.magenta('error')}  ${oneLine(event.model)} ${testName(this.state, event.index)}: ${reason}`;
  }
}

/** How far the run as a whole is. */
interface ProgressCounts {
  total: number;
  finished: number;
  running: number;
  /** In a batch that its model API has. */
  submitted: number;
  /** Tests under way that have failed at least once and are being tried again. */
  retrying: number;
}

export function countTests(state: RunState): ProgressCounts {
  const tests = state.models.flatMap((model) => model.tests.filter(isOfRun));
  const isRunning = (test: TestState): boolean => test.phase === 'running';
  return {
    total: tests.length,
    finished: tests.filter((test) => test.phase === 'finished').length,
    running: tests.filter(isRunning).length,
    submitted: tests.filter(({ phase }) => phase === 'submitted').length,
    retrying: tests.filter((test) => isRunning(test) && test.failedAttempts > 0).length,
  };
}

/** `57/120 tests, 3 running, 1 of them retrying` */
export function countsText(counts: ProgressCounts): string {
  const parts = [`${formatCount(counts.finished)}/${formatCount(counts.total)} tests`];
  if (counts.submitted > 0) parts.push(`${formatCount(counts.submitted)} submitted`);
  if (counts.running > 0) parts.push(`${formatCount(counts.running)} running`);
  if (counts.retrying > 0) parts.push(`${formatCount(counts.retrying)} of them retrying`);
  return parts.join(', ');
}

/** `OpenAI asks for patience (429 x 31, 12 s)`, for each API that does. `elapsed` is the run's clock, ms. */
export function patienceLines(state: RunState, elapsed: number): string[] {
  return patienceTexts(liveProgress(state, elapsed).patience);
}

/** What there is to say of batches: that they are submitted and in, and `inBetween` where each line stays anyway. */
export function batchLines(state: RunState, events: readonly RunEvent[], inBetween: boolean): string[] {
  return events.flatMap((event) => {
    if (!isBatchEvent(event)) return [];
    const batch = state.batches.find((one) => one.batch === event.batch);
    const isTold =
      event.type === 'batchSubmitted' ||
      event.type === 'batchCollected' ||
      (inBetween && event.type === 'batchProgress');
    if (!batch || !isTold) return [];
    return [`${formatClock(event.t)}  ${printable(batchText(batch))}`];
  });
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
