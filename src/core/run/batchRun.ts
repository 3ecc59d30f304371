// What the parts of a run in batches share: its context, the adapters of the model APIs, and how a batch of the state is told to them.

import type { BatchEvent, BatchState } from '../../shared/run/batches';
import { defaultIdleTimeoutMs } from '../ask/attemptLimits';
import { isoWithOffset } from '../ask/runClock';
import type { BatchService, PlannedBatch } from '../providers/batchService';
import { connectBatches } from '../providers/connectBatches';
import { connectionFor } from '../providers/connections';
import { scrubberOf } from '../providers/scrubber';
import { usualAnswerLimits } from '../../shared/run/answerLimits';
import type { BatchClock } from './batchClock';
import type { PlannedModel } from './plannedModel';
import type { RunToExecute } from './runToExecute';
import type { ScheduledTest } from './schedule';
import { testOf } from './testOf';
import type { RunContext, TestToRun } from './testToRun';

/** An event without what every event of a batch has. */
type BatchNews<Event> = Event extends BatchEvent ? Omit<Event, 't' | 'at'> : never;

export class BatchRun {
  private readonly services = new Map<string, Promise<BatchService>>();

  constructor(
    readonly run: RunToExecute,
    readonly context: RunContext,
    /** Ends the work on the run; its batches go on. */
    readonly stop: AbortSignal,
    readonly clock: BatchClock,
  ) {}

  get batches(): readonly BatchState[] {
    return this.run.folder.state.batches;
  }

  /** The adapter for a row. Throws `ProviderError` where its API can't be spoken to: no key, say. */
  serviceOf(model: string): Promise<BatchService> {
    const { api } = this.planned(model);
    const { settings, planned } = this.run;
    const { environment } = settings.access;
    const connecting =
      this.services.get(api.id) ??
      // The plan has refused what takes no batches.
      connectBatches(api.batches!.protocol, {
        ...connectionFor(api, environment),
        scrub: scrubberOf(planned.plan.secrets),
        limits: { ...usualAnswerLimits, ...settings.patience.answerLimits },
        silenceMs: settings.patience.idleTimeoutMs ?? defaultIdleTimeoutMs,
      });
    this.services.set(api.id, connecting);
    return connecting;
  }

  /** Puts an event on the disk and into the state. */
  async say(news: BatchNews<BatchEvent>): Promise<void> {
    const t = this.run.tools.clock.now();
    this.context.reporter.record({ ...news, t, at: isoWithOffset(this.run.tools.clock.dateAt(t)) });
    await this.context.reporter.written();
  }

  /** A test as it is asked. */
  testToRun(model: string, index: number): TestToRun {
    return testOf(this.run, this.scheduled(model, index), {
      window: undefined,
      queuedAt: this.run.tools.clock.now(),
      isUnreachable: false,
      onRetry: () => undefined,
    });
  }

  scheduled(model: string, index: number): ScheduledTest {
    return { model: this.planned(model).info, index };
  }

  /** The batch as its API is told of it. */
  told({ key, batch, model, tests, plannedAt, sentAt, way }: BatchState): PlannedBatch {
    const { runId } = this.run.folder.state;
    const { name } = this.planned(model).info;
    const asked = { key, runId, batch, model: name, way, count: tests.length };
    return { ...asked, plannedAt: new Date(plannedAt), sentAt: sentAt === null ? null : new Date(sentAt) };
  }

  planned(model: string): PlannedModel {
    return this.run.planned.models.find(({ info }) => info.model === model)!;
  }
}
