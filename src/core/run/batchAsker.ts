// The asking part of a run in batches: submits what is to be asked, looks from time to time how it stands, and collects what is in. It can be left at any
// moment: whoever resumes the run finds in its events where it stood.

import { openBatches, type BatchState } from '../../shared/run/batches';
import type { BatchReport, BatchService, RunningBatch } from '../providers/batchService';
import { ProviderError } from '../providers/provider';
import type { AskableTests } from './askableTests';
import { BatchCollection, type Again } from './batchCollection';
import { giveUp } from './batchOutcome';
import type { BatchRun } from './batchRun';
import { BatchSubmission } from './batchSubmission';
import { budgetOf } from './budget';
import { nextPause } from './batchClock';
import type { RunControls } from './runRequest';

/** After so many failures in a row a run stops waiting; its batches go on. */
const mostFailures = 30;

export class BatchAsker {
  private readonly submission: BatchSubmission;
  private readonly collection: BatchCollection;
  /** Failures in a row, by the number of the batch. */
  private readonly failures = new Map<number, number>();
  /** Batches that nothing more is done about until the run is resumed. */
  private readonly left = new Set<number>();
  private readonly cancelled = new Set<number>();

  constructor(
    private readonly batchRun: BatchRun,
    private readonly askable: AskableTests,
    private readonly controls: RunControls,
    /** Called when what a list shows of the run has changed. */
    private readonly changed: () => Promise<void>,
  ) {
    this.submission = new BatchSubmission(batchRun, askable, budgetOf(batchRun.run));
    this.collection = new BatchCollection(batchRun, askable);
  }

  /** Resolves when every batch is collected or left. Throws only what ends the run. */
  async all(): Promise<void> {
    const { stop, run, clock } = this.batchRun;
    // Planned before the run was stopped, and perhaps sent.
    for (const batch of this.waiting()) if (batch.id === null) await this.placeAgain(batch);
    if (!this.isCancelling) await this.submitRest();
    await this.changed();
    let pause: number | null = null;
    for (;;) {
      await this.look(pause === null);
      await this.changed();
      if (stop.aborted || this.waiting().length === 0 || run.settings.isSubmitOnly) return this.tellUnplaced();
      const wasCancelling = this.isCancelling;
      pause = nextPause(pause);
      const wake = [stop, ...(this.controls.cancelBatches && !wasCancelling ? [this.controls.cancelBatches] : [])];
      await clock.pause(pause, AbortSignal.any(wake));
      if (this.isCancelling && !wasCancelling) pause = null;
    }
  }

  private get isCancelling(): boolean {
    return this.controls.cancelBatches?.aborted === true;
  }

  private waiting(): BatchState[] {
    return openBatches(this.batchRun.batches).filter(({ batch }) => !this.left.has(batch));
  }

  /** All that is planned and in no batch. */
  private async submitRest(): Promise<void> {
    const { plan } = this.batchRun.run.planned;
    const unplaced = openBatches(this.batchRun.batches).filter(({ id }) => id === null);
    const taken = new Set(unplaced.flatMap(({ model, tests }) => tests.map((index) => `${model}#${index}`)));
    const { state } = this.batchRun.run.folder;
    for (const { model, tests } of state.models)
      for (const { index, phase } of tests) if (phase === 'submitted') taken.add(`${model}#${index}`);
    const byModel = new Map<string, number[]>();
    for (const { tests } of plan.queues) {
      for (const test of tests) {
        const { model } = test.model;
        if (taken.has(`${model}#${test.index}`) || !this.askable.isAskable(test)) continue;
        byModel.set(model, [...(byModel.get(model) ?? []), test.index]);
      }
    }
    for (const [model, indexes] of byModel) {
      const way = this.batchRun.batches.findLast((one) => one.model === model)?.way;
      await this.submission.submitTests(model, indexes, way);
    }
  }

  /** Looks once at every batch that is waited for, and collects those that are in. What could not be submitted just now has time until the next look. */
  private async look(isFirst: boolean): Promise<void> {
    for (const batch of this.waiting()) {
      if (this.batchRun.stop.aborted) return;
      if (batch.id !== null) await this.lookAt(batch, batch.id);
      else if (!isFirst) await this.placeAgain(batch);
    }
  }

  private async placeAgain(batch: BatchState): Promise<void> {
    const placed = await this.submission.placeAgain(batch, this.isCancelling);
    if (placed.kind !== 'later') {
      this.failures.delete(batch.batch);
      return;
    }
    if (!placed.isFailure || !this.hasFailed(batch, this.batchRun.run.settings.patience.maxAttempts)) return;
    this.leave(batch, `could not be submitted: ${placed.why} Resuming the run tries again.`);
  }

