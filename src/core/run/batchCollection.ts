// Takes the results of a batch that has ended into the run folder: in whatever order they come, each test once, and none without its end.

import { openBatches, type BatchState } from '../../shared/run/batches';
import { counted } from '../../shared/text/counted';
import { findTest } from '../../shared/run/runState';
import { indexIn, type EndedBatch, type BatchService, type ItemOutcome } from '../providers/batchService';
import type { AskableTests } from './askableTests';
import { outcomeOf } from './batchOutcome';
import type { BatchRun } from './batchRun';
import { takeAnswer } from './runTest';

/** Results that are judged at once: Python and judge models take their time. */
const atOnce = 8;

/** Tests that are to be asked again in another way. */
export interface Again {
  way: string;
  tests: number[];
}

export class BatchCollection {
  constructor(
    private readonly batchRun: BatchRun,
    private readonly askable: AskableTests,
  ) {}

  /**
   * Reads all results. What comes back are the tests that a model API refused in the way in which they were asked, to be put into another batch; the
   * caller says that the batch is collected when they are. Throws `ProviderError` when the results can't be read to their end.
   */
  async collect(batch: BatchState, report: EndedBatch): Promise<Again | null> {
    const { context, stop } = this.batchRun;
    const service = await this.batchRun.serviceOf(batch.model);
    const own = new Set(batch.tests);
    const seen = new Set<number>();
    const odd = { doubled: 0, foreign: 0 };
    const again: { way: string | null; tests: number[] } = { way: null, tests: [] };
    const working = new Set<Promise<void>>();
    const take = async (index: number, outcome: ItemOutcome): Promise<void> => {
      const way = await this.take(service, batch, index, outcome);
      if (way === null) return;
      again.way = way;
      again.tests.push(index);
    };
    const begin = async (index: number, outcome: ItemOutcome): Promise<void> => {
      const work: Promise<void> = take(index, outcome).finally(() => working.delete(work));
      // A failure is thrown below; until then it must only not count as unhandled.
      work.catch(() => undefined);
      working.add(work);
      if (working.size >= atOnce) await Promise.race(working);
    };
    try {
      for await (const { customId, outcome } of service.items(batch.id!, report, stop)) {
        const index = indexIn(batch, customId);
        if (index === null || !own.has(index)) odd.foreign++;
        else if (seen.has(index)) odd.doubled++;
        else {
          seen.add(index);
          if (this.isOpen(batch, index)) await begin(index, outcome);
        }
      }
      for (const [position, index] of batch.tests.entries())
        if (!seen.has(index) && this.isOpen(batch, index)) await begin(index, missingOutcome(report, position + 1));
      await Promise.all(working);
    } finally {
      await Promise.allSettled(working);
    }
    context.notes.noteProblems(oddWords(batch, odd));
    return again.way === null ? null : { way: again.way, tests: again.tests.sort((a, b) => a - b) };
  }

  /** Whether a result of the batch is still awaited: not so of what was collected before the run was stopped, and of what a later batch asks. */
  isOpen(batch: BatchState, index: number): boolean {
    const test = findTest(this.batchRun.run.folder.state, batch.model, index);
    const isLater = openBatches(this.batchRun.batches).some(
      (one) => one.batch > batch.batch && one.model === batch.model && one.tests.includes(index),
    );
    return test?.phase === 'submitted' && !isLater;
  }

  /** An API that refuses each of two ways for the other would be asked for ever. */
  private wasAskedSo({ model }: BatchState, index: number, way: string): boolean {
    return this.batchRun.batches.some((one) => one.model === model && one.way === way && one.tests.includes(index));
  }

  /** The way in which the test can be asked again, where it was refused for the way in which it was; else null, and the test has its end. */
  private async take(
    service: BatchService,
    batch: BatchState,
    index: number,
    outcome: ItemOutcome,
  ): Promise<string | null> {
    const { context, stop } = this.batchRun;
    stop.throwIfAborted();
    const test = this.batchRun.testToRun(batch.model, index);
    const { asked, failure, request } = await outcomeOf(this.batchRun, service, batch, test, outcome);
    const way = failure ? service.wayAfter(request, failure, batch.way) : null;
    if (way !== null && !this.wasAskedSo(batch, index, way)) return way;
    if (asked.refusedImages) this.askable.learnBlind(batch.model);
    await takeAnswer(context, test, asked, stop).finish();
    return null;
  }
}

/** What is said of a test that a batch came back without. `line`: its place in the batch, from 1. */
function missingOutcome({ end, message, faults }: EndedBatch, line: number): ItemOutcome {
  const own = faults?.get(line);
  const said = own === undefined ? message : `Line ${line}, which is this test: ${own}`;
  const why = said === undefined ? '' : `: ${said}`;
  switch (end) {
    case 'completed':
      return { kind: 'batchFailed', message: 'the batch came back without a result for this test' };
    case 'expired':
      return { kind: 'batchExpired', message: `the batch expired before it came to this test${why}` };
    case 'cancelled':
      return { kind: 'batchCancelled', message: `the batch was cancelled before it came to this test${why}` };
    case 'failed':
      return { kind: 'batchFailed', message: `the model API refused the batch${why}` };
  }
}

function oddWords({ batch, id }: BatchState, { doubled, foreign }: { doubled: number; foreign: number }): string[] {
  const of = `Batch ${batch} (${id}) came back with`;
  return [
    ...(doubled > 0 ? [`${of} ${counted(doubled, 'second result')} for tests that had one; the first counts.`] : []),
    ...(foreign > 0
      ? [`${of} ${counted(foreign, 'result')} that ${foreign === 1 ? 'is' : 'are'} of no test of it.`]
      : []),
  ];
}
