// Batches whose submission was not answered: found again, sent again only when they can't be there, and never paid for twice.

import assert from 'node:assert/strict';
import { ProviderError } from '../../../../src/core/providers/provider';
import { wasNeverTaken } from '../../../../src/core/providers/wasNeverTaken';
import type { RunOutcome } from '../../../../src/core/run/runRequest';
import { apis, batchApis } from './batchApis';
import { allCorrect, BatchFixture, prompts, standing } from './batchFixture';

const submitOnly = { isSubmitOnly: true };
const settleMs = 600_000;

/** What comes instead of doing the first call of this kind. */
function instead<End>(name: string, end: End): (call: string, moment: string) => Promise<End | undefined> {
  let isDone = false;
  return (call, moment) => {
    const isIt = !isDone && call === name && moment === 'before';
    isDone ||= isIt;
    return Promise.resolve(isIt ? end : undefined);
  };
}

for (const api of apis)
  describe(`a batch of ${api} whose submission was not answered`, () => {
    const creation = batchApis[api].submissions.at(-1)!;
    let batch: BatchFixture;
    afterEach(() => batch.end());

    const takenOnce = ({ state }: RunOutcome): void => {
      allCorrect(state);
      assert.equal(batch.server.batches.length, 1);
    };

    it('is found where its model API is late to list it', async () => {
      batch = await BatchFixture.start(api, { unanswered: [creation], listsLate: 8 });
      takenOnce(await batch.run());
    });

    it('is not sent again by any resumption that does not wait', async () => {
      batch = await BatchFixture.start(api, { unanswered: [creation], listsLate: 3 });
      let outcome = await batch.run({}, { changes: submitOnly });
      const { runDirectory, problems } = outcome;
      assert.equal(outcome.state.status, 'waiting');
      assert.match(
        problems.join('\n'),
        /Batch 1 is not submitted yet\. .* not known whether .* has it\. .* nothing is paid for twice\./,
      );
      for (let left = 9; left > 0 && outcome.state.status === 'waiting'; left--)
        outcome = await batch.resume(runDirectory, { changes: submitOnly });
      takenOnce(outcome);
    });

    it('is sent again when it was not listed for ten minutes', async () => {
      batch = await BatchFixture.start(api, { onCall: instead(creation, 'cut' as const) });
      takenOnce(await batch.run());
      assert.ok(batch.pausedMs >= settleMs, `${batch.pausedMs}`);
    });

    it('is not sent again because the calendar was put forward', async () => {
      batch = await BatchFixture.start(api, { unanswered: [creation], listsLate: 4 });
      const clock = batch.clock();
      const jumping = { ...clock, now: () => clock.now() + (batch.pausedMs > 0 ? 10 * settleMs : 0) };
      takenOnce(await batch.run({}, { controls: { batchClock: jumping } }));
    });

    it('is sent again at once where it was refused', async () => {
      batch = await BatchFixture.start(api, { onCall: instead(creation, 503) });
      takenOnce(await batch.run());
      assert.ok(batch.pausedMs < 60_000, `${batch.pausedMs}`);
    });

    // The others keep the mark of a batch.
    if (api === 'openai' || api === 'anthropic')
      it('is not taken for another one that nobody can tell apart, and ends only when the user cancels', async () => {
        batch = await BatchFixture.start(api, {
          forgetsMetadata: true,
          listsNoFiles: true,
          unanswered: [creation],
          forgetsResults: true,
          statuses: ['completed'],
        });
        const left = await batch.run({}, { changes: submitOnly });
        batch.pausedMs = 10 * settleMs;
        const still = await batch.resume(left.runDirectory, { changes: submitOnly });
        assert.equal(still.state.status, 'waiting');
        assert.match(still.problems.join('\n'), /Batch 1 is not submitted yet\. .* has a batch .* it can't be told/);
        const ended = await batch.resume(left.runDirectory, { controls: { cancelBatches: AbortSignal.abort() } });
        assert.equal(ended.state.status, 'cancelled');
        assert.equal(standing(ended.state), prompts.map((_, at) => `${at + 1} error(batchCancelled)`).join(', '));
        assert.equal(batch.server.batches.length, 1);
      });
  });

describe('a request that failed', () => {
  const failed = (status?: number, code?: string): ProviderError =>
    new ProviderError('api', 'failed', true, status, undefined, {
      cause: new Error('sent', { cause: Object.assign(new Error('socket'), { code }) }),
    });

  it('was not carried out where it was refused or never arrived', () => {
    for (const status of [400, 401, 404, 408, 413, 429, 503, 529])
      assert.ok(wasNeverTaken(failed(status)), `${status}`);
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT'])
      assert.ok(wasNeverTaken(failed(undefined, code)));
  });

  it('may have been carried out where nobody knows', () => {
    for (const status of [500, 502, 504, 524]) assert.ok(!wasNeverTaken(failed(status)), `${status}`);
    for (const code of [undefined, 'ECONNRESET', 'ETIMEDOUT', 'UND_ERR_SOCKET'])
      assert.ok(!wasNeverTaken(failed(undefined, code)));
    // An answer that can't be read is one, and says nothing.
    assert.ok(!wasNeverTaken(failed(200)));
  });
});