  private async lookAt(batch: BatchState, id: string): Promise<void> {
    const report = await this.reportOf(batch, id);
    if (report === null) return;
    if (report.end === null) {
      this.failures.delete(batch.batch);
      return this.sayProgress(batch, report);
    }
    await this.unlessItFails(
      batch,
      async () => {
        const again = await this.collection.collect(batch, report);
        if (again) await this.askAgain(batch, again);
        this.batchRun.stop.throwIfAborted();
        const { end, message } = report;
        const why = message === undefined ? {} : { message };
        await this.batchRun.say({ type: 'batchCollected', batch: batch.batch, end, ...why });
      },
      (why) => ({ words: `(${id}) has ended, and its results can't be had: ${why}`, isGone: true }),
    );
  }

  /** How a batch stands, cancelled where it is to be; null where that can't be told. */
  private async reportOf(batch: BatchState, id: string): Promise<BatchReport | null> {
    const { stop } = this.batchRun;
    let report: BatchReport | null = null;
    await this.unlessItFails(
      batch,
      async () => {
        const service = await this.batchRun.serviceOf(batch.model);
        report = await service.look(id, stop);
        if (report.end !== null || !this.isCancelling || this.cancelled.has(batch.batch)) return;
        if (report.phase !== 'cancelling') report = await this.cancel(service, id);
        this.cancelled.add(batch.batch);
      },
      (why, status) => ({
        words: `(${id}) could not be looked at: ${why}`,
        isGone: status === 404 || status === 410,
      }),
    );
    return report;
  }

  /** Does what may fail at an API. A batch that has failed too often is left; one that `isGone` is given up where the user cancels. */
  private async unlessItFails(
    batch: BatchState,
    work: () => Promise<void>,
    failing: (why: string, status: number | undefined) => { words: string; isGone: boolean },
  ): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.batchRun.stop.aborted) return;
      if (!(error instanceof ProviderError)) throw error;
      const most = error.isRetryable ? mostFailures : 1;
      const { words, isGone } = failing(error.message, error.status);
      if (!this.hasFailed(batch, most)) return;
      if (isGone && this.isCancelling) return this.giveUp(batch, error.message);
      const or = isGone ? ' `resume --cancel-batches` gives its tests up, as errors.' : '';
      this.leave(batch, `${words} Resuming the run tries again.${or}`);
    }
  }

  /** Ends a batch of which nothing more will come. */
  private async giveUp(batch: BatchState, why: string): Promise<void> {
    const message = `The run was cancelled, and what the model API has of the batch can't be had: ${why}`;
    const rest = batch.tests.filter((index) => this.collection.isOpen(batch, index));
    await giveUp(this.batchRun, batch, rest, { kind: 'batchFailed', message });
    await this.batchRun.say({ type: 'batchCollected', batch: batch.batch, end: 'failed', message: why });
  }

  /** Gives how the batch stands after it. One that ended just before can't be cancelled any more, which is no failure. */
  private async cancel(service: BatchService, id: string): Promise<BatchReport> {
    const { stop } = this.batchRun;
    const refusal = await service.cancel(id, stop).then(
      () => null,
      (error: unknown) => ({ error }),
    );
    const report = await service.look(id, stop);
    if (refusal && report.end === null) throw refusal.error;
    return report;
  }

  /** Tests that were refused for the way in which they were asked. */
  private async askAgain(batch: BatchState, { tests, way }: Again): Promise<void> {
    if (!this.isCancelling) return this.submission.submitTests(batch.model, tests, way);
    const message =
      'The model API refused a parameter, and the run was cancelled before the test was asked without it.';
    await giveUp(this.batchRun, batch, tests, { kind: 'batchCancelled', message });
  }

  private async sayProgress(batch: BatchState, report: RunningBatch): Promise<void> {
    const { phase, expiresAt } = report;
    const possible = (count: number | null): number | null =>
      count !== null && count > batch.tests.length ? null : count;
    const [answered, failed] = [possible(report.answered), possible(report.failed)];
    const known = batch.progress;
    if (known?.phase === phase && known.answered === answered && known.failed === failed) return;
    const until = expiresAt === undefined ? {} : { expiresAt };
    await this.batchRun.say({ type: 'batchProgress', batch: batch.batch, phase, answered, failed, ...until });
  }

  private tellUnplaced(): void {
    const unplaced = this.waiting().filter(({ id }) => id === null);
    const words = unplaced.map(({ batch }) =>
      [`Batch ${batch} is not submitted yet.`, this.submission.reasons.get(batch), 'Resuming the run goes on with it.']
        .filter((words) => words !== undefined)
        .join(' '),
    );
    this.batchRun.context.notes.noteProblems(words);
  }

  /** Counts a failure; true when it is one too many. */
  private hasFailed({ batch }: BatchState, most: number): boolean {
    const count = (this.failures.get(batch) ?? 0) + 1;
    this.failures.set(batch, count);
    return count >= most;
  }

  private leave({ batch }: BatchState, why: string): void {
    this.left.add(batch);
    this.batchRun.context.notes.noteProblems([`Batch ${batch} ${why}`]);
  }
}
