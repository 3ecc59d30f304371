// Makes batches of tests and brings them to their model APIs. A batch is on the disk before it is sent, so that one whose answer was lost is looked for
// before it is sent again.

import { openBatches, type BatchState } from '../../shared/run/batches';
import { messageOf } from '../../shared/text/messageOf';
import { unsentOutcome } from '../ask/unsentOutcome';
import { customIdOf } from '../providers/batchService';
import { ProviderError } from '../providers/provider';
import type { AskableTests } from './askableTests';
import { BatchChunk, tooGreat } from './batchChunk';
import type { BatchRun } from './batchRun';
import { giveUp } from './batchOutcome';
import type { Budget } from './budget';
import { messagesOf, requestOf } from './requestOf';
import { takeAnswer } from './runTest';

/** What came of bringing a batch to its API. `later`: it may go better the next time; `why` is for people. */
type Placed = { kind: 'placed' | 'over' } | { kind: 'later'; isFailure: boolean; why: string };

export class BatchSubmission {
  constructor(
    private readonly batchRun: BatchRun,
    private readonly askable: AskableTests,
    private readonly budget: Budget,
  ) {}

  /** Puts tests of a row into as many batches as they need, each of them submitted before the next one is made. `way`: how they are asked. */
  async submitTests(model: string, indexes: readonly number[], way: string | undefined): Promise<void> {
    const { limits } = await this.batchRun.serviceOf(model);
    let chunk = new BatchChunk(limits);
    for (const index of indexes) {
      if (this.batchRun.stop.aborted) return;
      if (!this.mayAsk(model, index)) continue;
      let text = await this.entryOf(model, index, chunk.key, way);
      if (text !== null && !chunk.hasRoomFor(text) && chunk.tests.length > 0) {
        await this.submitNew(model, chunk, way);
        chunk = new BatchChunk(limits);
        // The entry has the key of its batch in it.
        text = await this.entryOf(model, index, chunk.key, way);
      }
      if (text !== null) chunk.add(index, text);
    }
    if (chunk.tests.length > 0) await this.submitNew(model, chunk, way);
  }

  /** Brings a batch that was planned before to its API, unless the API has it already. Throws only what ends the run. */
  async placeAgain(batch: BatchState, isCancelled: boolean): Promise<Placed> {
    const { stop } = this.batchRun;
    try {
      const service = await this.batchRun.serviceOf(batch.model);
      const known = new Set(this.batchRun.batches.flatMap(({ id }) => id ?? []));
      const found = await service.find(this.batchRun.told(batch), known, stop);
      if (found.kind === 'unclear') return { kind: 'later', isFailure: false, why: found.why };
      if (found.kind === 'found') return await this.placed(batch, found.id);
    } catch (error) {
      return this.failed(batch, error, false);
    }
    if (isCancelled) {
      await this.batchRun.say({ type: 'batchCollected', batch: batch.batch, end: 'cancelled' });
      return { kind: 'over' };
    }
    const entries: string[] = [];
    for (const index of batch.tests) {
      const text = await this.entryOf(batch.model, index, batch.key, batch.way);
      if (text !== null) entries.push(text);
    }
    return this.place(batch, entries);
  }

  private async submitNew(model: string, { key, tests, entries }: BatchChunk, way: string | undefined): Promise<void> {
    const batch = Math.max(0, ...this.batchRun.batches.map((one) => one.batch)) + 1;
    await this.batchRun.say({
      type: 'batchPlanned',
      batch,
      model,
      tests,
      key,
      ...(way === undefined ? {} : { way }),
    });
    const planned = openBatches(this.batchRun.batches).find((one) => one.batch === batch);
    if (planned) await this.place(planned, entries);
  }

  private async place(batch: BatchState, entries: readonly string[]): Promise<Placed> {
    const { stop } = this.batchRun;
    if (entries.length === 0) {
      await this.batchRun.say({ type: 'batchCollected', batch: batch.batch, end: 'failed' });
      return { kind: 'over' };
    }
    try {
      const service = await this.batchRun.serviceOf(batch.model);
      return await this.placed(batch, await service.submit(entries, this.batchRun.told(batch), stop));
    } catch (error) {
      return this.failed(batch, error, true);
    }
  }

  private async placed({ batch }: BatchState, id: string): Promise<Placed> {
    await this.batchRun.say({ type: 'batchSubmitted', batch, id });
    return { kind: 'placed' };
  }

  /** What an API refuses as a whole ends the batch; whatever may have come to a batch is looked for the next time. */
  private async failed(batch: BatchState, error: unknown, isSubmission: boolean): Promise<Placed> {
    if (this.batchRun.stop.aborted) return { kind: 'later', isFailure: false, why: 'The run was left.' };
    if (!(error instanceof ProviderError)) throw error;
    if (error.isRetryable || !isSubmission) return { kind: 'later', isFailure: true, why: error.message };
    await giveUp(this.batchRun, batch, batch.tests, {
      kind: error.kind === 'api' ? 'batchFailed' : error.kind,
      message: `The batch was not taken: ${error.message}`,
      ...(error.status === undefined ? {} : { status: error.status }),
    });
    await this.batchRun.say({ type: 'batchCollected', batch: batch.batch, end: 'failed', message: error.message });
    return { kind: 'over' };
  }

  private mayAsk(model: string, index: number): boolean {
    const test = this.batchRun.scheduled(model, index);
    const reason = this.askable.reasonNotToAsk(test) ?? this.budget.reserve(model);
    if (reason) this.askable.skip(test, reason);
    return reason === null;
  }

  /** Null for a test whose request can't be made, or is greater than a batch may be, which is its end. */
  private async entryOf(model: string, index: number, key: string, way: string | undefined): Promise<string | null> {
    const { context, stop, run } = this.batchRun;
    const service = await this.batchRun.serviceOf(model);
    const test = this.batchRun.testToRun(model, index);
    try {
      const request = await requestOf(context, test);
      const { text } = service.entryOf(request, customIdOf({ key }, index), way);
      const why = tooGreat(text, service.limits);
      if (why === null) return text;
      throw new Error(why);
    } catch (error) {
      const request = { model: test.model, messages: messagesOf(test, []) };
      const asked = unsentOutcome(run.tools.clock, request, test.queuedAt, messageOf(error));
      await takeAnswer(context, test, asked, stop).finish();
      return null;
    }
  }
}
