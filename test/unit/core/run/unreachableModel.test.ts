// A model that can not be reached: what that costs its next tests, and for how long.

import assert from 'node:assert/strict';
import { echo, words } from './engineFixture';
import { ServedRuns } from './servedRuns';

describe('a model that can not be reached', () => {
  let runs: ServedRuns;
  beforeEach(async () => {
    runs = await ServedRuns.make();
  });
  afterEach(() => runs.remove());

  it('gets one attempt a test until one succeeds, and from then on as many as any', async () => {
    // By request: the first test fails in both attempts, the second in its only one, the third succeeds, the fourth at its second attempt.
    const isCut = [true, true, true, false, true, false];
    let request = 0;
    await runs.openAi({
      reply: ({ prompt }) => (isCut[request++] ? { cut: 'beforeHeaders' } : { text: echo(prompt) }),
    });
    const run = await runs.run(
      { models: ['openai~m'], prompts: words('one', 'two', 'three', 'four') },
      { maxAttempts: 2, concurrency: { '*': 1 } },
    );
    const attempts = await Promise.all([1, 2, 3, 4].map((index) => run.attempts('openai~m', index)));
    assert.deepEqual(
      run.state.models[0]!.tests.map(
        ({ verdict, error }, position) => `${attempts[position]!.length} ${error?.kind ?? verdict}`,
      ),
      ['2 network', '1 network', '1 correct', '2 correct'],
    );
    assert.equal(request, isCut.length);
  });
});
