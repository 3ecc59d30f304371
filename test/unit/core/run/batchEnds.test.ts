// How batches end: refused as a whole, with some of their tests done, without any. Each test says why it has no answer, and what is asked again is just
// what failed.

import assert from 'node:assert/strict';
import { apis, batchApis, type Api } from './batchApis';
import { BatchFixture, key, prompts, standing } from './batchFixture';

/** Says the word that it is asked to say, but the third, which it fails at. */
const failsAtThree = (prompt: string): string | { status: number; message: string } =>
  prompt.endsWith('three') ? { status: 400, message: 'The third is too hard.' } : prompt.replace(/^Say /, '');

/** The numbers of the tests in each of the batches that the API took, in their order. */
function testsOf(batch: BatchFixture, sizes: readonly number[]): number[][] {
  const indexes = batch.submitted().map((id) => Number(id.split('-').at(-1)));
  let from = 0;
  return sizes.map((size) => indexes.slice(from, (from += size)).sort((a, b) => a - b));
}

interface Ending {
  /** What OpenAI calls it. */
  status: 'completed' | 'expired' | 'cancelled' | 'failed';
  done?: number;
  answer?: typeof failsAtThree;
  kind: string;
}

const endings: { readonly [name: string]: Ending } = {
  'with an error among its answers': { status: 'completed', answer: failsAtThree, kind: 'api' },
  'expired, with some done': { status: 'expired', done: 4, kind: 'batchExpired' },
  'expired, with some done and one of them an error': {
    status: 'expired',
    done: 4,
    answer: failsAtThree,
    kind: 'batchExpired',
  },
  'cancelled by somebody else, with some done': { status: 'cancelled', done: 4, kind: 'batchCancelled' },
  'failed as a whole': { status: 'failed', done: 0, kind: 'batchFailed' },
};

/** Which tests have an answer after a batch that ended so. */
function answered(api: Api, { status, done = prompts.length, answer }: Ending): number[] {
  const isLost = status !== 'completed' && batchApis[api].losesWhatWasDone === true;
  return prompts.flatMap((_, at) => (isLost || at >= done || (answer && at === 2) ? [] : [at + 1]));
}

for (const api of apis)
  describe(`a batch of ${api} that ended`, () => {
    let batch: BatchFixture;
    afterEach(() => batch.end());

    for (const [name, ending] of Object.entries(endings)) {
      // Anthropic's end whatever came of their requests, and by nobody's failure.
      if (api === 'anthropic' && ending.status === 'failed') continue;
      it(`${name}: what failed is asked again, and nothing twice`, async () => {
        let isFirst = true;
        batch = await BatchFixture.start(api, {
          statuses: ['in_progress', ending.status],
          done: ending.done ?? prompts.length,
          answer: (prompt) => (isFirst && ending.answer ? ending.answer(prompt) : prompt.replace(/^Say /, '')),
        });
        const { state, runDirectory } = await batch.run();
        const good = answered(api, ending);
        const failed = prompts.map((_, at) => at + 1).filter((index) => !good.includes(index));
        const verdicts = state.models[0]!.tests.map(({ verdict }) => verdict);
        assert.deepEqual(
          verdicts,
          prompts.map((_, at) => (good.includes(at + 1) ? 'correct' : 'error')),
        );
        assert.match(standing(state), new RegExp(`${failed.at(-1)} error\\(${ending.kind}\\)`));
        assert.equal(state.batches[0]!.end, ending.status);
        isFirst = false;
        await batch.resume(runDirectory, { retryErrors: true });
        assert.deepEqual(testsOf(batch, [prompts.length, failed.length]), [prompts.map((_, at) => at + 1), failed]);
        assert.equal(batch.submitted().length, prompts.length + failed.length);
      });
    }
  });

describe('a batch that OpenAI finds faults in before it begins', () => {
  let batch: BatchFixture;
  afterEach(() => batch.end());

  it('fails each test with what was said, and the line, and which line is its own', async () => {
    batch = await BatchFixture.start('openai', { refuses: (prompt) => /two|five/.test(prompt) });
    const { state, runDirectory } = await batch.run();
    assert.equal(standing(state), prompts.map((_, at) => `${at + 1} error(batchFailed)`).join(', '));
    const [first, second, , , fifth] = state.models[0]!.tests.map(({ error }) => error!.message);
    const refused = 'There is no answer: the model API refused the batch:';
    assert.equal(first, `${refused} Line 2: The request says Say two, which it may not. (and 1 more).`);
    assert.equal(second, `${refused} Line 2, which is this test: The request says Say two, which it may not.`);
    assert.equal(fifth, `${refused} Line 5, which is this test: The request says Say five, which it may not.`);
    assert.equal(state.batches[0]!.message, 'Line 2: The request says Say two, which it may not. (and 1 more)');
    const again = await batch.resume(runDirectory, { retryErrors: true });
    assert.equal(again.state.batches.length, 2);
    assert.equal(batch.submitted().length, 2 * prompts.length);
  });

  it('says of a request that has grown too great for the service just that, and asks the others', async () => {
    batch = await BatchFixture.start('openai');
    const own = { id: 'own', label: 'Own', baseUrl: `${batch.server.url}/v1`, keyVariable: 'OWN_KEY', batchPrice: 0.5 };
    const environment = { OWN_KEY: key };
    const long = 'x'.repeat(12_000);
    const words = ['one', long, 'two'];
    const left = await batch.run(
      { models: ['own~m'], prompts: words.map((word) => ({ word, expectation: word })) },
      { leaveAt: ({ type }) => type === 'batchPlanned', changes: { services: [own], environment } },
    );
    assert.equal(left.state.status, 'waiting');
    const services = [{ ...own, batchLimits: { bytes: 10_000 } }];
    const { state } = await batch.resume(left.runDirectory, { changes: { services, environment } });
    assert.equal(standing(state), '1 correct, 2 error(notSent), 3 correct');
    assert.equal(batch.submitted().length, 2);
  });
});
