// Tells the Testing view how the tests of a run end, while they do. An entry that stands for many prompts is told of once, when the run is over.

import * as vscode from 'vscode';
import { counted } from '../../shared/text/counted';
import { formatCount, formatDuration } from '../../shared/text/format';
import { oneLine } from '../../shared/text/hiddenCharacters';
import type { RunEvent } from '../../shared/run/events';
import type { TestState } from '../../shared/run/runState';
import type { TestTimings } from '../../shared/run/testMeasurement';
import type { TestError, Verdict } from '../../shared/run/verdict';
import { errorKindWords } from '../../shared/words/testText';
import type { RunSession } from '../running/runSession';
import type { BenchmarkItems } from './benchmarkItems';

interface ReportParts {
  run: vscode.TestRun;
  items: BenchmarkItems;
  benchmark: vscode.TestItem;
  session: RunSession;
}

/** As its event has it, and the state of the run. */
type FinishedTest = Pick<TestState, 'index' | 'verdict'> & {
  model: string;
  error?: TestError | null | undefined;
  timings: Pick<TestTimings, 'total'> | null;
};

export class TestReport {
  /** What came of the tests of an entry that stands for many. */
  private readonly tallies = new Map<vscode.TestItem, Map<Verdict, number>>();
  private readonly reading: Promise<void>[] = [];

  constructor(private readonly parts: ReportParts) {}

  /** Tells how the tests of the run stand now; what comes after is for `take`. */
  catchUp(): void {
    for (const { model, tests } of this.parts.session.state.models)
      for (const test of tests) {
        if (test.phase === 'finished') this.reading.push(this.finish({ ...test, model }));
        else if (test.notRun) this.skip({ model, index: test.index });
        else if (test.phase === 'running') this.start({ model, index: test.index });
      }
  }

  take(events: readonly RunEvent[]): void {
    for (const event of events) {
      switch (event.type) {
        case 'testStarted':
          this.start(event);
          break;
        case 'testSkipped':
          this.skip(event);
          break;
        case 'testFinished':
          this.reading.push(this.finish(event));
          break;
        default:
      }
    }
  }

  /** Tells what is left to be told, when the run is over. */
  async end(): Promise<void> {
    const { run } = this.parts;
    await Promise.all(this.reading);
    for (const [item, verdicts] of this.tallies) {
      const [correct = 0, incorrect = 0, error = 0] = (['correct', 'incorrect', 'error'] as const).map((one) =>
        verdicts.get(one),
      );
      if (incorrect + error > 0)
        run.failed(
          item,
          new vscode.TestMessage(
            `${formatCount(incorrect)} incorrect, ${counted(error, 'error')}, ${formatCount(correct)} correct. The panel of the run shows which.`,
          ),
        );
      else if (correct > 0) run.passed(item);
      else run.skipped(item);
    }
  }

  private start(test: { model: string; index: number }): void {
    const item = this.itemOf(test);
    if (item) this.parts.run.started(item);
  }

  private skip(test: { model: string; index: number }): void {
    const item = this.itemOf(test);
    if (!item) return;
    if (this.isOfMany(item)) this.count(item, 'not_run');
    else this.parts.run.skipped(item);
  }

  /** Never rejects. */
  private async finish({ model, index, verdict, error, timings }: FinishedTest): Promise<void> {
    const { run, session } = this.parts;
    const item = this.itemOf({ model, index });
    const total = timings?.total ?? undefined;
    const text = `${oneLine(model)} #${this.placeOf(index)} ${verdict}${total === undefined ? '' : `, ${formatDuration(total)}`}`;
    run.appendOutput(`${text}\r\n`, undefined, item && !this.isOfMany(item) ? item : undefined);
    if (!item) return;
    if (this.isOfMany(item)) return this.count(item, verdict);
    if (verdict === 'correct') return run.passed(item, total);
    if (verdict === 'error')
      return run.errored(
        item,
        messageAt(item, `${error ? `${errorKindWords[error.kind]}: ${error.message}` : 'Error'}`),
        total,
      );
    const message = await session.testDetail(model, index).then(
      ({ result: { reason, expected, got } }) =>
        vscode.TestMessage.diff(reason ?? 'The answer is incorrect.', expected, got),
      () => new vscode.TestMessage('The answer is incorrect.'),
    );
    run.failed(item, located(item, message), total);
  }

  private count(item: vscode.TestItem, verdict: Verdict): void {
    const verdicts = this.tallies.get(item) ?? new Map<Verdict, number>();
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    this.tallies.set(item, verdicts);
  }

  private isOfMany(item: vscode.TestItem): boolean {
    const meaning = this.parts.items.meaningOf(item);
    return meaning?.kind === 'prompts' && meaning.to > meaning.from;
  }

  private itemOf({ model, index }: { model: string; index: number }): vscode.TestItem | undefined {
    return this.parts.items.itemOf(this.parts.benchmark, model, this.placeOf(index));
  }

  /** Among the benchmark's prompts. */
  private placeOf(index: number): number {
    return this.parts.session.state.prompts[index - 1]?.place ?? index;
  }
}

function messageAt(item: vscode.TestItem, text: string): vscode.TestMessage {
  return located(item, new vscode.TestMessage(text));
}

function located(item: vscode.TestItem, message: vscode.TestMessage): vscode.TestMessage {
  if (item.uri && item.range) message.location = new vscode.Location(item.uri, item.range);
  return message;
}
