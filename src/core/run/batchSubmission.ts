// Makes batches of tests and brings them to their model APIs. A batch is on the disk before it is sent, so that one whose answer was lost is looked for
// before it is sent again.

import { openBatches, type BatchState } from '../../shared/run/batches';
import { messageOf } from '../../shared/text/messageOf';
import { unsentOutcome } from '../ask/unsentOutcome';
import { customIdOf, type FoundBatch } from '../providers/batchService';
import { ProviderError } from '../providers/provider';
import { wasNeverTaken } from '../providers/wasNeverTaken';
import type { AskableTests } from './askableTests';
import { BatchChunk, tooGreat } from './batchChunk';
import { graceAfter } from './graceAfter';
import type { BatchRun } from './batchRun';
import { giveUp } from './batchOutcome';
import type { Budget } from './budget';
import { messagesOf, requestOf } from './requestOf';
import { takeAnswer } from './runTest';

/** What came of bringing a batch to its API. `later`: it may go better the next time; `why` is for people. */
type Placed = { kind: 'placed' } | { kind: 'over' } | Later;

interface Later {
  kind: 'later';
  isFailure: boolean;
  why: string;
}

/**
 * How long a batch whose answer was lost is looked for before it is sent again, ms. No API says how soon its list shows a new batch. The longest that was seen is
 * a small part of this, and a batch takes hours anyway.
 */
const settleMs = 600_000;

function lostWords(label: string): string {
  const until = `until ${settleMs / 60_000} minutes after it was sent`;
  return `It was sent and not answered, so it is not known whether ${label} has it. It is looked for among the batches of ${label}, whose list may be late, ${until}, and only then sent again: nothing is paid for twice.`;
}

export class BatchSubmission {
  /** Batches that their API has refused, or was not reached with, so that it can't have them. */
  private readonly untaken = new Set<number>();
  /** When batches were sent by this process, by its own clock. */
  private readonly sentHere = new Map<number, number>();
  /** Why a batch has no id yet, by its number, in words. */
  readonly reasons = new Map<number, string>();

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

  /** Brings a batch that was planned before to its API, unless the API has it already, or may have it. Throws only what ends the run. */
  async placeAgain(batch: BatchState, isCancelled: boolean): Promise<Placed> {
    if (!this.untaken.has(batch.batch)) {
      const found = await this.find(batch);
      if (found.kind === 'placed' || found.kind === 'later') return found;
      // What was never sent is nowhere, whatever else there may be.
      if (batch.sentAt !== null) {
        if (found.kind === 'unclear')
          return isCancelled ? this.abandon(batch, found.why) : this.later(batch, found.why);
        if (!this.isSettled(batch.batch, batch.sentAt)) return this.later(batch, lostWords(this.labelOf(batch)));
      }
    }
    if (isCancelled) {
      await this.batchRun.say({ type: 'batchCollected', batch: batch.batch, end: 'cancelled' });
      return { kind: 'over' };
    }
    const tests: number[] = [];
    const entries: string[] = [];
    for (const index of batch.tests) {
      const text = await this.entryOf(batch.model, index, batch.key, batch.way);
      if (text === null) continue;
      tests.push(index);
      entries.push(text);
    }
    if (tests.length === batch.tests.length) return this.place(batch, entries);
    // What can't be asked any more has its end, which a submission would undo: so the others go into a batch of their own.
    await this.batchRun.say({ type: 'batchCollected', batch: batch.batch, end: 'failed' });
    await this.submitTests(batch.model, tests, batch.way);
    return { kind: 'over' };
  }

  /** Whether a list would show a batch by now. The calendar may be put forward while the run waits, which must not make it sent twice. */
  private isSettled(batch: number, sentAt: string): boolean {
    const { clock } = this.batchRun;
    const sentHere = this.sentHere.get(batch);
    const hasPassed = sentHere === undefined || clock.passed() >= sentHere + settleMs;
    return hasPassed && clock.now() >= Date.parse(sentAt) + settleMs;
  }

  /** Looks for a batch among those of its API; one that is there has its id then. */
  private async find(batch: BatchState): Promise<{ kind: 'placed' } | Later | Exclude<FoundBatch, { kind: 'found' }>> {
    try {
      const service = await this.batchRun.serviceOf(batch.model);
      const known = new Set(this.batchRun.batches.flatMap(({ id }) => id ?? []));
      const found = await service.find(this.batchRun.told(batch), known, this.batchRun.stop);
      return found.kind === 'found' ? await this.placed(batch, found.id) : found;
    } catch (error) {
      return this.laterAfter(batch, error);
    }
  }

  /** Ends a batch of which nobody can tell whether its API has it. */
  private async abandon(batch: BatchState, why: string): Promise<Placed> {
    const message = `The run was cancelled before it was known whether the model API has the batch. ${why} What it has goes on, and can be cancelled in its console.`;
    await giveUp(this.batchRun, batch, batch.tests, { kind: 'batchCancelled', message });
    await this.batchRun.say({ type: 'batchCollected', batch: batch.batch, end: 'cancelled', message });
    return { kind: 'over' };
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
    let isSent = false;
    const begins = async (): Promise<void> => {
      stop.throwIfAborted();
      isSent = true;
      this.sentHere.set(batch.batch, this.batchRun.clock.passed());
      await this.batchRun.say({ type: 'batchSent', batch: batch.batch });
    };
    const creation = graceAfter(stop, this.batchRun.clock);
    try {
      const service = await this.batchRun.serviceOf(batch.model);
      this.untaken.delete(batch.batch);
      const sending = { signal: stop, creation: creation.signal, begins };
      return await this.placed(batch, await service.submit(entries, this.batchRun.told(batch), sending));
    } catch (error) {
      return await this.failed(batch, error, isSent);
    } finally {
      creation.end();
    }
  }

  private async placed({ batch }: BatchState, id: string): Promise<{ kind: 'placed' }> {
    await this.batchRun.say({ type: 'batchSubmitted', batch, id });
    return { kind: 'placed' };
  }

  private later({ batch }: BatchState, why: string, isFailure = false): Later {
    this.reasons.set(batch, why);
    return { kind: 'later', isFailure, why };
  }

  private laterAfter(batch: BatchState, error: unknown): Later {
    if (this.batchRun.stop.aborted) return { kind: 'later', isFailure: false, why: 'The run was left.' };
    if (!(error instanceof ProviderError)) throw error;
    return this.later(batch, error.message, true);
  }

  private labelOf({ model }: BatchState): string {
    return this.batchRun.planned(model).api.label;
  }

  /** What an API refuses as a whole ends the batch; whatever may have come to a batch is looked for the next time. */
  private async failed(batch: BatchState, error: unknown, isSent: boolean): Promise<Placed> {
    if (this.batchRun.stop.aborted || !(error instanceof ProviderError)) return this.laterAfter(batch, error);
    if (isSent && !wasNeverTaken(error))
      return this.later(batch, `${error.message} ${lostWords(this.labelOf(batch))}`, true);
    if (isSent) this.untaken.add(batch.batch);
    if (error.isRetryable) return this.laterAfter(batch, error);
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
