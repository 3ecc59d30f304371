// Batches whose submission was not answered: found again, sent again only when they can't be there, and never paid for twice.

import assert from 'node:assert/strict';
import { ProviderError } from '../../../../src/core/providers/provider';
import { wasNeverTaken } from '../../../../src/core/providers/wasNeverTaken';
import type { RunOutcome } from '../../../../src/core/run/runRequest';
import type { AnthropicBatchServer } from '../../../servers/startAnthropicBatchServer';
import type { OpenAiBatchServer } from '../../../servers/startOpenAiBatchServer';
import { allCorrect, apis, BatchFixture, prompts, standing } from './batchFixture';

const creating = { openai: 'POST /v1/batches', anthropic: 'POST /v1/messages/batches' };
const submitOnly = { isSubmitOnly: true };
const settleMs = 600_000;

/** Ends the first call of this kind before it is done. */
function unheard(name: string): (call: string, moment: string) => Promise<'cut' | undefined> {
  let isDone = false;
  return (call, moment) => {
    const isIt = !isDone && call === name && moment === 'before';
    isDone ||= isIt;
    return Promise.resolve(isIt ? 'cut' : undefined);
  };
}

for (const api of apis)
  describe(`a batch of ${api} whose submission was not answered`, () => {
    let batch: BatchFixture;
    afterEach(() => batch.end());

    const takenOnce = ({ state }: RunOutcome): void => {
      allCorrect(state);
      assert.equal(batch.server.batches.length, 1);
    };

    it('is found where its model API is late to list it', async () => {
      batch = await BatchFixture.start(api, { unanswered: [creating[api]], listsLate: 8 });
      takenOnce(await batch.run());
    });

    it('is not sent again by any resumption that does not wait', async () => {
      batch = await BatchFixture.start(api, { unanswered: [creating[api]], listsLate: 3 });
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
      batch = await BatchFixture.start(api, { onCall: unheard(creating[api]) });
      takenOnce(await batch.run());
      assert.ok(batch.pausedMs >= settleMs, `${batch.pausedMs}`);
    });

    it('is sent again at once when it can’t be there: its model API was not reached', async () => {
      batch = await BatchFixture.start(api);
      const away = { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1', ANTHROPIC_BASE_URL: 'http://127.0.0.1:1' };
      const environment = { ...batch.environment, ...away };
      const left = await batch.run({}, { changes: { ...submitOnly, environment } });
      assert.match(left.problems.join('\n'), /Batch 1 is not submitted yet\. Nothing listens at/);
      batch.pausedMs = settleMs;
      takenOnce(await batch.resume(left.runDirectory));
      assert.ok(batch.pausedMs < 2 * settleMs);
    });

    it('is not taken for another one that nobody can tell apart, and ends only when the user cancels', async () => {
      batch = await BatchFixture.start(api, {
        forgetsMetadata: true,
        listsNoFiles: true,
        unanswered: [creating[api]],
        onCall: () => {
          const { server } = batch;
          if (api === 'anthropic') for (const one of (server as AnthropicBatchServer).batches) one.isArchived = true;
          return Promise.resolve(undefined);
        },
        statuses: [api === 'openai' ? 'completed' : 'ended'],
      });
      const left = await batch.run({}, { changes: submitOnly });
      batch.pausedMs = 10 * settleMs;
      const still = await batch.resume(left.runDirectory, { changes: submitOnly });
      assert.equal(still.state.status, 'waiting');
      assert.match(still.problems.join('\n'), /Batch 1 is not submitted yet\. .* has a batch .* it can’?'?t be told/);
      const ended = await batch.resume(left.runDirectory, { controls: { cancelBatches: AbortSignal.abort() } });
      assert.equal(ended.state.status, 'cancelled');
      assert.equal(standing(ended.state), prompts.map((_, at) => `${at + 1} error(batchCancelled)`).join(', '));
      assert.equal(batch.server.batches.length, 1);
    });
  });

describe('a batch of openai among many', () => {
  it('is found on a later page, whatever their order', async () => {
    const batch = await BatchFixture.start('openai', { unanswered: [creating.openai] });
    const server = batch.server as OpenAiBatchServer;
    const left = await batch.run({}, { changes: submitOnly });
    const others = Array.from({ length: 230 }, (_, at) => ({
      ...server.batches[0]!,
      id: `batch_other_${at}`,
      inputFile: 'file-other',
      metadata: { owner: 'somebody' },
      createdAt: at < 120 ? 1 : server.batches[0]!.createdAt,
      status: 'in_progress',
    }));
    server.batches.push(...others);
    const { state } = await batch.resume(left.runDirectory);
    allCorrect(state);
    assert.equal(state.batches[0]!.id, 'batch_1');
    assert.equal(server.batches.length, 1 + others.length);
    await batch.end();
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
